"""Piper's own server as a program beside ours, which never outlives us.

Piper is GPL, so none of it is ever imported here.
"""

import logging
import os
import re
import sys
from collections.abc import Iterable
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen, TimeoutExpired
from threading import Thread
from time import monotonic

from bot.speech.voice import SilentError

log = logging.getLogger(__name__)

HOST = "127.0.0.1"
RUNNING = re.compile(rf"Running on http://{re.escape(HOST)}:(\d+)")
LEASH = Path(__file__).with_name("leash.py")
OURS = ("KANSENCOACH_", "FLASK_", "WERKZEUG_")  # our secrets, and what would change the server
ENDING = 2.0  # seconds between asking to end and killing
BETWEEN_SENTENCES = 0.2  # seconds; Piper itself leaves nothing between them


class Child:
    """One run of the server, which speaks with the voices of a folder, first with this one.

    It is given up when it does not listen after `patience` seconds. Every method may be called from
    any thread. Only a thread that lives as long as the child may begin it: for Linux that thread,
    not the process, is its beginner.
    """

    def __init__(self, folder: Path, voice: str, patience: float = 30.0) -> None:
        self.voice = voice
        self.spoke = False  # whoever it speaks for tells
        self._started_by = monotonic() + patience
        self._marks: dict[str, str] = {}
        self._why: str | None = None
        self._process: Future[Popen[str]] = Future()
        self._port: Future[int] = Future()
        Thread(target=self._keep, args=(folder, voice), name="piper", daemon=True).start()

    @property
    def pid(self) -> int:
        """The number of its process."""
        return self._process.result().pid

    @property
    def lives(self) -> bool:
        """Whether it still runs."""
        return self._process.exception() is None and self._process.result().poll() is None

    @property
    def stuck(self) -> bool:
        """Whether it has been starting for too long."""
        return not self._port.done() and monotonic() > self._started_by

    def knows(self, voice: str, mark: str) -> bool:
        """Tell whether it speaks with these very files of a voice, not with older ones."""
        return self._marks.setdefault(voice, mark) == mark

    def url(self, seconds: float) -> str:
        """Wait for it to listen; give its address, or raise SilentError."""
        try:
            return f"http://{HOST}:{self._port.result(seconds)}"
        except TimeoutError:
            raise SilentError("Piper is still starting") from None

    def end(self, why: str = "") -> None:
        """End it, by force if it does not obey, at once and logged if it gave a reason."""
        if not self.lives:
            return
        self._why = why
        process = self._process.result()
        if not why:
            process.terminate()
            with suppress(TimeoutExpired):
                process.wait(ENDING)
        process.kill()
        process.wait()

    def _keep(self, folder: Path, voice: str) -> None:
        try:
            process = _begun(folder, voice)
        except OSError as fault:
            self._process.set_exception(fault)
            self._over(type(fault).__name__)
            return
        with process:  # waits for its end, so that no zombie stays
            self._process.set_result(process)
            last = self._listen(process.stderr or ())
        by_itself = ", ".join(filter(None, [f"code {process.returncode}", last]))
        self._over(by_itself if self._why is None else self._why)

    def _listen(self, lines: Iterable[str]) -> str:
        """Read what it writes, lest it wait for a reader, and forget it; give its last words.

        Once it listens it may know what parents read, so that its words are no longer kept.
        """
        last = ""
        for line in lines:
            found = RUNNING.search(line)
            if found and not self._port.done():
                self._port.set_result(int(found[1]))
            last = "" if self._port.done() else line.strip() or last
        return last

    def _over(self, why: str) -> None:
        if why:
            log.warning("Piper ended, it starts again when it is needed: %s", why)
        if not self._port.done():
            self._port.set_exception(SilentError("Piper did not start"))


def _begun(folder: Path, voice: str) -> Popen[str]:
    """Start it: on a free port that it takes itself, so that nobody else can be there instead.

    It looks for voices where it is started, and loads no code from there (-P).
    """
    leash = [sys.executable, "-I", "-S", str(LEASH), str(os.getpid())]
    server = [sys.executable, "-P", "-m", "piper.http_server", "--host", HOST, "--port", "0"]
    voices = ["--model", str(folder / f"{voice}.onnx")]
    pauses = ["--sentence-silence", str(BETWEEN_SENTENCES)]
    return Popen(  # noqa: S603 — our own words, and names that the operator wrote
        [*leash, *server, *voices, *pauses],
        cwd=folder,
        env={name: value for name, value in os.environ.items() if not name.startswith(OURS)},
        stdin=DEVNULL,
        stdout=DEVNULL,
        stderr=PIPE,
        encoding="utf-8",
        errors="replace",
        start_new_session=True,  # Ctrl+C is for us, who then end it
    )

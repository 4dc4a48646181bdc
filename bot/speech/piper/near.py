"""Piper's server as a child of ours: begun when somebody is to speak, and again when it failed."""

from pathlib import Path
from threading import Lock
from time import monotonic

from bot.speech.piper.child import Child
from bot.speech.piper.http import SYNTHESIZE, HungError, Saying, ask
from bot.speech.piper.rests import Rests
from bot.speech.voice import SilentError

STARTING = 3  # times the limit of one text, until a start is given up


class Near:
    """A child that has the voices of a folder; every method may be called from any thread.

    It says one text after the other: each takes all of the machine, and so it is known which one
    it hangs on.
    """

    def __init__(self, folder: Path, seconds: float) -> None:
        self._folder = folder
        self._seconds = seconds
        self._child: Child | None = None
        self._stopped = False
        self._begins = Lock()
        self._turn = Lock()
        self._rests = Rests()

    @property
    def pid(self) -> int | None:
        """The number of the child's process, while it runs."""
        child = self._child
        return child.pid if child and child.lives else None

    def mark(self, voice: str) -> str:
        """Tell one file of a voice from another, by its size and age."""
        try:
            file = model(self._folder, voice).stat()
        except OSError:
            return "missing"
        return f"{file.st_size}-{file.st_mtime_ns}"

    def wav(self, saying: Saying) -> bytes:
        """Have it said; raises SilentError."""
        until = monotonic() + self._seconds
        if not self._turn.acquire(timeout=self._seconds):
            raise SilentError("Piper is busy")
        try:
            child = self._speaker(saying["voice"])
            return self._said(child, saying, until)
        finally:
            self._turn.release()

    def stop(self) -> None:
        """End the child, whatever it does, and begin none any more."""
        with self._begins:
            self._stopped = True
        if self._child:
            self._child.end()

    def _said(self, child: Child, saying: Saying, until: float) -> bytes:
        allowed = 0.0
        try:
            url = child.url(until - monotonic())
            allowed = until - monotonic()
            answer = ask(url, SYNTHESIZE, saying, allowed)
        except SilentError as fault:
            if isinstance(fault, HungError) and allowed > self._seconds / 2:  # else we are late
                child.end("it hung")
            self._rest_after(child)
            raise
        child.spoke = True
        return answer

    def _speaker(self, voice: str) -> Child:
        """Give a child that speaks with the files of a voice as they are now."""
        for file in files(self._folder, voice):
            if not file.is_file():
                raise SilentError(f"{file.name} is missing")
        mark, child = self.mark(voice), self._child
        if child and child.lives and not child.stuck and child.knows(voice, mark):
            return child
        if child:
            self._part_from(child)
        self._rests.refuse(voice)
        return self._begin(voice, mark)

    def _part_from(self, child: Child) -> None:
        """End a child that starts for too long, or that knows older files."""
        if child.stuck:
            child.end("it did not start in time")
        self._rest_after(child)
        child.end()

    def _rest_after(self, child: Child) -> None:
        """Do not begin over and over what ends before it says anything."""
        if not child.lives and not child.spoke:
            self._rests.rest(child.voice)

    def _begin(self, voice: str, mark: str) -> Child:
        with self._begins:
            if self._stopped:
                raise SilentError("Piper is stopped")
            child = self._child = Child(self._folder, voice, STARTING * self._seconds)
        child.knows(voice, mark)
        return child


def model(folder: Path, voice: str) -> Path:
    """Tell where a voice is."""
    return folder / f"{voice}.onnx"


def files(folder: Path, voice: str) -> list[Path]:
    """Tell which files a voice is made of."""
    return [model(folder, voice), folder / f"{voice}.onnx.json"]

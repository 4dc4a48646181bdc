"""Writes down what is said, by a program beside ours that is there only while it is needed."""

import asyncio
import json
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Sequence
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

from bot.writing.outcome import NothingWrittenError, Written

PROGRAM = (sys.executable, "-P", str(Path(__file__).with_name("whisper_worker.py")))
MODEL_FILES = ("model.bin", "config.json", "tokenizer.json")  # what else there is may be left out
IDLE = 300.0  # seconds without work, after which the program ends and its memory is free
SLACK = 30.0  # seconds, besides three times the length of the sound
LONGEST_ANSWER = 2**20  # bytes


def lacking(folder: Path) -> list[str]:
    """List the files of a model that are not in its folder."""
    return [name for name in MODEL_FILES if not (folder / name).is_file()]


def installed() -> bool:
    """Tell whether the library is there with which the program hears."""
    return find_spec("faster_whisper") is not None


class Transcriber:
    """Writes down one sound after the other, by the model in a folder."""

    def __init__(
        self,
        folder: Path,
        *,
        program: Sequence[str] = PROGRAM,
        idle: float = IDLE,
        slack: float = SLACK,
    ) -> None:
        self._command = (*program, str(folder))
        self._folder, self._idle, self._slack = folder, idle, slack
        self._line = asyncio.Lock()
        self._child: Process | None = None
        self._ending: asyncio.Task[None] | None = None

    async def write_down(self, sound: bytes, seconds: float, language: str | None) -> Written:
        """Write down so many seconds of a sound file, said in a language; None: it is not known.

        Raises NothingWrittenError, after three times the length and a while at the latest.
        """
        async with self._line:
            if self._ending is not None:
                self._ending.cancel()
            try:
                async with asyncio.timeout(3 * seconds + self._slack):
                    return await self._answered(sound, seconds, language)
            except (OSError, TimeoutError, ValueError, LookupError) as fault:
                await self._end()
                raise NothingWrittenError(type(fault).__name__) from None
            except asyncio.CancelledError:  # what it would still say belongs to no question
                await self._end()
                raise
            finally:
                if self._child is not None:
                    self._ending = asyncio.create_task(self._end_later())

    @property
    def running(self) -> int | None:
        """The number of the program's process; None: it does not run."""
        return self._child.pid if self._child and self._child.returncode is None else None

    async def close(self) -> None:
        """End the program; it starts again when it is needed."""
        async with self._line:
            if self._ending is not None:
                self._ending.cancel()
            await self._end()

    async def _answered(self, sound: bytes, seconds: float, language: str | None) -> Written:
        if lacking(self._folder):
            raise NothingWrittenError("there is no model")
        question = {"bytes": len(sound), "seconds": seconds, "language": language}
        child = await self._started()
        assert child.stdin is not None and child.stdout is not None  # noqa: S101, PT018 - pipes
        child.stdin.write(json.dumps(question).encode() + b"\n" + sound)
        await child.stdin.drain()
        line = await child.stdout.readline()
        if not line:
            raise ChildProcessError  # it ended: the model cannot be loaded
        return _read(json.loads(line))

    async def _started(self) -> Process:
        """Start the program, if it does not run; it is shown none of our secrets."""
        if self.running is None:
            await self._end()
            self._child = await asyncio.create_subprocess_exec(
                *self._command,
                stdin=PIPE,
                stdout=PIPE,
                stderr=DEVNULL,  # where a library may repeat what it heard
                limit=LONGEST_ANSWER,
                env=_surroundings(),
            )
        assert self._child is not None  # noqa: S101 - just started
        return self._child

    async def _end_later(self) -> None:
        await asyncio.sleep(self._idle)
        async with self._line:
            await self._end()

    async def _end(self) -> None:
        child, self._child = self._child, None
        if child is None or child.stdin is None:
            return
        with suppress(ProcessLookupError):
            child.kill()
        child.stdin.close()
        await child.communicate()  # until both pipes are closed


def _surroundings() -> dict[str, str]:
    """Give the child our environment without secrets; its library may fetch no model."""
    own = {name: value for name, value in os.environ.items() if "KANSENCOACH" not in name}
    return own | {"HF_HUB_OFFLINE": "1"}


def _read(answer: dict[str, str]) -> Written:
    if "fault" in answer:
        raise NothingWrittenError(answer["fault"])
    if not answer["text"].strip():
        raise NothingWrittenError("no words")
    return Written(answer["text"].strip(), answer["language"])

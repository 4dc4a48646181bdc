"""Runs `kansencoach restore` again and again, each time killed at another moment.

Each line it prints is: the moment, what the data folder held then, and after one more restore.
"""

import asyncio
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import FrameType

from bot.cli import cli
from bot.folder import DATABASE
from storage import facts
from storage.database import Database
from tests.keys import SEALER

# Whatever changes a file, or lets SQLite do so; the process ends before each call.
TOUCHES = {"open", "sendfile", "rename", "replace", "unlink", "connect", "execute", "close"}
KILLS, SEED = 20, 20261123
STATES = ("lost", "old", "new")


class Drill:
    """A data folder that is made anew from a template, and the backup that is restored into it."""

    def __init__(self, template: Path, data: Path, backup: Path) -> None:
        self._template, self._data, self._backup = template, data, backup

    def run(self) -> None:
        """Kill before each touch of a file, then at random moments."""
        step, killed = 0, True
        while killed:
            step += 1
            killed = self._killed(partial(self._restore, step), None)
            self._tell(f"step {step}")
        self._reset()
        start = time.monotonic()
        _ended(lambda: self._restore(0))
        whole, chance = time.monotonic() - start, random.Random(SEED)
        for _ in range(KILLS):
            wait = chance.uniform(0, whole)
            self._killed(lambda: self._restore(0), wait)
            self._tell(f"after {wait:.4f} s")

    def _killed(self, work: Callable[[], None], wait: float | None) -> bool:
        self._reset()
        return _ended(work, wait) == -signal.SIGKILL

    def _tell(self, moment: str) -> None:
        held = STATES[_ended(self._look)]
        assert _ended(lambda: self._restore(0)) == 0
        left = [path.name for path in self._data.iterdir() if ".part" in path.name]
        print(f"{moment}: {held}, {STATES[_ended(self._look)]}, {len(left)} left")  # noqa: T201

    def _reset(self) -> None:
        shutil.rmtree(self._data, ignore_errors=True)
        shutil.copytree(self._template, self._data)

    def _restore(self, step: int) -> None:
        """Restore; with a step, end as in a power cut before that many touches of a file."""
        left = step

        def hook(_: FrameType, event: str, called: object) -> None:
            nonlocal left
            if event != "c_call" or isinstance(getattr(called, "__self__", None), str):
                return
            left -= getattr(called, "__name__", "") in TOUCHES
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

        if step:
            sys.setprofile(hook)
        cli(["restore", str(self._backup)], standalone_mode=False)

    def _look(self) -> None:
        """End with the number of the state that the program would find."""
        os._exit(STATES.index(asyncio.run(_colour(self._data / DATABASE))))


async def _colour(path: Path) -> str:
    database = await Database.open(path, SEALER)
    [[whole]] = await database.reader.rows("PRAGMA integrity_check")
    colour = await facts.get(database.reader, "colour")
    await database.close()
    return colour if whole == "ok" and colour in STATES else "lost"


def _ended(work: Callable[[], None], wait: float | None = None) -> int:
    """Do something in a process of its own, killed after so many seconds; give how it ended."""
    child = os.fork()
    if not child:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        try:
            work()
        finally:
            os._exit(1 if sys.exception() else 0)
    if wait is not None:
        time.sleep(wait)
        os.kill(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


if __name__ == "__main__":
    Drill(*(Path(argument) for argument in sys.argv[1:])).run()

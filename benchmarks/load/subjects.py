"""What is measured: our program and the bare echoes, each as its own process on its own core."""

import time
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.echo import words
from benchmarks.load.crowd import Crowd, Manner
from benchmarks.load.doing import Chat
from benchmarks.load.filling import CONFIG
from benchmarks.load.machine import SUBJECT, on_core
from benchmarks.load.manners import Echoing, Walking
from benchmarks.load.telegram import Telegram
from tests.keys import KEY
from tests.program.program import RUNNING, Program

TOKEN = "4242:benchmark"  # noqa: S105 - of a Telegram of our own
TALKERS = 2_048  # people who say words to an echo


@dataclass(frozen=True)
class Subject:
    """A program to start: its module, what it says once it runs, and who comes to it.

    `first`: updates a second that it is tried with first.
    """

    name: str
    module: str
    first: float
    arguments: tuple[str, ...] = ()
    says: str = words.RUNNING
    manner: Manner = field(default_factory=Echoing)
    people: tuple[Chat, ...] = tuple(Chat(number + 1) for number in range(TALKERS))
    data: Path | None = None


ECHOES = (
    Subject(
        "python-telegram-bot echo, httpx (its default)",
        "benchmarks.echo.telegram_ext",
        100.0,
        ("httpx",),
    ),
    Subject(
        "python-telegram-bot echo, our aiohttp request",
        "benchmarks.echo.telegram_ext",
        800.0,
        ("aiohttp",),
    ),
    Subject("aiogram 3 echo", "benchmarks.echo.aiogram_3", 400.0),
)


def ours(data: Path, people: Iterable[Chat], *, wide_open: bool = True) -> Subject:
    """Take our program on this folder; `wide_open` without Telegram's limits."""
    module, arguments = ("benchmarks.load.wide_open", ()) if wide_open else ("bot", ("run",))
    return Subject("kansencoach", module, 100.0, arguments, RUNNING, Walking(), tuple(people), data)


@dataclass(frozen=True)
class Running:
    """A subject that runs, the crowd in front of it, and how many seconds its start took."""

    crowd: Crowd
    pid: int
    took: float


@asynccontextmanager
async def running(subject: Subject, delay: float = 0.0) -> AsyncIterator[Running]:
    """Start a subject before a Telegram that answers after `delay` seconds; end both at last."""
    telegram = Telegram(delay)
    await telegram.start()
    crowd, begun = Crowd(telegram, subject.people, subject.manner), time.perf_counter()
    with on_core(SUBJECT):
        arguments = subject.arguments if subject.data else (telegram.url, TOKEN, *subject.arguments)
        env = _env(telegram.url, subject.data) if subject.data else {}
        program = await Program.start(*arguments, env=env, module=subject.module)
    try:
        await program.says(subject.says)
        yield Running(crowd, program.process.pid, time.perf_counter() - begun)
        program.terminate()
        await program.ended()
    finally:
        await program.kill()
        await telegram.stop()


def _env(api: str, data: Path) -> Mapping[str, str]:
    return {
        "KANSENCOACH_TELEGRAM_API": api,
        "KANSENCOACH_KEY": KEY,
        "KANSENCOACH_TELEGRAM_TOKEN": TOKEN,
        "KANSENCOACH_CONFIG": str(data / CONFIG),
        "KANSENCOACH_DATA": str(data),
        "KANSENCOACH_LOG_LEVEL": "WARNING",
    }

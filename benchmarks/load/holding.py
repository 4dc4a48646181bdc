"""What holding many reminders comes to, whoever holds them."""

import asyncio
import json
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

from benchmarks.load.machine import resident

LOOKS = 100  # how often it is asked what is due next


class Holder(Protocol):
    """An open file of reminders."""

    async def add(self, when: datetime) -> None:
        """Add one, for good."""

    async def next_due(self) -> object:
        """Tell when the next is due."""

    async def fire(self, due: int) -> None:
        """Fire all that are due, so many; then none of them is there any more."""


@dataclass(frozen=True)
class Held:
    """What it came to: adds a second, seconds of one look, seconds of firing, memory in MB.

    `stall`: the longest that the event loop stood still while all was fired, in seconds.
    """

    adds: float
    look: float
    fired: float
    stall: float
    memory: float


Fill = Callable[[Path, list[datetime]], Awaitable[None]]
Open = Callable[[Path], AbstractAsyncContextManager[Holder]]


def command_line(fill: Fill, opened: Open) -> None:
    """`fill FILE COUNT DUE`, or `hold FILE ADDED DUE`, which prints a Held as JSON."""
    verb, path, count, due = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
    if verb == "fill":
        asyncio.run(_fill(fill, path, count, due))
    else:
        print(json.dumps(asdict(asyncio.run(_hold(opened, path, count, due)))))


async def _fill(fill: Fill, path: Path, count: int, due: int) -> None:
    now = datetime.now(UTC)
    past = [now - timedelta(minutes=1)] * due
    await fill(path, past + [now + timedelta(hours=1, seconds=20 * n) for n in range(count - due)])


async def _hold(opened: Open, path: Path, added: int, due: int) -> Held:
    async with opened(path) as holder:
        begun = time.perf_counter()
        for _ in range(added):
            await holder.add(datetime.now(UTC) + timedelta(days=1))
        adding = time.perf_counter() - begun
        begun = time.perf_counter()
        for _ in range(LOOKS):
            await holder.next_due()
        look = (time.perf_counter() - begun) / LOOKS
        async with _watched() as stalls:
            begun = time.perf_counter()
            await holder.fire(due)
            fired = time.perf_counter() - begun
        return Held(added / adding, look, fired, max(stalls), resident("self"))


@asynccontextmanager
async def _watched() -> AsyncIterator[list[float]]:
    """Note how late the event loop is for somebody who sleeps a millisecond at a time."""
    stalls: list[float] = []

    async def watch() -> None:
        while True:
            before = time.perf_counter()
            await asyncio.sleep(0.001)
            stalls.append(time.perf_counter() - before)

    watching = asyncio.create_task(watch())
    await asyncio.sleep(0.01)
    yield stalls
    await asyncio.sleep(0.01)
    watching.cancel()

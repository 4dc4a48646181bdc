"""Tells those who wait that something changed: tests, long polls and readers of the page."""

import asyncio
from collections import deque
from collections.abc import Callable

from bot.simulator.model import Json

RECHECK_SECONDS = 0.05
COALESCE_SECONDS = 0.03
SMALL_EVENTS_KEPT = 200


class Changes:
    """A bell that many may wait for; nobody misses a ring between a check and the wait."""

    def __init__(self) -> None:
        self._bell = asyncio.Event()

    def ring(self) -> None:
        """Wake everybody who waits now."""
        self._bell.set()
        self._bell = asyncio.Event()

    async def next(self, seconds: float | None = None) -> None:
        """Wait for the next ring, at most so many seconds."""
        try:
            async with asyncio.timeout(seconds):
                await self._bell.wait()
        except TimeoutError:
            return

    async def until(self, predicate: Callable[[], bool], seconds: float) -> None:
        """Wait until the predicate holds; raises TimeoutError after so many seconds."""
        async with asyncio.timeout(seconds):
            while not predicate():
                # Looked at now and then without a ring too: it may look at more than ours.
                await self.next(RECHECK_SECONDS)


class Reader:
    """What one open page has not read yet: bounded, however slowly it reads."""

    def __init__(self) -> None:
        self.chats: dict[int, None] = {}
        self.said: deque[tuple[str, Json]] = deque(maxlen=SMALL_EVENTS_KEPT)
        self._wake = asyncio.Event()

    def wake(self) -> None:
        """Say that there is something to read."""
        self._wake.set()

    async def take(self, seconds: float) -> tuple[list[tuple[str, Json]], list[int]]:
        """Wait for news, at most so many seconds; give small events and changed chats."""
        try:
            async with asyncio.timeout(seconds):
                await self._wake.wait()
        except TimeoutError:
            return [], []
        await asyncio.sleep(COALESCE_SECONDS)
        self._wake.clear()
        said, chats = list(self.said), list(self.chats)
        self.said.clear()
        self.chats.clear()
        return said, chats


class Feed:
    """Hands every change to every open page."""

    def __init__(self) -> None:
        self.readers: set[Reader] = set()

    def chat(self, chat_id: int) -> None:
        """Note that a chat changed; many changes become one event."""
        for reader in self.readers:
            reader.chats[chat_id] = None
            reader.wake()

    def say(self, event: str, data: Json) -> None:
        """Pass on a small event; the oldest fall away for a page that does not read."""
        for reader in self.readers:
            reader.said.append((event, data))
            reader.wake()

    def wake(self) -> None:
        """Wake every page, so that it sees that the server stops."""
        for reader in self.readers:
            reader.wake()

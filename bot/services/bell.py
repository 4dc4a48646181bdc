"""Wakes everybody who listens."""

import asyncio


class Bell:
    """One thing happened: each listener has an event of its own, to clear when it likes."""

    def __init__(self) -> None:
        self._events: list[asyncio.Event] = []

    def listen(self) -> asyncio.Event:
        """Give an event that is set at every ring."""
        event = asyncio.Event()
        self._events.append(event)
        return event

    def set(self) -> None:
        """Wake all listeners."""
        for event in self._events:
            event.set()

"""Somebody with a phone who does one thing after another, and waits for the answer."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random

from benchmarks.fleet.taste import choose
from bot.simulator import Phone, Simulator
from bot.simulator.model import Message

GIVES_UP = 3.0  # seconds after which somebody without an answer tries something else
KEPT = 12  # taps that are remembered, to tap an old button again
NEVER_AGAIN = ("welcome", "language", "erasing", "settings")  # would blur what was last chosen


@dataclass
class Person:
    """What parents and coaches have in common; `think` is between two acts, in seconds."""

    simulator: Simulator
    phone: Phone
    chance: Random
    think: tuple[float, float]
    acts: int = 0
    taps: int = 0
    _tapped: list[tuple[int, str]] = field(default_factory=list)

    async def live(self, rest: asyncio.Event) -> None:
        """Do one thing after another until told to rest."""
        await self.begin()
        while not rest.is_set():
            await asyncio.sleep(self.chance.uniform(*self.think))
            await self.act()
        await self.end()

    async def begin(self) -> None:
        """Open the chat."""
        await self.do(self.phone.start)

    async def act(self) -> None:
        """Do the next thing."""
        raise NotImplementedError

    async def end(self) -> None:
        """Come to rest."""
        await self.do(lambda: self.phone.type("/menu"))

    async def do(self, act: Callable[[], int]) -> None:
        """Do something and wait for the answer, for a while."""
        self.acts += 1
        seen = max((m.message_id for m in self.phone.messages[-1:]), default=0)
        before = self.screen()
        shown = before and before.inline_keyboard
        act()

        def answered() -> bool:
            turned = before is not None and before.inline_keyboard not in (shown, None)
            return turned or self._screen_after(seen)

        with suppress(TimeoutError):
            await self.simulator.wait(answered, GIVES_UP)

    def _screen_after(self, seen: int) -> bool:
        """Tell whether something that can be answered came after this message."""
        for message in reversed(self.phone.messages):
            if message.message_id <= seen:
                return False
            if message.outgoing and (message.inline_keyboard or self.phone.keyboard):
                return True
        return False

    def screen(self) -> Message | None:
        """Find the newest message with buttons."""
        for message in reversed(self.phone.messages):
            if message.outgoing and message.inline_keyboard:
                return message
        return None

    def asked(self) -> tuple[str, str]:
        """Give dialogue and question of the newest screen."""
        message = self.screen()
        rows = (message.inline_keyboard if message else None) or [[{"callback_data": ":::"}]]
        dialogue, _, question, _ = str(rows[0][0].get("callback_data", ":::")).split(":", 3)
        return dialogue, question

    async def tap_newest(self) -> None:
        """Tap a button of the newest screen; without one, ask for the menu."""
        message = self.screen()
        if message is None:
            await self.do(self.phone.start)
            return
        await self.tap(message.message_id, choose(message, self.chance))

    async def tap(self, message: int, data: str) -> None:
        """Tap a button."""
        self.taps += 1
        if not data.startswith(NEVER_AGAIN):
            self._tapped = [*self._tapped[1 - KEPT :], (message, data)]
        await self.do(lambda: self.phone.tap(message, data))

    async def tap_twice(self) -> None:
        """Tap the same button twice, before an answer can come."""
        message = self.screen()
        if message is not None:
            data = choose(message, self.chance)
            self.taps += 1
            self.phone.tap(message.message_id, data)
            await self.tap(message.message_id, data)

    async def tap_old(self) -> None:
        """Tap a button again that was tapped before."""
        if self._tapped:
            message, data = self.chance.choice(self._tapped)
            await self.tap(message, data)

    def mood(self, moods: dict[str, float]) -> str:
        """Give a mood by the weights."""
        [found] = self.chance.choices(list(moods), list(moods.values()))
        return found

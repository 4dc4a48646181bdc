"""A parent who goes through the dialogues, and taps 🔊 on the way."""

import asyncio
import time
from dataclasses import dataclass
from random import Random

from benchmarks.fleet.person import Person
from benchmarks.load.manners import weight
from bot.i18n import Languages
from bot.services.listening import NAME as LISTEN
from bot.settings import LANGUAGES
from bot.simulator import Simulator
from bot.simulator.model import Message

PATIENCE = 60.0  # seconds
MARKED = 0.1  # seconds after a voice message: a tap that comes sooner is taken for the same one
SCHOOL = "school_hardenberg"
LOST = 200  # steps without anything new
HOME = 0.1  # of the steps go back to the menu
OWN_NAMES = Languages(LANGUAGES)


@dataclass(frozen=True, slots=True)
class Heard:
    """How many seconds it took from the tap until it was heard, and how many those last."""

    wait: float
    lasts: int


class Parent(Person):
    """Taps what comes, mostly onward; everything is drawn from the number."""

    def __init__(self, simulator: Simulator, number: int, language: str) -> None:
        phone = simulator.phone(1000 + number, f"Parent {number}", language)
        super().__init__(simulator, phone, Random(number), (0, 0))

    async def begin(self) -> None:
        """Be welcomed: language, privacy, school, name."""
        await self.do(lambda: self.phone.start(SCHOOL))
        own_name = OWN_NAMES.own_name(self.phone.language)
        for label in (own_name, "✅", "✅", self.phone.first_name):
            await self._choose(label)

    async def ask_name(self) -> Message:
        """Go to the question for the name, which has the own one on a button."""
        await self.do(lambda: self.phone.type("/menu"))
        for label in ("⚙️", "🙂"):
            await self._choose(label)
        await self._sees(self.phone.first_name)
        return self._shown()

    async def find(self, seen: set[str]) -> Message:
        """Go on until a message comes that is not among those seen; it is then."""
        for _ in range(LOST):
            if (key := _key(self._shown())) not in seen:
                seen.add(key)
                return self._shown()
            await self.act()
        raise LookupError(f"nothing new in {LOST} steps")

    async def act(self) -> None:
        """Tap a button of the newest message, or go to the menu."""
        shown = self._shown()
        data = [it for it in _data(shown) if not _says(it)]
        weights = [weight(it) for it in data]
        if not any(weights) or self.chance.random() < HOME:
            await self.do(lambda: self.phone.type("/menu"))
            return
        [chosen] = self.chance.choices(data, weights)
        await self.do(lambda: self.phone.tap(shown.message_id, chosen))

    async def listen(self, message: Message) -> Heard:
        """Tap 🔊, and wait until it is heard."""
        before, begun = len(self._voices()), time.perf_counter()
        self.phone.tap(message.message_id, next(filter(_says, _data(message))))
        await self.simulator.wait(lambda: len(self._voices()) > before, PATIENCE)
        wait = time.perf_counter() - begun
        await asyncio.sleep(MARKED)
        return Heard(wait, (self._voices()[-1].voice or {})["duration"])

    async def _choose(self, label: str) -> None:
        """Tap the button of the newest message with this in its label."""
        await self._sees(label)
        await self.do(lambda: self.phone.tap_text(label))

    async def _sees(self, label: str) -> None:
        """Wait until the newest message has a button with this in its label."""

        def is_there() -> bool:
            return any(label in button for button in self._shown().buttons)

        await self.simulator.wait(is_there, PATIENCE)

    def _shown(self) -> Message:
        """Give the newest message that can be heard."""
        outgoing = (it for it in reversed(self.phone.messages) if it.outgoing and not it.voice)
        return next(it for it in outgoing if any(map(_says, _data(it))))

    def _voices(self) -> list[Message]:
        return [it for it in self.phone.messages if it.outgoing and it.voice]


def _data(message: Message) -> list[str]:
    rows = message.inline_keyboard or []
    return [str(it["callback_data"]) for row in rows for it in row if "callback_data" in it]


def _says(data: str) -> bool:
    return data.startswith(f"{LISTEN}:")


def _key(message: Message) -> str:
    return "\n".join([message.text or "", *message.buttons])

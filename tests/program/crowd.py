"""Parents who book, move and cancel with random taps, as fast as the bot answers."""

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.simulator import Phone, Simulator
from bot.simulator.model import Message

PATIENCE = 60.0  # seconds for one answer, restarts on a busy machine included
# leads away from appointments
ASIDE = ("🆘", "🌐", "⚙️", "🔒", "🔕", "👤", "📲", "❓", "↩️", "➕", "💬", "📞 Bel", "⏳")
LIKED = {"✅": 15, "📋": 2}  # how much more than another button
GLANCE = 0.01  # seconds at most, in which a message that comes twice is seen to be there


@dataclass
class Restless:
    """A parent who taps on until told to rest."""

    simulator: Simulator
    phone: Phone
    chance: random.Random
    updates: list[int] = field(default_factory=list)
    _seen: int = 0

    async def live(self, rest: asyncio.Event) -> None:
        """Tap, wait for the answer, tap."""
        self.updates.append(self.phone.start())
        await self._answer()
        while not rest.is_set():
            await asyncio.sleep(self.chance.uniform(0, GLANCE))
            await self._answer()  # a question for the number that came twice may be gone again
            act = self._choice()
            self._seen = self.phone.last.message_id
            self.updates.append(act())
            await self._answer()

    @property
    def answered(self) -> bool:
        """Whether something that can be answered came after the last tap."""
        return any(message.message_id > self._seen for message in self._screens())

    async def _answer(self) -> None:
        await self.simulator.wait(lambda: self.answered, PATIENCE)

    def _choice(self) -> Callable[[], int]:
        message = self._screens()[-1]
        if not message.inline_keyboard:  # the question for the number has keys instead
            return self.phone.share_contact
        ways = [label for label in message.buttons if not label.startswith(ASIDE)]
        weights = [LIKED.get(label[0], 1) for label in ways]
        [label] = self.chance.choices(ways, weights) if ways else message.buttons[:1]
        return lambda: self.phone.tap(message.message_id, message.data(label))

    def _screens(self) -> list[Message]:
        asking = [m for m in self.phone.messages if m.outgoing and m.inline_keyboard]
        if self.phone.keyboard and "📞" in (self.phone.last.text or ""):
            asking.append(self.phone.last)
        return asking

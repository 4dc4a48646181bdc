"""A parent or coach whose phone is held by a test: taps, and waits for the answer."""

from dataclasses import dataclass

from bot.simulator import Phone, Simulator
from bot.simulator.model import Message

PATIENCE = 15.0  # seconds until a test gives up


@dataclass(frozen=True)
class Visitor:
    """A person with a phone of the simulator."""

    simulator: Simulator
    phone: Phone

    async def start(self, payload: str | None = None) -> Message:
        """Press START, or open a link."""
        seen = self.newest
        self.phone.start(payload)
        return await self.answer_after(seen)

    async def tap(self, label: str) -> Message:
        """Tap the newest button with this in its label; give the answer."""
        seen = self.newest
        self.phone.tap_text(label)
        return await self.answer_after(seen)

    async def choose_first(self) -> Message:
        """Tap the first button under the newest message."""
        return await self.tap(self.phone.last.buttons[0])

    async def answer_after(self, seen: int) -> Message:
        """Wait for a message from the bot that is newer than this one and asks something."""
        await self.simulator.wait(lambda: self.newest > seen, PATIENCE)
        return self.phone.last

    async def hears(self, words: str) -> Message:
        """Wait for a message from the bot with these words."""

        def found() -> list[Message]:
            return [m for m in self.phone.messages if m.outgoing and words in (m.text or "")]

        await self.simulator.wait(lambda: bool(found()), PATIENCE)
        return found()[-1]

    @property
    def newest(self) -> int:
        """The id of the newest message that has buttons; 0 if there is none."""
        asked = (m.message_id for m in self.phone.messages if m.outgoing and m.inline_keyboard)
        return max(asked, default=0)

    async def book(self) -> None:
        """Go from the menu to a booked talk at school, in Dutch."""
        for icon in ("📅", "💶", "🏫"):
            await self.tap(icon)
        while not any("✅" in label for label in self.phone.last.buttons):
            await self.choose_first()
        await self.tap("✅")

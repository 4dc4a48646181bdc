"""A parent: books, moves, cancels, answers reminders, and does what parents do besides."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field

from benchmarks.fleet.person import Person
from bot.simulator.model import Message

MOODS = {
    "tap": 82.0,
    "tap twice": 3.0,
    "tap an old button": 3.0,
    "write": 3.0,
    "command": 3.0,
    "sticker": 1.0,
    "edit": 1.0,
    "link": 1.0,
    "code": 1.0,
    "block": 1.0,
}
COMMANDS = ("/menu", "/help", "/privacy", "/agenda", "/start", "/else")
LEAVES = (5, 40)  # acts; some leave even in a short run
AWAY = (0.5, 2.5)  # seconds without the bot
NUMBERS = ("0612345678", "0523-123456", "12345")
KEEPS_A_CODE = 0.3
QUESTION = ("asking", "question")
VOICE, PHOTO = b"OggS\0", b"\x89PNG"  # nobody listens, nobody looks


@dataclass
class Parent(Person):
    """A parent; every word of this parent carries the name, so it is known wherever it stands."""

    name: str = ""
    schools: Sequence[str] = ()
    codes: list[str] = field(default_factory=list)  # that coaches show at the gate
    _written: list[Message] = field(default_factory=list)
    _leaves_at: int = 0  # acts after which this parent blocks the bot for the first time

    async def begin(self) -> None:
        """Open the link of a school, or come without one."""
        self._leaves_at = self._leaves_at or self.chance.randrange(*LEAVES)
        payload = self.chance.choice([*(f"school_{school}" for school in self.schools), None])
        await self.do(lambda: self.phone.start(payload))

    async def act(self) -> None:
        """Tap on, mostly."""
        if self._asked_for_number():
            await self._give_number()
            return
        ways: Mapping[str, Callable[[], Awaitable[None]]] = {
            "tap": self.tap_newest,
            "tap twice": self.tap_twice,
            "tap an old button": self.tap_old,
            "write": self._write,
            "command": self._command,
            "sticker": lambda: self.do(self.phone.send_sticker),
            "edit": self._edit,
            "link": self.begin,
            "code": self._scan,
            "ask": self._ask,
            "block": self._go_away,
        }
        mood = "ask" if self.asked() == QUESTION else "code" if self.codes else self.mood(MOODS)
        await ways["block" if self.acts == self._leaves_at else mood]()

    def _asked_for_number(self) -> bool:
        newest = self.screen()
        last = next((m for m in reversed(self.phone.messages) if m.outgoing), None)
        return self.phone.keyboard is not None and last is not newest

    async def _give_number(self) -> None:
        way = self.mood({"share": 4, "type": 2, "say": 2, "key": 2, "write": 1})
        if way == "share":
            await self.do(self.phone.share_contact)
        elif way == "say":
            await self.do(lambda: self.phone.send_voice(VOICE, 3))
        elif way == "key":
            await self.do(lambda: self.phone.tap_text("🏫"))
        else:
            number = self.chance.choice(NUMBERS)
            await self.do(lambda: self.phone.type(number if way == "type" else self.name))

    async def _write(self) -> None:
        words = self.chance.choice((self.name, f"{self.name} hallo", f"{self.name}, what is 3?"))
        await self.do(lambda: self.phone.type(words))
        self._written = [m for m in self.phone.messages[-6:] if not m.outgoing and m.text]

    async def _ask(self) -> None:
        """Ask a question: typed, said or shown; or think better of it."""
        way = self.mood({"write": 4, "say": 2, "show": 2, "not": 1})
        if way == "say":
            await self.do(lambda: self.phone.send_voice(VOICE, 3))
        elif way == "show":
            await self.do(lambda: self.phone.send_photo(PHOTO, self.name))
        else:
            await (self._write() if way == "write" else self.tap_newest())

    async def _scan(self) -> None:
        """Open what a coach's phone shows, and sometimes what somebody else opened before."""
        if self.codes:
            kept = self.chance.random() < KEEPS_A_CODE
            code = self.codes[0] if kept else self.codes.pop(0)
            await self.do(lambda: self.phone.start(code))

    async def _command(self) -> None:
        command = self.chance.choice(COMMANDS)
        await self.do(lambda: self.phone.type(command))

    async def _edit(self) -> None:
        if self._written:
            message = self._written[-1]
            await self.do(lambda: self.phone.edit(message.message_id, f"{self.name} bedoel ik"))

    async def _go_away(self) -> None:
        """Block the bot, and come back after a while."""
        self.phone.block()
        await asyncio.sleep(self.chance.uniform(*AWAY))
        await self.do(self.phone.start)

"""A coach, or the coordinator: goes through the desk, answers questions, books at the gate."""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from benchmarks.fleet.person import Person
from bot.simulator.model import Message

MOODS = {
    "tap": 60.0,
    "agenda": 12.0,
    "menu": 8.0,
    "reply": 6.0,
    "tap an old button": 4.0,
    "tap twice": 3.0,
    "write": 3.0,
}
GUEST = "Gast"  # the name of every parent at the gate: nobody else of the fleet is called so
WORDS = {  # what is typed, by dialogue and question
    ("desk_book", "called"): GUEST,
    ("desk_book", "phone"): "0612345678",
    ("desk_answer", "answer"): "Kom maar langs.",
}
NOTICES = ("coach_notice:", "desk_notice:", "desk_message:", "desk_call:")
JOURNEYS = {
    "desk_absence",
    "desk_away",
    "desk_book",
    "desk_cancel",
    "desk_hand_all",
    "desk_hit",
    "desk_move",
    "desk_talk",
}
GOES_ON = 0.9  # with what was begun
LOOKS_UP = 0.1  # from it
RECENT = 25  # messages
CODE = re.compile(r"start=(take_[\w-]+)")


@dataclass
class Coach(Person):
    """Somebody with the payload of a one-time link; `codes` are shown at the gate, to anybody."""

    invitation: str = ""
    codes: list[str] = field(default_factory=list)
    _shown: set[str] = field(default_factory=set)

    async def begin(self) -> None:
        """Open the link."""
        await self.do(lambda: self.phone.start(self.invitation))

    async def act(self) -> None:
        """Tap through the desk, mostly."""
        typed = WORDS.get(self.asked())
        ways: Mapping[str, Callable[[], Awaitable[None]]] = {
            "tap": self.tap_newest,
            "agenda": lambda: self.do(lambda: self.phone.type("/agenda")),
            "menu": lambda: self.do(lambda: self.phone.type("/menu")),
            "reply": self._reply,
            "tap an old button": self.tap_old,
            "tap twice": self.tap_twice,
            "write": lambda: self.do(lambda: self.phone.type(typed or "ok")),
        }
        busy = self.asked()[0] in JOURNEYS and self.chance.random() < GOES_ON
        await ways["write" if typed else "tap" if busy else self.mood(MOODS)]()
        self._show_codes()

    def screen(self) -> Message | None:
        """Find the newest message with buttons; what comes in between is mostly left for later."""
        if self.chance.random() < LOOKS_UP:
            return super().screen()
        for message in reversed(self.phone.messages[-RECENT:]):
            if message.outgoing and message.inline_keyboard and not _is_notice(message):
                return message
        return super().screen()

    async def _reply(self) -> None:
        """Answer a question as Telegram's own reply, one that was answered before included."""
        found = [m for m in self.phone.messages[-40:] if m.outgoing and _asks(m.inline_keyboard)]
        if found:
            number = self.chance.choice(found).message_id
            await self.do(lambda: self.phone.type("Dat is goed.", reply_to=number))

    def _show_codes(self) -> None:
        """Hold the phone out, so that a parent can open what it shows."""
        found = [code for m in self.phone.messages[-4:] for code in CODE.findall(m.text or "")]
        fresh = [code for code in dict.fromkeys(found) if code not in self._shown]
        self._shown.update(fresh)
        self.codes += fresh


def _asks(keyboard: object) -> bool:
    return "desk_message:" in str(keyboard)


def _is_notice(message: Message) -> bool:
    rows = message.inline_keyboard or []
    return any(str(b["callback_data"]).startswith(NOTICES) for row in rows for b in row)

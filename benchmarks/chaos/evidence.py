"""What the checker works from: the simulator's record, and the tables of the database."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from benchmarks.chaos.tables import Tables
from bot.settings import Config
from bot.simulator.model import Call, Json
from bot.simulator.updates import Given

SENDING = ("sendMessage", "sendDocument", "sendVoice", "sendPhoto")
OK = 200


@dataclass(frozen=True, slots=True)
class Message:
    """A message that came to a phone, whatever the program heard of it."""

    chat: int
    at: datetime
    text: str
    buttons: tuple[str, ...]  # what they carry
    parted: bool  # a first part of a letter that was too long: the last one has the buttons
    method: str
    heard: bool  # the program was told that it came

    @property
    def document(self) -> bool:
        """Whether it is a file."""
        return self.method == "sendDocument"

    def carries(self, start: str) -> list[str]:
        """List what its buttons carry that begin so."""
        return [data for data in self.buttons if data.startswith(start)]


@dataclass(frozen=True, slots=True)
class Coach:
    """Where a coach of the fleet, or its coordinator, reads."""

    chat: int
    name: str
    language: str


@dataclass(frozen=True, slots=True)
class Mail:
    """An e-mail that came to a coach, with the invitation in it, if there is one."""

    coach: str
    number: str  # the letter that it is, by its Message-ID
    subject: str
    method: str = ""
    uid: str = ""
    sequence: int = 0
    start: datetime | None = None


@dataclass(frozen=True, slots=True)
class Kill:
    """The end of a life of the program, in seconds of the machine.

    What came between `since` and `at` may not have been marked as sent.
    """

    since: float
    at: float


@dataclass(frozen=True, slots=True)
class Weathered:
    """What went wrong on purpose, and what the program said of it."""

    kills: tuple[Kill, ...] = ()
    jumps: int = 0
    fills: tuple[str, ...] = ()
    again: int = 0
    mixed: int = 0
    taps: int = 0
    mail_troubles: int = 0
    log: tuple[str, ...] = ()
    code: int = 0


@dataclass(frozen=True, eq=False)
class Evidence:
    """The whole of it.

    `coaches`: by id, the coordinator too; `names`: the chat of the parent who has this name;
    `phones`: the language of a chat's phone;
    `blocked`: the chats that have the bot blocked at the end;
    `passed`: at which second of the machine the clock told a moment; `until`: what was due by
    then has to be sent.
    """

    calls: Sequence[Call]
    given: Mapping[int, Given]
    heard: frozenset[int]
    tables: Tables
    coaches: Mapping[str, Coach]
    names: Mapping[str, int]
    blocked: frozenset[int]
    phones: Mapping[int, str | None]
    config: Config
    passed: Callable[[datetime], float]
    began: datetime
    until: datetime
    mails: Sequence[Mail] = ()
    weathered: Weathered = field(default_factory=Weathered)

    @cached_property
    def messages(self) -> list[Message]:
        """All that came to phones, in order; a call is noted when it ends, which can be later."""
        came = [_message(call) for call in self.calls if call.done and call.method in SENDING]
        return sorted(came, key=lambda message: message.at)

    @cached_property
    def coach_of_chat(self) -> dict[int, str]:
        """Tell which coach reads in a chat."""
        return {coach.chat: name for name, coach in self.coaches.items()}

    def tapped(self, cause: int) -> str:
        """Give what the button carried that was tapped in an update; "" if it was another one."""
        given = self.given.get(cause)
        return str(given.update.get("callback_query", {}).get("data", "")) if given else ""

    def channels(self, coach: str) -> tuple[str, ...]:
        """Tell by which ways a coach, or the coordinator, reads."""
        reader = self.config.reader(coach)
        return reader.channels if reader else ()

    def owner(self, text: str) -> set[int]:
        """Find the chats of the parents whose names stand in a text."""
        return {chat for name, chat in self.names.items() if name in text}

    def away(self, chat: int, since: datetime, until: datetime) -> bool:
        """Tell whether a chat had the bot blocked at some moment of this time."""
        gone: datetime | None = None
        for at, blocked in self._blocks.get(chat, []):
            if blocked:
                gone = at
            elif gone is not None:
                if gone <= until and at >= since:
                    return True
                gone = None
        return gone is not None and gone <= until

    def erasing(self, chat: int, since: datetime, until: datetime) -> bool:
        """Tell whether a chat asked in this time to have everything erased."""
        return any(since <= at <= until for at in self.erasings.get(chat, ()))

    @cached_property
    def erasings(self) -> dict[int, list[datetime]]:
        """List by chat when somebody tapped to have everything erased; an old button counts too."""
        found: dict[int, list[datetime]] = {}
        for given in self.given.values():
            data = given.update.get("callback_query", {}).get("data", "")
            if data.startswith("erasing:") and data.endswith(":sure:yes"):
                found.setdefault(chat_of(given.update), []).append(given.at)
        return found

    @cached_property
    def _blocks(self) -> dict[int, list[tuple[datetime, bool]]]:
        found: dict[int, list[tuple[datetime, bool]]] = {}
        for given in self.given.values():
            if change := given.update.get("my_chat_member"):
                gone = change["new_chat_member"]["status"] == "kicked"
                found.setdefault(change["chat"]["id"], []).append((given.at, gone))
        return found


def chat_of(update: Json) -> int:
    """Tell from which chat an update came."""
    if query := update.get("callback_query"):
        return int(query["from"]["id"])
    inside = next(value for key, value in update.items() if key != "update_id")
    return int(inside["chat"]["id"])


def _message(call: Call) -> Message:
    params = call.params
    markup = params.get("reply_markup")
    rows = markup.get("inline_keyboard", []) if isinstance(markup, dict) else []
    return Message(
        chat=call.chat_id or 0,
        at=call.at,
        text=str(params.get("text", params.get("caption", ""))),
        buttons=tuple(b["callback_data"] for row in rows for b in row if "callback_data" in b),
        parted=markup is None,
        method=call.method,
        heard=call.status == OK,
    )

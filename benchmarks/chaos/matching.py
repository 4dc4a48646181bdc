"""Which message on a phone is which letter: by its reader, words, buttons and moment."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property, lru_cache
from math import inf

from benchmarks.chaos.evidence import Evidence, Message
from benchmarks.chaos.tables import Row
from benchmarks.chaos.wording import CODES, plain
from bot.conversation.words import unplain
from bot.i18n import Languages

SENDING = {  # kinds that make a new message -> the methods by which they come
    "message": {"sendMessage"},
    "reminder": {"sendMessage"},
    "freed": {"sendMessage"},
    "agenda": {"sendMessage"},
    "keyboard_off": {"sendMessage"},
    "file": {"sendDocument"},
    "media": {"sendVoice", "sendPhoto"},
    "code": {"sendPhoto"},  # with its link below the words
}
AGENDA = "agenda"  # a kind that has no words before it leaves
EARLY = 30  # seconds on the clock: two processes look at it one after the other

Key = tuple[int, str, tuple[str, ...]]  # chat, method, what the buttons carry


@dataclass(frozen=True)
class Post:
    """`came`: the messages of each letter, in order, by its id; `strange`: those of no letter.

    `letter_of`: the letter of a message.
    """

    rows: Mapping[int, Row] = field(default_factory=dict)
    came: Mapping[int, Sequence[Message]] = field(default_factory=dict)
    strange: Sequence[Message] = ()

    @cached_property
    def letter_of(self) -> dict[Message, Row]:
        """Give the letter of each message."""
        return {m: self.rows[number] for number, found in self.came.items() for m in found}

    def once(self) -> list[Message]:
        """List the messages, of each letter the first only."""
        return [*(messages[0] for messages in self.came.values()), *self.strange]


@lru_cache(maxsize=1)
def match(evidence: Evidence) -> Post:
    """Find the letter of every message."""
    rows = {row["id"]: row for row in evidence.tables.ledger if _makes_a_message(row)}
    reads = _reading(evidence)
    letters: defaultdict[Key, list[Row]] = defaultdict(list)
    by_chat: defaultdict[int, list[Row]] = defaultdict(list)
    for row in rows.values():
        by_chat[reader_of(evidence, row)].append(row)
        for key in _keys(evidence, row):
            letters[key].append(row)
    came: defaultdict[int, list[Message]] = defaultdict(list)
    strange: list[Message] = []
    for message in evidence.messages:
        key = (message.chat, message.method, message.buttons)
        if (letter := _letter(message, letters[key], came, reads)) is not None:
            came[letter["id"]].append(message)
        elif not (message.parted and _part_of(message, by_chat[message.chat], reads)):
            strange.append(message)
    for alike in letters.values():
        _share(alike, came, reads)
    return Post(rows, came, strange)


def _makes_a_message(row: Row) -> bool:
    return row["kind"] in SENDING and row["channel"] == "telegram"


def reader_of(evidence: Evidence, row: Row) -> int:
    """Tell in which chat a letter is read; 0: by somebody who has no phone in the fleet."""
    coach = evidence.coaches.get(row["coach"])
    return int(row["chat"] or (coach.chat if coach else 0))


def body_of(evidence: Evidence, row: Row) -> Mapping[str, object]:
    """Read what was to be said."""
    body: Mapping[str, object] = json.loads(evidence.tables.sealer.unseal(row["body"]))
    return body


def _keys(evidence: Evidence, row: Row) -> Iterator[Key]:
    body = body_of(evidence, row)
    rows = body.get("rows", []) if not body.get("share") else []
    assert isinstance(rows, list)
    buttons = tuple(data for line in rows for _, data in line)
    for method in SENDING[row["kind"]]:
        yield reader_of(evidence, row), method, buttons


Reads = Callable[[Row, Message], Sequence[str]]


def _reading(evidence: Evidence) -> Reads:
    """Give what tells how a letter reads, in each language, on the day of a message."""
    languages, zone = Languages(CODES), evidence.config.municipality.tz

    @cache
    def spelled(body: str, today: date) -> Sequence[str]:
        said = json.loads(evidence.tables.sealer.unseal(body))
        link = (said.get("file") or {}).get("link", "")
        texts = [languages.render(unplain(said["text"]), code, today) for code in CODES]
        return [_bare(f"{text}\n\n{link}") for text in texts]

    return lambda row, message: spelled(row["body"], message.at.astimezone(zone).date())


def _letter(
    message: Message, letters: Sequence[Row], came: Mapping[int, Sequence[Message]], reads: Reads
) -> Row | None:
    """Choose the letter that was being sent: of those that read so, the next one to end.

    Moments of ends are whole seconds: in the second of its end a letter that just came is over.
    """
    second, text = _second(message), _bare(message.text)
    timely = [row for row in letters if row["due"] <= second + EARLY and second <= _ended(row)]
    fitting = [row for row in timely if any(whole.endswith(text) for whole in reads(row, message))]
    # What no other letter says is an agenda: that one has no words to compare.
    fitting = fitting or [row for row in timely if row["kind"] == AGENDA]

    def order(row: Row) -> tuple[bool, float, int, int]:
        just = [one for one in came.get(row["id"], ()) if one.heard and _second(one) >= second - 1]
        over = _ended(row) == second and bool(just)
        return over, _ended(row), row["due"], row["id"]

    return min(fitting, key=order, default=None)


def _fits(row: Row, message: Message, reads: Reads) -> bool:
    """Tell whether a message can be this letter, by its words and its moment."""
    second, text = _second(message), _bare(message.text)
    in_time = row["due"] <= second + EARLY and second <= _ended(row)
    return in_time and any(whole.endswith(text) for whole in reads(row, message))


def _share(letters: Sequence[Row], came: dict[int, list[Message]], reads: Reads) -> None:
    """Give a letter its message back that was taken for one that reads the same.

    Of who erases everything twice the first goodbye is gone before anybody marks it.
    """
    for row in (one for one in letters if one["gone"] and one["id"] not in came):
        for other in letters:
            first, *more = came.get(other["id"], ()) or (None,)
            if first is not None and more and _fits(row, first, reads):
                came[row["id"]], came[other["id"]] = [first], more
                break


def _part_of(message: Message, letters: Sequence[Row], reads: Reads) -> bool:
    """Tell whether this is a first part of a letter that was too long for one message."""
    text = _bare(message.text)
    return any(
        row["kind"] == AGENDA or any(text in whole for whole in reads(row, message))
        for row in letters
    )


def _second(message: Message) -> int:
    return int(message.at.timestamp())


def _ended(row: Row) -> float:
    return inf if row["ended"] is None else float(row["ended"])


def _bare(text: str) -> str:
    """Leave out what the way of sending may change: signs of direction, empty lines."""
    return "\n".join(line.strip() for line in plain(text).splitlines() if line.strip())

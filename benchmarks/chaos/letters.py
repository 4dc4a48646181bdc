"""Letters: each that counts as sent came, none is stuck, and one comes again for a reason only."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from benchmarks.chaos.evidence import Evidence, Kill, Message
from benchmarks.chaos.finding import Finding, listed
from benchmarks.chaos.matching import Post, match, reader_of
from benchmarks.chaos.tables import Row

REPLIES = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Repeats:
    """Messages of letters that came again: the answer was lost, a kill came, or for no reason."""

    unheard: int
    killed: int
    without_reason: tuple[Message, ...]


def look(evidence: Evidence) -> Finding:
    """Compare the letters that count as sent with the messages on the phones, one by one."""
    tables, post = evidence.tables, match(evidence)
    sent = [row for row in tables.ledger if row["fate"] == "sent"]
    stuck = [_named(row) for row in tables.waiting(evidence.until)]
    refused = [_named(row) for row in tables.ledger if row["fate"] == "refused"]
    dropped = [_named(row) for row in tables.ledger if _dropped(evidence, row)]
    blocked = {row["chat"] for row in tables.people if row["blocked"]}
    made = [row for row in sent if row["id"] in post.rows]
    never = [_named(row) for row in made if not _heard(post, row)]
    repeats = _repeats(evidence, post)
    return Finding(
        (
            ("letters sent", len(sent)),
            ("… that make a message", len(made)),
            ("… that came, each found on a phone", len(made) - len(never)),
            ("… again: the answer was lost", repeats.unheard),
            ("… again: the program was killed", repeats.killed),
            ("letters stuck", len(stuck)),
            ("answers that came too late for a chat", len(dropped)),
        ),
        (
            *listed("letter stuck", stuck),
            *listed("letter refused", refused),
            *listed("answer dropped", dropped),
            *listed("kept as out of reach, but is not", blocked - evidence.blocked),
            *listed("repeated without a reason", [_shown(m) for m in repeats.without_reason]),
            *listed("message of no letter", [_shown(m) for m in post.strange]),
            *listed("called sent, but never came", never),
        ),
    )


def _repeats(evidence: Evidence, post: Post) -> Repeats:
    """Judge each message that was not the one by which its letter counts as sent."""
    again = [one for number, came in post.came.items() for one in _again(post.rows[number], came)]
    excused = _in_flight(evidence)
    without = []
    for message in (heard := [one for one in again if one.heard]):
        if excused[message] > 0:
            excused[message] -= 1
        else:
            without.append(message)
    return Repeats(len(again) - len(heard), len(heard) - len(without), tuple(without))


def _heard(post: Post, row: Row) -> bool:
    """Tell whether the program was told that a letter came."""
    return any(message.heard for message in post.came.get(row["id"], ()))


def _again(row: Row, came: Sequence[Message]) -> list[Message]:
    """Leave out the message that was marked, or would have been if the letter were still there."""
    over = row["fate"] == "sent" or row["gone"]
    marked = next((one for one in reversed(came) if over and one.heard), None)
    return [one for one in came if one is not marked]


def _in_flight(evidence: Evidence) -> Counter[Message]:
    """Give what each kill may have left unmarked: of each chat the last message, if it is fresh.

    A message is marked before the next one of its chat goes.
    """
    return Counter(one for kill in evidence.weathered.kills for one in _last(evidence, kill))


def _last(evidence: Evidence, kill: Kill) -> Iterator[Message]:
    last = {
        message.chat: message
        for message in evidence.messages
        if kill.since <= evidence.passed(message.at) <= kill.at
    }
    yield from last.values()


def _dropped(evidence: Evidence, row: Row) -> bool:
    """Tell whether an answer was dropped though its reader never blocked the bot."""
    given = evidence.given.get(row["cause"])
    if row["fate"] != "expired" or row["kind"] not in {"message", "file"} or given is None:
        return False
    if row["coach"] is not None or row["appointment"] is not None:
        return False  # a reminder, or news that is none any more
    return not evidence.away(reader_of(evidence, row), given.at, given.at + REPLIES)


def _shown(message: Message) -> str:
    return f"in chat {message.chat} at {message.at}: {message.text[:60]!r}"


def _named(row: Row) -> str:
    names = ("id", "kind", "fate", "chat", "coach", "appointment", "due", "ended", "attempts")
    shown = ((name, row.get(name)) for name in names)
    return ", ".join(f"{name} {value}" for name, value in shown if value is not None)

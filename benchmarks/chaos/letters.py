"""Letters: none is stuck, refused or dropped, and a crash repeats one a chat at the most."""

from collections import Counter
from datetime import timedelta

from benchmarks.chaos.deeds import TO_COACH
from benchmarks.chaos.evidence import Evidence, Message, chat_of
from benchmarks.chaos.finding import Finding, listed
from benchmarks.chaos.tables import Row
from benchmarks.chaos.wording import says

SENDING = {"message", "reminder", "file", "keyboard_off"}  # kinds that make a new message
REPLIES = timedelta(hours=12)


def look(evidence: Evidence) -> Finding:
    """Compare the letters that count as sent with the messages on the phones."""
    rows = evidence.tables.letters
    stuck = [_named(row) for row in evidence.tables.waiting(evidence.until)]
    refused = [_named(row) for row in rows if row["fate"] == "refused"]
    dropped = [_named(row) for row in rows if _dropped(evidence, row)]
    blocked = {row["chat"] for row in evidence.tables.people if row["blocked"]}
    extra = _extra(evidence)
    bound = _bound(evidence)
    return Finding(
        (
            ("letters sent", sum(row["fate"] == "sent" for row in rows)),
            ("… that came twice", sum(count for count in extra.values() if count > 0)),
            ("… that may come twice", sum(bound.values())),
            ("letters stuck", len(stuck)),
            ("answers that came too late for a chat", len(dropped)),
        ),
        (
            *listed("letter stuck", stuck),
            *listed("letter refused", refused),
            *listed("answer dropped", dropped),
            *listed("kept as out of reach, but is not", blocked - evidence.blocked),
            *listed("repeated too often", [c for c in extra if extra[c] > bound[c]]),
            *listed("called sent, but never came", [c for c in extra if extra[c] < 0]),
        ),
    )


def _extra(evidence: Evidence) -> Counter[int]:
    """Count by chat how many more messages came than letters were sent.

    The reminders of erased talks left no row: they are left out.
    """
    kept = {row["id"] for row in evidence.tables.appointments}
    found: Counter[int] = Counter()
    for message in evidence.messages:
        about = [data.split(":")[1] for data in message.carries("reminder:")]
        without_row = (about and about[0] not in kept) or _erased(evidence, message)
        if not message.parted and not without_row:
            found[message.chat] += 1
    found.subtract(
        Counter(_receiver(evidence, row) for row in evidence.tables.letters if _new(row))
    )
    found.pop(0, None)
    return found


def _erased(evidence: Evidence, message: Message) -> bool:
    """Tell whether a coach was reminded of somebody who has erased everything since."""
    if message.chat not in evidence.coach_of_chat or not says(message.text, TO_COACH):
        return False
    moments = [evidence.tables.erased_at(parent) for parent in evidence.owner(message.text)]
    return any(at is not None and message.at <= at for at in moments)


def _new(row: Row) -> bool:
    return row["fate"] == "sent" and row["kind"] in SENDING


def _receiver(evidence: Evidence, row: Row) -> int:
    """Tell to whom a letter went: a coach, the parent of a talk, or who caused it."""
    if row["coach"] is not None:
        return evidence.coaches[row["coach"]].chat
    for talk in evidence.tables.appointments:
        if talk["id"] == row["appointment"]:
            return int(talk["parent"])
    given = evidence.given.get(row["cause"])
    return chat_of(given.update) if given else 0


def _bound(evidence: Evidence) -> Counter[int]:
    """Say how many may come twice: one a kill, and one for each answer that was lost."""
    found: Counter[int] = Counter(
        message.chat for message in evidence.messages if _unheard(message.fault)
    )
    for chat in {message.chat for message in evidence.messages}:
        found[chat] += evidence.weathered.kills
    return found


def _unheard(fault: str) -> bool:
    return fault.endswith("after the work")


def _dropped(evidence: Evidence, row: Row) -> bool:
    """Tell whether an answer was dropped though its reader never blocked the bot."""
    given = evidence.given.get(row["cause"])
    if row["fate"] != "expired" or row["kind"] not in {"message", "file"} or given is None:
        return False
    if row["coach"] is not None or row["appointment"] is not None:
        return False  # a reminder, or news that is none any more
    return not evidence.away(chat_of(given.update), given.at, given.at + REPLIES)


def _named(row: Row) -> str:
    names = ("id", "kind", "fate", "chat", "coach", "appointment", "due", "attempts")
    return ", ".join(f"{name} {row[name]}" for name in names if row[name] is not None)

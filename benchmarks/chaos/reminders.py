"""Reminders: each that was due came once, in time, and none that nobody needs."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from benchmarks.chaos.deeds import TO_COACH, confirmed
from benchmarks.chaos.due import Due, dues_of
from benchmarks.chaos.evidence import Evidence, Message
from benchmarks.chaos.finding import Finding, listed
from benchmarks.chaos.tables import moment
from benchmarks.chaos.wording import moments_in, says

EARLY = timedelta(seconds=30)  # on the clock: two processes look at it one after the other
BORDER = 10.0  # seconds of the machine around a change, in which both are right


@dataclass(frozen=True, slots=True)
class Looked:
    """What became of the reminders that were due."""

    once: int
    again: int
    merged: int
    excused: int
    lost: tuple[Due, ...]
    late: tuple[float, ...]  # seconds of the machine


def look(evidence: Evidence) -> Finding:
    """Compare what had to come, by rules written here once more, with the phones."""
    dues, came = list(dues_of(evidence)), _came(evidence)
    seen = _judge(evidence, dues, came)
    late = sorted(seen.late)
    wrong = list(_unwanted(evidence, came))
    return Finding(
        (
            ("reminders due", len(dues)),
            ("… sent once", seen.once),
            ("… repeated", seen.again),
            ("… one for two that were late", seen.merged),
            ("… the parent had blocked the bot", seen.excused),
            ("… lost", len(seen.lost)),
            ("… late, p50 (s)", _percentile(late, 0.50)),
            ("… late, p99 (s)", _percentile(late, 0.99)),
        ),
        (*listed("reminder lost", seen.lost), *listed("reminder of an old time", wrong)),
    )


Came = Mapping[tuple[int, str, datetime], list[Message]]


def _came(evidence: Evidence) -> Came:
    """Sort the reminders on the phones: by chat, by talk (for a coach: by parent), by start."""
    found: defaultdict[tuple[int, str, datetime], list[Message]] = defaultdict(list)
    zone = evidence.config.municipality.tz
    for message in evidence.messages:
        if message.chat in evidence.coach_of_chat and says(message.text, TO_COACH):
            about = f"{next(iter(evidence.owner(message.text)), 0)}"
        elif reminds := message.carries("reminder:"):
            about = reminds[0].split(":")[1]
        else:
            continue
        [start, *_] = moments_in(message.text, zone, message.at)
        found[message.chat, about, start].append(message)
    return found


def _judge(evidence: Evidence, dues: list[Due], came: Came) -> Looked:
    once = again = merged = excused = 0
    lost, late = [], []
    for due in dues:
        sent = came.get((due.chat, due.appointment, due.start), [])
        until = due.next_ or due.start
        mine = [message for message in sent if due.due - EARLY <= message.at < until]
        if mine:
            once, again = once + 1, again + len(mine) - 1
            late.append(evidence.passed(mine[0].at) - evidence.passed(due.due))
        elif evidence.away(due.chat, due.due, until):
            excused += 1
        elif _merged(evidence, due) and any(message.at >= until for message in sent):
            merged += 1
        else:
            lost.append(due)
    return Looked(once, again, merged, excused, tuple(lost), tuple(late))


def _merged(evidence: Evidence, due: Due) -> bool:
    """Tell whether a night came before a late reminder, so that the next one takes its place."""
    zone = evidence.config.municipality.tz
    if due.next_ is None or due.due.astimezone(zone).date() == due.next_.astimezone(zone).date():
        return False
    return any(
        row["appointment"] == due.appointment
        and (row["kind"], row["fate"]) == ("reminder", "expired")
        for row in evidence.tables.letters
    )


def _unwanted(evidence: Evidence, came: Came) -> Iterator[str]:
    """Find reminders of a talk that had begun, was cancelled, or had another time."""
    ends, talks = _ends(evidence), _talks(evidence)
    for (chat, about, start), messages in came.items():
        over = [ends.get((talk, start)) for talk in talks.get((about, start), ())]
        for message in messages:
            if _after(evidence, message.at, start):
                yield f"chat {chat}: {about} at {start}, sent at {message.at}, after it began"
            elif over and all(end and _after(evidence, message.at, end) for end in over):
                yield f"chat {chat}: {about} at {start}, sent at {message.at}, over since {over}"


def _after(evidence: Evidence, one: datetime, other: datetime) -> bool:
    return one > other and evidence.passed(one) - evidence.passed(other) > BORDER


def _ends(evidence: Evidence) -> dict[tuple[str, datetime], datetime]:
    """Tell when a talk stopped being at a time: it was cancelled, or the parent read of another."""
    found: dict[tuple[str, datetime], datetime] = {}
    last: dict[str, datetime] = {}
    for one in confirmed(evidence):
        before = last.get(one.appointment, one.start)
        if before != one.start:
            found[one.appointment, before] = one.at
        found.pop((one.appointment, one.start), None)  # it came back to this time
        last[one.appointment] = one.start
    cancels = {
        row["subject"]: moment(row["at"])
        for row in evidence.tables.audit
        if row["what"] == "cancelled"
    }
    for row in evidence.tables.appointments:
        if row["id"] in cancels:
            found[row["id"], moment(row["start"])] = cancels[row["id"]]
    return found


def _talks(evidence: Evidence) -> Mapping[tuple[str, datetime], set[str]]:
    """Find talks by themselves or by their parent, as a coach's reminder names it; and a start."""
    found: defaultdict[tuple[str, datetime], set[str]] = defaultdict(set)
    for one in confirmed(evidence):
        for about in (one.appointment, f"{one.chat}"):
            found[about, one.start].add(one.appointment)
    return found


def _percentile(late: list[float], share: float) -> str:
    return f"{late[min(int(len(late) * share), len(late) - 1)]:.2f}" if late else "-"

"""Reminders: each that was due came once, in time, and none that nobody needs."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from benchmarks.chaos.deeds import TO_COACH
from benchmarks.chaos.due import Due, dues_of
from benchmarks.chaos.evidence import Evidence, Message
from benchmarks.chaos.finding import Finding, listed
from benchmarks.chaos.history import Span, history
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
    overtaken: int
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
            ("… overtaken by a change of the talk", seen.overtaken),
            ("… lost", len(seen.lost)),
            ("… late, p50 (s)", _percentile(late, 0.50)),
            ("… late, p99 (s)", _percentile(late, 0.99)),
        ),
        (*listed("reminder lost", seen.lost), *listed("reminder of an old time", wrong)),
    )


Came = Mapping[tuple[int, str, datetime], list[Message]]


def _came(evidence: Evidence) -> Came:
    """Sort the reminders on the phones: by chat, by talk, by start."""
    found: defaultdict[tuple[int, str, datetime], list[Message]] = defaultdict(list)
    zone = evidence.config.municipality.tz
    for message in evidence.messages:
        to_coach = message.chat in evidence.coach_of_chat and says(message.text, TO_COACH)
        about = message.carries("desk_notice:" if to_coach else "reminder:")
        if about:
            [start, *_] = moments_in(message.text, zone, message.at)
            found[message.chat, about[0].split(":")[1], start].append(message)
    return found


def _judge(evidence: Evidence, dues: list[Due], came: Came) -> Looked:
    once = again = merged = excused = overtaken = 0
    lost, late = [], []
    for due in dues:
        sent = came.get((due.chat, due.talk, due.start), [])
        until = min(due.next_ or due.start, due.until)
        mine = [message for message in sent if due.due - EARLY <= message.at < until]
        if mine:
            once, again = once + 1, again + len(mine) - 1
            late.append(evidence.passed(mine[0].at) - evidence.passed(due.due))
        elif evidence.away(due.chat, due.due, until):
            excused += 1
        elif _merged(evidence, due) and any(message.at >= until for message in sent):
            merged += 1
        elif until == due.until and evidence.passed(until) - evidence.passed(due.due) < BORDER:
            overtaken += 1
        else:
            lost.append(due)
    return Looked(once, again, merged, excused, overtaken, tuple(lost), tuple(late))


def _merged(evidence: Evidence, due: Due) -> bool:
    """Tell whether a night came before a late reminder, so that the next one takes its place."""
    zone = evidence.config.municipality.tz
    if due.next_ is None or due.due.astimezone(zone).date() == due.next_.astimezone(zone).date():
        return False
    return any(
        row["appointment"] == due.talk and (row["kind"], row["fate"]) == ("reminder", "expired")
        for row in evidence.tables.letters
    )


def _unwanted(evidence: Evidence, came: Came) -> Iterator[str]:
    """Find reminders of a talk that had begun, or that at that moment was off, or another one."""
    spans: defaultdict[tuple[int, str, datetime], list[Span]] = defaultdict(list)
    for span in history(evidence).spans():
        step = span.step
        if span.wants:
            spans[step.parent, step.talk, step.start].append(span)
        spans[evidence.coaches[step.coach].chat, step.talk, step.start].append(span)
    for (chat, talk, start), messages in came.items():
        for message in messages:
            if _after(evidence, message.at, start):
                yield f"chat {chat}: {talk} at {start}, sent at {message.at}, after it began"
            elif not any(_in(evidence, message.at, span) for span in spans[chat, talk, start]):
                yield f"chat {chat}: {talk} at {start}, sent at {message.at}, when it was not so"


def _in(evidence: Evidence, at: datetime, span: Span) -> bool:
    """Tell whether a moment falls into a span, or just after it."""
    return span.since - EARLY <= at and not _after(evidence, at, span.until)


def _after(evidence: Evidence, one: datetime, other: datetime) -> bool:
    return one > other and evidence.passed(one) - evidence.passed(other) > BORDER


def _percentile(late: list[float], share: float) -> str:
    return f"{late[min(int(len(late) * share), len(late) - 1)]:.2f}" if late else "-"

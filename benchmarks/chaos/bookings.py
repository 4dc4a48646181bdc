"""Bookings: what a parent was told is so, what is so a parent was told, and no time twice."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta

from benchmarks.chaos.deeds import Confirmed, confirmed
from benchmarks.chaos.evidence import Evidence
from benchmarks.chaos.finding import Finding, listed
from benchmarks.chaos.history import Step, history
from benchmarks.chaos.tables import Row, moment

ANSWERS_LIVE = timedelta(hours=12)  # what a parent who blocked the bot misses for longer is dropped
UNDER_WAY = timedelta(hours=3)  # on the clock, that an answer may take
BY_A_PARENT = {"booked", "moved", "taken_over"}  # answered with a calendar file
BY_A_COACH = {"handed", "called_off", "asked", "on_again"}  # the parent gets a letter


def look(evidence: Evidence) -> Finding:
    """Compare the parents' phones with the history of each talk."""
    told, steps = confirmed(evidence), history(evidence).steps
    made = {one.talk for one in told if one.what == "booked"}
    kept = {row["id"] for row in evidence.tables.appointments}
    count = Counter(step.what for step in steps)
    silent = [step for step in steps if step.what in BY_A_PARENT and not _confirmed(told, step)]
    away = [step for step in silent if _away(evidence, step)]
    double = set(_clashes(evidence))
    by_coach = [step for step in steps if step.what in BY_A_COACH and step.parent > 0]
    untold = [step for step in by_coach if not _told(evidence, step)]
    return Finding(
        (
            ("bookings confirmed to a parent", len(made)),
            ("… in the database", len(made & kept)),
            ("… erased by the parent since", len(made - kept)),
            ("parents who erased everything", _erased(evidence)),
            ("bookings, moves whose parent was away", len(away)),
            ("moved by parents", count["moved"]),
            ("cancelled by parents", count["cancelled"]),
            ("booked by coaches at the gate", count["for_parent"]),
            ("… taken over by a parent", count["taken_over"]),
            ("cancelled by coaches", count["called_off"]),
            ("handed over to a colleague", count["handed"]),
            ("to be moved, for the coach is away", count["asked"]),
            ("… on again", count["on_again"]),
            ("what parents have to hear of coaches", len(by_coach)),
            ("double bookings", len(double)),
        ),
        (
            *listed("told a parent what is not so", _untrue(evidence, told)),
            *listed("booking lost", set(_lost(evidence))),
            *listed("not told to its parent", [_named(one) for one in silent if one not in away]),
            *listed("done by a coach, not told to the parent", [_named(one) for one in untold]),
            *listed("double booking", double),
        ),
    )


def _confirmed(told: Sequence[Confirmed], step: Step) -> bool:
    return any(one.cause == step.cause and one.talk == step.talk for one in told)


def _away(evidence: Evidence, step: Step) -> bool:
    """Tell whether a parent could not read an answer, or had it erased before it came."""
    gone = evidence.away(step.parent, step.at, step.at + ANSWERS_LIVE)
    return gone or evidence.erasing(step.parent, step.at, step.at + UNDER_WAY)


def _untrue(evidence: Evidence, told: Sequence[Confirmed]) -> set[str]:
    """Find what a parent read of a talk that never was so, or was of somebody else."""
    known = {(s.what, s.cause, s.talk, s.parent, s.coach, s.start) for s in history(evidence).steps}
    return {
        f"{one.what}: {one.talk} to chat {one.chat} with {one.coach} at {one.start}"
        for one in told
        if (one.what, one.cause, one.talk, one.chat, one.coach, one.start) not in known
    }


def _lost(evidence: Evidence) -> Iterator[str]:
    """Find talks that are not in the table as they last were, though nobody erased them."""
    kept = {row["id"]: row for row in evidence.tables.appointments}
    for talk, steps in history(evidence).talks.items():
        last, row = steps[-1], kept.get(talk)
        if last.what == "gone":
            if not evidence.tapped(last.cause).split(":")[0].endswith("erasing"):
                yield f"{_named(last)}, which nobody erased"
        elif row is None or _of(row) != (last.parent, last.coach, last.start, last.state):
            yield _named(last)


def _of(row: Row) -> tuple[object, ...]:
    return row["parent"], row["coach"], moment(row["start"]), row["state"]


def _told(evidence: Evidence, step: Step) -> bool:
    """Tell whether a letter to the parent was written, and is sent, waits, or has no use any more.

    That what is called sent came, and that nothing is stuck, the letters are asked.
    """
    news = [
        row
        for row in evidence.tables.ledger
        if (row["chat"], row["appointment"], row["kind"]) == (step.parent, step.talk, "message")
    ]
    last = history(evidence).talks[step.talk][-1]
    for row in news:
        if row["cause"] == step.cause:
            overtaken = last is not step or news[-1] is not row
            withdrawn = row["gone"] and row["fate"] is None
            return not _too_late(evidence, step, row) and (overtaken or not withdrawn)
    return False


def _too_late(evidence: Evidence, step: Step, row: Row) -> bool:
    """Tell whether a letter was dropped that its parent could have read, and still had to.

    After the talk only that it was off is still of use.
    """
    if row["fate"] != "expired" or evidence.away(step.parent, step.at, step.end):
        return False
    return step.what == "called_off" or row["ended"] < step.end.timestamp()


def _erased(evidence: Evidence) -> int:
    """Count who had everything erased, by the marks of their chats: each talk has one too."""
    return sum(evidence.tables.erased_at(chat) is not None for chat in evidence.phones)


def _clashes(evidence: Evidence) -> Iterator[str]:
    """Replay the history: at no step two talks of one coach (buffer included), or parent, meet."""
    buffer = evidence.config.booking.buffer
    standing: dict[str, Step] = {}
    for step in history(evidence).steps:
        standing.pop(step.talk, None)
        if not step.stands:
            continue
        for other in standing.values():
            if other.coach == step.coach and _meet(step, other, buffer):
                yield f"coach {step.coach}: {_named(other)} and {_named(step)}"
            if other.parent == step.parent and _meet(step, other, timedelta()):
                yield f"parent {step.parent}: {_named(other)} and {_named(step)}"
        standing[step.talk] = step


def _meet(one: Step, other: Step, apart: timedelta) -> bool:
    return one.start < other.end + apart and other.start < one.end + apart


def _named(step: Step) -> str:
    return f"{step.talk} of {step.parent} with {step.coach} at {step.start}, {step.what}"

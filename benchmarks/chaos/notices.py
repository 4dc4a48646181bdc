"""Notices: the right coach was told of each booking, move, cancel, answer, and nothing else."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from benchmarks.chaos.deeds import OLD_TIME_OFF, Notice, all_wanted, notices, wanted_by
from benchmarks.chaos.evidence import Evidence
from benchmarks.chaos.finding import Finding, listed
from benchmarks.chaos.history import Step, history
from benchmarks.chaos.matching import match
from benchmarks.chaos.wording import says

ENDS = {"cancelled"}  # of a talk, of which its coach reads


def look(evidence: Evidence) -> Finding:
    """Compare the coaches' phones with the history of each talk."""
    read, wanted = set(notices(evidence)), set(_wanted(evidence))
    untrue = {*(read - all_wanted(evidence) - set(_erasures(evidence))), *_misnamed(evidence)}
    left = set(_left_waiting(evidence, read))
    return Finding(
        (
            ("what coaches have to hear of", len(wanted)),
            ("… told to the right coach", len(wanted & read)),
        ),
        (
            *listed("coach was not told", wanted - read),
            *listed("coach was told of what is not so", untrue),
            *listed("coach waits for a parent who erased everything", left),
        ),
    )


def _wanted(evidence: Evidence) -> Iterator[Notice]:
    """Give what coaches have to read of the talks that are there.

    Of an erased one the notice may be erased too; then its coach may not wait for it.
    """
    for steps in history(evidence).talks.values():
        if steps[-1].what != "gone":
            for step in steps:
                yield from wanted_by(evidence, step)


def _erasures(evidence: Evidence) -> Iterator[Notice]:
    """Give what coaches may read of talks that were erased: a time, and no name."""
    for steps in history(evidence).talks.values():
        if (gone := steps[-1]).what == "gone":
            yield Notice(gone.coach, "erased", gone.cause, gone.start)


def _misnamed(evidence: Evidence) -> Iterator[Notice]:
    """Find notices with the name of another parent, or with none.

    Who took a talk over from the gate goes by the name that the coach typed there.
    """
    steps = history(evidence).steps
    guests = frozenset(step.parent for step in steps if step.what == "taken_over")
    right = {notice: notice.named for step in steps for notice in wanted_by(evidence, step)}
    for notice in notices(evidence):
        named = right.get(notice, notice.named)
        if notice.named not in {named, frozenset()} or (named - guests and not notice.named):
            yield notice


def _left_waiting(evidence: Evidence, read: set[Notice]) -> Iterator[str]:
    """Find erased talks that a coach heard of and still believes in."""
    excused = set(_told_of_old_times(evidence))
    for talk, steps in history(evidence).talks.items():
        gone = steps[-1]
        if gone.what != "gone":
            continue
        for coach, start in _beliefs(evidence, steps, read).items():
            erased = Notice(coach, "erased", gone.cause, start)
            if start > gone.at and erased not in read and (coach, gone.cause) not in excused:
                yield f"{talk}: {coach} waits at {start}, erased at {gone.at}"


def _beliefs(
    evidence: Evidence, steps: Sequence[Step], read: set[Notice]
) -> Mapping[str, datetime]:
    """Give when each coach believes a talk to be, by what was read of it and done to it."""
    believed: dict[str, datetime] = {}
    for step in steps:
        for notice in wanted_by(evidence, step) & read:
            if step.what in ENDS or notice.coach != step.coach:
                believed.pop(notice.coach, None)
            else:
                believed[notice.coach] = step.start
        if step.what == "for_parent":
            believed[step.coach] = step.start
        if step.what == "called_off":
            believed.pop(step.coach, None)
        if step.what == "handed" and step.before is not None:
            believed.pop(step.before.coach, None)
    return believed


def _told_of_old_times(evidence: Evidence) -> Iterator[tuple[str, int]]:
    """Give which coaches read that some old time is off, by the update in which it was written."""
    post = match(evidence)
    for message, row in post.letter_of.items():
        if message.chat in evidence.coach_of_chat and says(message.text, OLD_TIME_OFF):
            yield evidence.coach_of_chat[message.chat], row["cause"]

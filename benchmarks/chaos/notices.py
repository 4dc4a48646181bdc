"""Notices: the right coach was told of each booking, move, cancel and answer."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from benchmarks.chaos.deeds import Confirmed, Notice, confirmed, notices
from benchmarks.chaos.evidence import Evidence
from benchmarks.chaos.finding import Finding, listed
from benchmarks.chaos.tables import moment

Key = tuple[str, int, str]  # coach, parent, what
Read = list[tuple[datetime, Notice]]
UNDER_WAY = timedelta(hours=3)  # on the clock, that a confirmation may take


def look(evidence: Evidence) -> Finding:
    """Compare the coaches' phones with the database and with what parents were told."""
    told, read = confirmed(evidence), notices(evidence)
    wanted, came = _wanted(evidence), _came(read)
    known = {notice for _, notice in read}
    missing = wanted - came
    exact = _exact(evidence, told) - known
    invented = _invented(evidence, told, read)
    left = _left_waiting(evidence, told, known)
    return Finding(
        (
            ("what coaches have to hear of", sum(wanted.values())),
            ("… told to the right coach", sum((wanted & came).values())),
        ),
        (
            *listed("coach was not told", [f"{key} × {count}" for key, count in missing.items()]),
            *listed("coach was not told of", exact),
            *listed("coach was told of what is not so", invented),
            *listed("coach waits for a parent who erased everything", left),
        ),
    )


def _wanted(evidence: Evidence) -> Counter[Key]:
    """Count what each coach has to hear of which parent: a row's changes are its sequence."""
    found: Counter[Key] = Counter()
    coaches = {}
    for row in evidence.tables.appointments:
        if row["parent"] < 0:  # the coach booked it at the school gate
            continue
        coach, parent, cancelled = row["coach"], row["parent"], row["state"] == "cancelled"
        coaches[row["id"]] = coach
        found[coach, parent, "booked"] += 1
        found[coach, parent, "moved"] += row["sequence"] - cancelled
        found[coach, parent, "cancelled"] += cancelled
    said = [row for row in evidence.tables.audit if row["what"] == "coming"]
    for subject, who in {(row["subject"], row["who"]) for row in said}:  # once is enough
        if subject in coaches:
            found[coaches[subject], int(who.split()[1]), "coming"] += 1
    return found


def _came(read: Read) -> Counter[Key]:
    """Count what came, each letter once: what came twice makes up for nothing that was lost."""
    return Counter((notice.coach, notice.parent, notice.what) for _, notice in read)


def _exact(evidence: Evidence, told: list[Confirmed]) -> set[Notice]:
    """Give what is known to the minute: each booking, the last move, each cancel."""
    kept = {row["id"]: row for row in evidence.tables.appointments}
    found = {
        Notice(one.coach, one.chat, one.what, one.start) for one in told if one.appointment in kept
    }
    for row in kept.values():
        notice = (row["coach"], row["parent"])
        if row["state"] == "cancelled":
            found.add(Notice(*notice, "cancelled", moment(row["start"])))
        elif row["sequence"]:
            found.add(Notice(*notice, "moved", moment(row["start"])))
    return found


def _invented(evidence: Evidence, told: list[Confirmed], read: Read) -> list[tuple[str, Notice]]:
    """Find notices of a talk that no parent has or had with this coach at this time."""
    starts: defaultdict[tuple[str, int], set[datetime]] = defaultdict(set)
    for one in told:
        starts[one.coach, one.chat].add(one.start)
    for row in evidence.tables.appointments:
        starts[row["coach"], row["parent"]].add(moment(row["start"]))
    return [
        (evidence.coaches[notice.coach].name, notice)
        for done, notice in read
        if notice.what != "erased"
        and notice.start not in starts[notice.coach, notice.parent]
        and not _never_told(evidence, notice.parent, done)
    ]


def _never_told(evidence: Evidence, parent: int, done: datetime) -> bool:
    """Tell whether a parent can have missed a confirmation, so that a talk is known by no row.

    One who had blocked the bot then, or erased a talk before its confirmation came.
    """
    until = done + UNDER_WAY
    return evidence.away(parent, done, until) or evidence.erasing(parent, done, until)


def _left_waiting(
    evidence: Evidence, told: list[Confirmed], read: set[Notice]
) -> list[tuple[str, Any]]:
    """Find erased talks that a coach heard of and still believes in."""
    found: list[tuple[str, Any]] = []
    for one in _believed_of_erased(evidence, told, read).values():
        erased = evidence.tables.erased_at(one.chat)
        ends = {
            Notice(one.coach, one.chat, "cancelled", one.start),
            Notice(one.coach, 0, "erased", one.start),
        }
        if erased and one.start > erased and not ends & read:
            found.append((f"erased at {erased}", one))
    return found


def _believed_of_erased(
    evidence: Evidence, told: list[Confirmed], read: set[Notice]
) -> Mapping[str, Confirmed]:
    """Give each erased talk as its coach last heard of it."""
    kept = {row["id"] for row in evidence.tables.appointments}
    return {
        one.appointment: one
        for one in told
        if one.appointment not in kept and Notice(one.coach, one.chat, one.what, one.start) in read
    }

"""Looks at the evidence of a run, one subject after the other."""

from benchmarks.chaos import (
    bookings,
    languages,
    letters,
    mails,
    messages,
    notices,
    program,
    recipients,
    reminders,
    updates,
)
from benchmarks.chaos.evidence import Evidence
from benchmarks.chaos.finding import Finding

SUBJECTS = (
    updates,
    bookings,
    notices,
    reminders,
    messages,
    mails,
    letters,
    recipients,
    languages,
    program,
)


def check(evidence: Evidence) -> Finding:
    """Put together what was found."""
    found = [subject.look(evidence) for subject in SUBJECTS]
    return Finding(
        tuple(line for one in found for line in one.lines),
        tuple(fault for one in found for fault in one.faults),
    )

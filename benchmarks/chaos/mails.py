"""E-mail: each that counts as sent came, and at the end the calendar of a coach is true."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from benchmarks.chaos.evidence import Evidence, Mail
from benchmarks.chaos.finding import Finding, listed
from benchmarks.chaos.history import Step, history
from benchmarks.chaos.tables import Row


def look(evidence: Evidence) -> Finding:
    """Compare the letters that count as sent with the mailboxes, and those with the talks."""
    rows = {f"{row['id']}": row for row in evidence.tables.ledger if row["channel"] == "email"}
    sent = {number for number, row in rows.items() if row["fate"] == "sent"}
    came = Counter(mail.number for mail in evidence.mails)
    again = sum(came.values()) - len(came)
    may = len(evidence.weathered.kills) + evidence.weathered.mail_troubles
    strange = [mail.number for mail in evidence.mails if mail.number not in rows]
    wrong = [m.number for m in evidence.mails if _reader(rows.get(m.number)) != m.coach]
    return Finding(
        (
            ("e-mails sent", len(sent)),
            ("… that came", len(sent & set(came))),
            ("… again", again),
            ("troubles of the mail server", evidence.weathered.mail_troubles),
            ("appointments in the calendars", sum(map(len, _calendars(evidence).values()))),
        ),
        (
            *listed("e-mail called sent, but never came", sent - set(came)),
            *listed("e-mail of no letter", strange),
            *listed("e-mail to somebody else", wrong),
            *listed("e-mails repeated without a reason", [again] if again > may else []),
            *listed("calendar", set(_untrue(evidence))),
        ),
    )


def _reader(row: Row | None) -> object:
    return row["coach"] if row else None


def _calendars(evidence: Evidence) -> Mapping[str, Mapping[str, Mail]]:
    """Do what a calendar does: of each appointment it keeps what has the highest number."""
    entries: defaultdict[str, dict[str, Mail]] = defaultdict(dict)
    for mail in evidence.mails:
        known = entries[mail.coach].get(mail.uid)
        if mail.uid and (known is None or mail.sequence >= known.sequence):
            entries[mail.coach][mail.uid] = mail
    return {
        coach: {uid: mail for uid, mail in found.items() if mail.method != "CANCEL"}
        for coach, found in entries.items()
    }


def _untrue(evidence: Evidence) -> Iterator[str]:
    """Find talks that a calendar lacks, has at another time, or has though they are off."""
    calendars = _calendars(evidence)
    readers = [coach for coach in evidence.coaches if "email" in evidence.channels(coach)]
    for coach in readers:
        entries = dict(calendars.get(coach, {}))
        for talk, steps in history(evidence).talks.items():
            last, entry = steps[-1], entries.pop(talk, None)
            if last.state == "booked" and last.what != "gone" and last.coach == coach:
                if entry is None:
                    yield f"{coach} lacks {talk} at {last.start}"
                elif entry.start != last.start:
                    yield f"{coach} has {talk} at {entry.start}, not at {last.start}"
            elif entry is not None and last.start > last.at and not _over(steps):
                yield f"{coach} has {talk} at {entry.start}: {last.what}"
        yield from (f"{coach} has {talk}, which nobody knows" for talk in entries)


def _over(steps: Sequence[Step]) -> bool:
    """Tell whether it was said how a talk ended: it stays in the calendar."""
    return any(step.what == "concluded" for step in steps)

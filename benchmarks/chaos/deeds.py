"""What parents were told of their appointments, and coaches of theirs: read from the phones."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from benchmarks.chaos.evidence import Evidence, Message
from benchmarks.chaos.wording import moments_in, plain, says

TOLD = {  # what a parent reads -> what it means
    "✅ Your appointment is made. The file puts it in your calendar.": "booked",
    "✅ Your appointment has a new time. The file puts it in your calendar.": "moved",
}
TO_COACH = "🔔 Soon: an appointment"  # a coach's reminder
NOTICES = {  # what a coach reads
    "📅 New appointment": "booked",
    "🔄 Appointment moved": "moved",
    "❌ Appointment cancelled": "cancelled",
    "❌ Appointment cancelled. The parent had everything about them erased.": "erased",
    "✅ The parent says yes": "coming",
}


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A parent read that an appointment is made, or has a new time."""

    chat: int
    at: datetime
    what: str
    appointment: str
    start: datetime
    coach: str


@dataclass(frozen=True, slots=True)
class Notice:
    """A coach read what happened; `parent` 0: the notice names nobody."""

    coach: str
    parent: int
    what: str
    start: datetime


def confirmed(evidence: Evidence) -> list[Confirmed]:
    """List what parents read of their appointments, in order."""
    read = (_confirmed(evidence, message) for message in evidence.to_parents() if message.document)
    return [one for one in read if one is not None]


def notices(evidence: Evidence) -> Counter[Notice]:
    """Count what coaches read of what happened."""
    read = (_notice(evidence, m) for m in evidence.messages if m.chat in evidence.coach_of_chat)
    return Counter(one for one in read if one is not None)


def _confirmed(evidence: Evidence, message: Message) -> Confirmed | None:
    what = next((what for words, what in TOLD.items() if says(message.text, words)), None)
    about = message.carries("appointment:")
    if what is None or not about:
        return None
    zone = evidence.config.municipality.tz
    [start, *_] = moments_in(message.text, zone, message.at)
    name = next(line[2:] for line in plain(message.text).splitlines() if line.startswith("👤"))
    coach = next((key for key, one in evidence.coaches.items() if one.name == name.strip()), name)
    return Confirmed(message.chat, message.at, what, about[0].split(":")[1], start, coach)


def _notice(evidence: Evidence, message: Message) -> Notice | None:
    what = next((what for words, what in NOTICES.items() if says(message.text, words)), None)
    if what is None:
        return None
    [start, *_] = moments_in(message.text, evidence.config.municipality.tz, message.at)
    coach = evidence.coach_of_chat[message.chat]
    return Notice(coach, next(iter(evidence.owner(message.text)), 0), what, start)

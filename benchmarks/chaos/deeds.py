"""What parents were told of their appointments, and coaches of theirs: read from the phones."""

from dataclasses import dataclass
from datetime import datetime

from benchmarks.chaos.evidence import Evidence, Message
from benchmarks.chaos.matching import Post, body_of, match
from benchmarks.chaos.tables import moment
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
    done: datetime  # when it was so in the database, to the second
    end: datetime | None  # of the talk, if the letter tells


@dataclass(frozen=True, slots=True)
class Notice:
    """A coach read what happened with a talk; `parent` 0: the notice names nobody."""

    coach: str
    parent: int
    what: str
    start: datetime


def confirmed(evidence: Evidence) -> list[Confirmed]:
    """List what parents read of their appointments, in order."""
    read = (_confirmed(evidence, message) for message in evidence.to_parents() if message.document)
    return [one for one in read if one is not None]


def notices(evidence: Evidence) -> list[tuple[datetime, Notice]]:
    """List what coaches read of what happened, and when it did; of what came twice the first."""
    post = match(evidence)
    told = [message for message in post.once() if message.chat in evidence.coach_of_chat]
    read = [(_done(post, message), _notice(evidence, message)) for message in told]
    return [(done, notice) for done, notice in read if notice is not None]


def _confirmed(evidence: Evidence, message: Message) -> Confirmed | None:
    what = next((what for words, what in TOLD.items() if says(message.text, words)), None)
    about = message.carries("appointment:")
    if what is None or not about:
        return None
    zone = evidence.config.municipality.tz
    [start, *_] = moments_in(message.text, zone, message.at)
    name = next(line[2:] for line in plain(message.text).splitlines() if line.startswith("👤"))
    coach = next((key for key, one in evidence.coaches.items() if one.name == name.strip()), name)
    talk, post = about[0].split(":")[1], match(evidence)
    done, end = _done(post, message), _end(evidence, post, message)
    return Confirmed(message.chat, message.at, what, talk, start, coach, done, end)


def _done(post: Post, message: Message) -> datetime:
    """Tell when the letter of a message was written: in the transaction of what it tells."""
    row = post.letter_of.get(message)
    return moment(row["due"]) if row else message.at


def _end(evidence: Evidence, post: Post, message: Message) -> datetime | None:
    row = post.letter_of.get(message)
    file = body_of(evidence, row).get("file") if row else None
    return moment(file["end"]) if isinstance(file, dict) and "end" in file else None


def _notice(evidence: Evidence, message: Message) -> Notice | None:
    what = next((what for words, what in NOTICES.items() if says(message.text, words)), None)
    if what is None:
        return None
    [start, *_] = moments_in(message.text, evidence.config.municipality.tz, message.at)
    coach = evidence.coach_of_chat[message.chat]
    return Notice(coach, next(iter(evidence.owner(message.text)), 0), what, start)

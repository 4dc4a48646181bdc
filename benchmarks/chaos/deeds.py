"""What parents were told of their appointments, and coaches of theirs: read from the phones."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

from benchmarks.chaos.evidence import Evidence, Message
from benchmarks.chaos.history import Step, history
from benchmarks.chaos.matching import match
from benchmarks.chaos.wording import moments_in, plain, says

TOLD = {  # what a parent reads above a calendar file -> what it means
    "✅ Your appointment is made. The file puts it in your calendar.": "booked",
    "✅ Your appointment has a new time. The file puts it in your calendar.": "moved",
    "👋 Hello {my_name}. I am a computer. This is your appointment:": "taken_over",
}
TO_COACH = "🔔 Soon: an appointment"  # a coach's reminder
NOTICES = {  # what a coach reads -> what it means
    "📅 New appointment": "booked",
    "🔄 Appointment moved": "moved",
    "❌ Appointment cancelled": "cancelled",
    "❌ Appointment cancelled. The parent had everything about them erased.": "erased",
    "✅ The parent says yes": "coming",
    "📲 The parent has the appointment on their own phone.": "taken_over",
    "🤝 You take this talk over from {coach}:": "handed",
}
OLD_TIME_OFF = (
    "🔄 A parent moved an appointment, then had everything erased. The old time is off."
    " Your week shows what is still on."
)


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A parent read that an appointment is made, or is another one now; `cause`: the update."""

    chat: int
    at: datetime
    what: str
    talk: str
    start: datetime
    coach: str
    cause: int


@dataclass(frozen=True, slots=True)
class Notice:
    """A coach read what happened with a talk; it `named` these parents, by their chats."""

    coach: str
    what: str
    cause: int
    start: datetime
    named: frozenset[int] = field(default=frozenset(), compare=False)


@lru_cache(maxsize=1)
def confirmed(evidence: Evidence) -> Sequence[Confirmed]:
    """List what people read of their appointments, in order."""
    read = (_confirmed(evidence, message) for message in evidence.messages if message.document)
    return [one for one in read if one is not None]


@lru_cache(maxsize=1)
def notices(evidence: Evidence) -> Sequence[Notice]:
    """List what coaches read of what happened; of what came twice the first."""
    post = match(evidence)
    told = [message for message in post.once() if message.chat in evidence.coach_of_chat]
    read = [_notice(evidence, message) for message in told]
    return [notice for notice in read if notice is not None]


def wanted_by(evidence: Evidence, step: Step) -> set[Notice]:
    """Tell what coaches have to read of a step: none of what they did themselves."""
    before = step.before
    coaches = {step.coach}
    if step.what == "moved" and before is not None:
        coaches.add(before.coach)
    if step.what not in NOTICES.values():
        return set()
    named = frozenset({step.parent} & set(evidence.names.values()))  # a coach can be a parent too
    return {
        Notice(coach, step.what, step.cause, step.start, named)
        for coach in coaches
        if "telegram" in evidence.channels(coach)
    }


def all_wanted(evidence: Evidence) -> set[Notice]:
    """Put together what coaches had to read."""
    return {one for step in history(evidence).steps for one in wanted_by(evidence, step)}


def _confirmed(evidence: Evidence, message: Message) -> Confirmed | None:
    what = next((what for words, what in TOLD.items() if says(message.text, words)), None)
    about = message.carries("appointment:")
    row = match(evidence).letter_of.get(message)
    if what is None or not about or row is None:
        return None
    [start, *_] = moments_in(message.text, evidence.config.municipality.tz, message.at)
    name = next(line[2:] for line in plain(message.text).splitlines() if line.startswith("👤"))
    coach = next((key for key, one in evidence.coaches.items() if one.name == name.strip()), name)
    talk = about[0].split(":")[1]
    return Confirmed(message.chat, message.at, what, talk, start, coach, row["cause"] or 0)


def _notice(evidence: Evidence, message: Message) -> Notice | None:
    what = next((what for words, what in NOTICES.items() if says(message.text, words)), None)
    row = match(evidence).letter_of.get(message)
    if what is None or row is None or row["coach"] is None:  # a look at a talk begins so too
        return None
    [start, *_] = moments_in(message.text, evidence.config.municipality.tz, message.at)
    coach = evidence.coach_of_chat[message.chat]
    named = frozenset(evidence.owner(message.text))
    return Notice(coach, what, row["cause"] or 0, start, named)

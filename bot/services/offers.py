"""What can be chosen: the lists of choices that depend on the moment."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta

from bot.conversation.model import Choice
from bot.conversation.turn import Answers
from bot.conversation.words import Lines, Say, say
from bot.i18n import DUSK, NOON
from bot.scheduling.slots import Slot
from bot.services import callbacks, messages, voice_answers
from bot.services.snapshot import Snapshot
from bot.services.topics import KINDS

MANY = 6  # more free times on a day than this: ask for the part of the day first
MOMENT = "%Y-%m-%dT%H:%MZ"  # how an instant stands in a button
SATURDAY = 5
OWN_NAME = "~own"  # the answer that keeps the name as it is
ALWAYS = ("other", "later")
PARTS: Mapping[str, Say] = {
    "morning": say("In the morning"),
    "afternoon": say("In the afternoon"),
    "evening": say("In the evening"),
}


def languages(here: Snapshot, _: Answers) -> Sequence[Choice]:
    """All languages by their own names, the phone's language first."""
    known = here.office.languages
    return [Choice(code, known.own_name(code)) for code in language_codes(here)]


def first_name(here: Snapshot, _: Answers) -> Sequence[Choice]:
    """The name that Telegram told."""
    return [Choice(OWN_NAME, here.person.name)] if here.person.name else []


def schools(here: Snapshot, _: Answers) -> Sequence[Choice]:
    """All schools, as in the configuration."""
    return [Choice(school.id, school.name) for school in here.office.config.schools]


def topics(here: Snapshot, _: Answers) -> Sequence[Choice]:
    """The topics of the configuration, in its order."""
    found = ((name, here.office.topics[name]) for name in here.office.config.topics)
    return [Choice(name, topic.label, topic.helper, always=name in ALWAYS) for name, topic in found]


def kinds(here: Snapshot, _: Answers) -> Sequence[Choice]:
    """The ways to talk that the municipality offers."""
    return [Choice(kind, KINDS[kind]) for kind in here.office.config.kinds]


def days(here: Snapshot, answers: Answers) -> Sequence[Choice]:
    """The days with a free time."""
    found = dict.fromkeys(_local(here, slot).date() for slot in here.slots(answers))
    return [Choice(day.isoformat(), day) for day in found]


def parts(here: Snapshot, answers: Answers) -> Sequence[Choice]:
    """The parts of the chosen day with a free time."""
    found = dict.fromkeys(part_of(_local(here, slot).time()) for slot in on_day(here, answers))
    return [Choice(part, PARTS[part]) for part in found]


def times(here: Snapshot, answers: Answers) -> Sequence[Choice]:
    """The free times on the chosen day, in the chosen part of it."""
    part = answers.get("part")
    return [
        Choice(f"{slot.start:{MOMENT}}", f"{_local(here, slot):%H:%M}")
        for slot in on_day(here, answers)
        if part is None or part_of(_local(here, slot).time()) == part
    ]


def my_appointments(here: Snapshot, _: Answers) -> Sequence[Choice]:
    """The parent's coming appointments, by day, and the call that is waited for."""
    talks = [
        Choice(item.id, _day_label(here, item.start), begins="appointment", subject=item.id)
        for item in here.coming
    ]
    return [*talks, *callbacks.my_call_choices(here)]


def two_days(here: Snapshot, answers: Answers) -> Sequence[Choice]:
    """The day of an appointment and another one, in their order."""
    item = here.appointment(answers)
    if item is None:
        return []
    day = here.office.local(item.start).date()
    other = day_beside(day, before=item.id < "8" and day > here.office.today())
    return [Choice(each.isoformat(), each) for each in sorted((day, other))]


def day_beside(day: date, *, before: bool) -> date:
    """Give the last day from Monday to Friday before this one, or the first one after it."""
    step = timedelta(days=-1 if before else 1)
    beside = day + step
    while beside.weekday() >= SATURDAY:
        beside += step
    return beside


def language_codes(here: Snapshot) -> list[str]:
    """List the languages we have, this person's own first."""
    return sorted(here.office.languages.codes, key=lambda code: code != here.person.language)


def chosen_time(answers: Answers) -> datetime:
    """Read the answer of `times`, in UTC."""
    return datetime.strptime(answers["time"], MOMENT).replace(tzinfo=UTC)


def wants_interpreter(answers: Answers) -> bool:
    """Read the answer about an interpreter; who was not asked wants none."""
    return answers.get("interpreter") == "yes"


def given_number(answers: Answers) -> str | None:
    """Read the phone number, or that it was said; None: the school has it, or nobody asked."""
    given = answers.get("phone", "school")
    if given == "school":
        return None
    return given if voice_answers.file_of(given) is None else voice_answers.VOICE


def on_day(here: Snapshot, answers: Answers) -> list[Slot]:
    """List the free times on the chosen day."""
    day = answers.get("day")
    return [slot for slot in here.slots(answers) if _local(here, slot).date().isoformat() == day]


def part_of(clock: time) -> str:
    """Name the part of the day of a wall time."""
    return "morning" if clock.hour < NOON else "afternoon" if clock.hour < DUSK else "evening"


def _local(here: Snapshot, slot: Slot) -> datetime:
    return here.office.local(slot.start)


def _day_label(here: Snapshot, start: datetime) -> date | Lines | Say:
    """Give the day of an appointment; with the time where another one is on that day."""
    local = here.office.local(start)
    same = [item for item in here.coming if here.office.local(item.start).date() == local.date()]
    if len(same) == 1:
        return local.date()
    return Say("{day} {clock}", {"day": local.date(), "clock": f"{local:%H:%M}"})


OFFERS: Mapping[str, tuple[tuple[str, ...], Callable[[Snapshot, Answers], Sequence[Choice]]]] = {
    "languages": ((), languages),
    "two_days": (("appointment",), two_days),
    "first_name": ((), first_name),
    "schools": ((), schools),
    "topics": ((), topics),
    "kinds": ((), kinds),
    "days": (("how?", "appointment?", "at?"), days),
    "parts": (("day",), parts),
    "times": (("day", "part?"), times),
    "my_appointments": ((), my_appointments),
    "waiting_questions": ((), messages.waiting_questions),
    "waiting_calls": ((), callbacks.waiting_calls),
}

"""A coach's bookable week: what can be chosen, what is told, and which talks lie outside it."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import time, timedelta

from bot.conversation.model import Choice
from bot.conversation.turn import Answers, Refused, Said, Sent, Shared
from bot.conversation.words import Dated, Lines, Say, Value, say, say_n
from bot.scheduling.slots import CELL_MINUTES, Slot, WeeklyHours, is_within
from bot.services.absences import talk_label
from bot.services.months import MONDAY
from bot.services.rota import Week
from bot.services.snapshot import Snapshot
from storage.appointments import Appointment

Entry = tuple[str, WeeklyHours]  # a school, and hours there
OPENS, CLOSES, STEP = 7 * 60, 21 * 60, 30  # minutes of the day: what is offered; any can be typed
CLOCK = re.compile(r"(\d{1,2})(?:\s*[:.,uh]\s*(\d{2})?)?(?:\s*uur)?")
NO_CLOCK = Refused(say("I do not understand this time. Please type it so: 9:30."))
OFF_GRID = Refused(say("Please choose another time. For instance 9:30, 9:35 or 9:40."))


def entries(here: Snapshot) -> list[Entry]:
    """List the coach's hours: by school as in the configuration, then by day and time."""
    return [(school, entry) for school, found in here.rota.week.items() for entry in found]


def tag_of(entry: Entry) -> str:
    """Name hours in a button."""
    school, hours = entry
    return f"{hours.weekday}-{hours.start:%H%M}-{school}"


def entry_of(here: Snapshot, tag: str) -> Entry | None:
    """Find the hours of a button, if they are still there."""
    return next((entry for entry in entries(here) if tag_of(entry) == tag), None)


def outside(here: Snapshot, week: Week) -> list[Appointment]:
    """List the coming talks that do not lie in the hours of this week.

    A talk belongs in the hours at its own school; one at a school of somebody else, which was
    taken over, in any hours.
    """
    zone = here.office.config.municipality.tz
    every = [entry for found in week.values() for entry in found]
    if here.desk is None:
        return []
    coming = filter(None, map(here.desk.find, here.desk.coming(here.now)))
    return [
        item
        for item in coming
        if not is_within(Slot(item.start, item.end), week.get(item.school, every), zone)
    ]


def my_hours(here: Snapshot, _: Answers) -> Sequence[Choice]:
    """The coach's hours, a line each."""
    return [
        Choice(tag_of(entry), _label(here, entry), begins="desk_line", subject=tag_of(entry))
        for entry in entries(here)
    ]


def my_schools(here: Snapshot, _: Answers) -> Sequence[Choice]:
    """The schools that the coach has."""
    config = here.office.config
    found = [school for name in here.rota.week if (school := config.school(name))]
    return [Choice(school.id, school.name) for school in found]


def weekdays(_: Snapshot, __: Answers) -> Sequence[Choice]:
    """The days of the week."""
    return [Choice(f"{number}", _weekday(number)) for number in range(7)]


def from_times(_: Snapshot, __: Answers) -> Sequence[Choice]:
    """The half hours at which hours can begin."""
    return _clocks(OPENS, CLOSES - STEP)


def until_times(_: Snapshot, answers: Answers) -> Sequence[Choice]:
    """The half hours after the beginning."""
    begin = time.fromisoformat(answers["from"]) if "from" in answers else time()
    first = (begin.hour * 60 + begin.minute) // STEP * STEP + STEP
    return _clocks(max(first, OPENS + STEP), CLOSES)


def talks_outside(here: Snapshot, _: Answers) -> Sequence[Choice]:
    """The coming talks outside the coach's hours."""
    return [
        Choice(item.id, talk_label(here, item), begins="desk_talk", subject=item.id)
        for item in outside(here, here.rota.week)
    ]


def clock(_: Snapshot, heard: Said | Shared | Sent, __: Answers) -> str | Refused:
    """Read a time: 9, 9:00, 09.30, 9u30."""
    text = heard.text.strip().lower() if isinstance(heard, Said) else ""
    found = CLOCK.fullmatch(text)
    if found is None or int(found[1]) > 23 or int(found[2] or 0) > 59:  # noqa: PLR2004 - a clock
        return NO_CLOCK
    hour, minute = int(found[1]), int(found[2] or 0)
    return OFF_GRID if minute % CELL_MINUTES else f"{hour:02}:{minute:02}"


def my_week(here: Snapshot, _: Answers) -> Value:
    """The coach's hours, per school."""
    parts: list[Value] = []
    for name, found in here.rota.week.items():
        school = here.office.config.school(name)
        lines = [_line(entry) for entry in found] or [say("no hours")]
        parts.append(
            Lines((Say("🏫 {school}", {"school": school.name if school else name}), *lines))
        )
    return Lines(tuple(parts), gap=True)


def this_line(here: Snapshot, answers: Answers) -> Value:
    """The hours that are spoken about."""
    entry = entry_of(here, answers.get("hours", ""))
    if entry is None:
        return ""
    school = here.office.config.school(entry[0])
    return Lines((_line(entry[1]), school.name if school else entry[0]))


def outside_talks(here: Snapshot, _: Answers) -> Value:
    """How many talks lie outside the hours."""
    return say_n(
        "❗ {count} talk is outside your hours. It stays as it is. Tap it to change that.",
        "❗ {count} talks are outside your hours. They stay as they are. Tap one to change that.",
        len(outside(here, here.rota.week)),
    )


def _clocks(first: int, last: int) -> list[Choice]:
    found = [f"{minutes // 60:02}:{minutes % 60:02}" for minutes in range(first, last + 1, STEP)]
    return [Choice(clock, clock) for clock in found]


def _weekday(number: int, form: str = "weekday") -> Dated:
    return Dated(MONDAY + timedelta(days=number), form)


def _line(entry: WeeklyHours) -> Value:
    return Say("{day} {start}–{end}", {"day": _weekday(entry.weekday), **_times(entry)})


def _label(here: Snapshot, entry: Entry) -> Value:
    """Give day and time first: a phone cuts the end."""
    school = here.office.config.school(entry[0])
    values: dict[str, Value] = {
        "day": _weekday(entry[1].weekday, "initial"),
        **_times(entry[1]),
        "place": school.place if school else entry[0],
    }
    return Say("⏰ {day} {start}–{end} {place}", values)


def _times(entry: WeeklyHours) -> dict[str, Value]:
    return {"start": f"{entry.start:%H:%M}", "end": f"{entry.end:%H:%M}"}


Needs = tuple[str, ...]
OFFERS: Mapping[str, tuple[Needs, Callable[[Snapshot, Answers], Sequence[Choice]]]] = {
    "my_hours": ((), my_hours),
    "my_schools": ((), my_schools),
    "weekdays": ((), weekdays),
    "from_times": ((), from_times),
    "until_times": (("from",), until_times),
    "talks_outside": ((), talks_outside),
}
VALUES: Mapping[str, tuple[Needs, Callable[[Snapshot, Answers], Value]]] = {
    "my_week": ((), my_week),
    "this_line": (("hours",), this_line),
    "outside_talks": ((), outside_talks),
}
CONDITIONS: Mapping[str, tuple[Needs, Callable[[Snapshot, Answers], bool]]] = {
    "at_many_schools": ((), lambda here, _: len(here.rota.week) > 1),
    "has_outside": ((), lambda here, _: bool(outside(here, here.rota.week))),
}

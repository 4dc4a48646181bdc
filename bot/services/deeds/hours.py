"""Deeds of a coach about the bookable week: a talk that is booked stays whatever changes."""

from dataclasses import replace
from datetime import time

from bot.conversation.turn import Answers
from bot.scheduling.slots import WeeklyHours, overlaps
from bot.services.deeds import freeing
from bot.services.deeds.desk import Desk, Result, ended
from bot.services.hours import Entry, entries, entry_of, outside
from bot.services.rota import Week
from bot.services.snapshot import Snapshot
from storage import availability

WRONG = ("backwards", "overlap")


async def add(desk: Desk, answers: Answers) -> Result:
    """Let parents book in more hours."""
    here = desk.here
    schools = list(here.rota.week)
    school = answers.get("school") or next(iter(schools), "")
    if school not in schools:
        return ended("lost")
    new = WeeklyHours(int(answers["weekday"]), *_times(answers))
    if refusal := _wrong(here, new, None):
        return ended(refusal)
    await availability.add(desk.connection, _coach(here), school, new)
    await freeing.freed(desk, [school], freeing.of_hours(desk, new))
    return ended("added")


async def change(desk: Desk, answers: Answers) -> Result:
    """Give hours other times, on their own day and school."""
    here, old = desk.here, entry_of(desk.here, answers["hours"])
    if old is None:
        return ended("gone")
    school, hours = old
    start, end = _times(answers)
    new = replace(hours, start=start, end=end)
    if refusal := _wrong(here, new, old):
        return ended(refusal)
    await availability.remove(desk.connection, _coach(here), school, hours)
    await availability.add(desk.connection, _coach(here), school, new)
    await freeing.freed(desk, [school], freeing.of_hours(desk, new, hours))
    return ended("outside" if _pushes_out(here, _changed(here, old, [new])) else "changed")


async def remove(desk: Desk, answers: Answers) -> Result:
    """Take hours away."""
    here, old = desk.here, entry_of(desk.here, answers["hours"])
    if old is None:
        return ended("gone")
    await availability.remove(desk.connection, _coach(here), *old)
    return ended("outside" if _pushes_out(here, _changed(here, old, [])) else "removed")


def _times(answers: Answers) -> tuple[time, time]:
    return time.fromisoformat(answers["from"]), time.fromisoformat(answers["until"])


def _wrong(here: Snapshot, new: WeeklyHours, old: Entry | None) -> str | None:
    """Tell why hours cannot be so; a coach is at one school at a time."""
    if new.end <= new.start:
        return "backwards"
    others = [entry for entry in entries(here) if entry != old]
    return "overlap" if any(overlaps(new, other) for _, other in others) else None


def _changed(here: Snapshot, old: Entry, new: list[WeeklyHours]) -> Week:
    school, hours = old
    kept = [entry for entry in here.rota.week[school] if entry != hours]
    return {**here.rota.week, school: [*kept, *new]}


def _pushes_out(here: Snapshot, week: Week) -> bool:
    """Tell whether a talk that lay in the hours does so no more."""
    before = {item.id for item in outside(here, here.rota.week)}
    return any(item.id not in before for item in outside(here, week))


def _coach(here: Snapshot) -> str:
    return here.coach_id or ""

"""Asks for free slots in wall time."""

from datetime import date, datetime, time, timedelta

from bot.scheduling.calendar import Calendar, Layer, Span
from bot.scheduling.slots import BookingRules, Talk, WeeklyHours, free_slots
from tests.scheduling.moments import ZONE, at, wall

MONDAY = "2026-11-02"
EARLY = at("2026-11-02 00:00")
Hours = list[tuple[int, str, str]]


def offered(
    hours: Hours,
    *,
    now: datetime = EARLY,
    minutes: int = 30,
    place: str | None = "a",
    taken: tuple[Talk, ...] = (),
    mine: tuple[Talk, ...] = (),
    closed: tuple[date, ...] = (),
    rules: BookingRules | None = None,
) -> list[str]:
    """List what is offered as wall time, today only unless the rules say otherwise."""
    slots = free_slots(
        hours=[WeeklyHours(d, time.fromisoformat(s), time.fromisoformat(e)) for d, s, e in hours],
        calendar=Calendar([Layer("closed", closed=tuple(Span(day, day) for day in closed))]),
        taken=taken,
        mine=mine,
        minutes=minutes,
        place=place,
        rules=rules or BookingRules(horizon_days=0),
        now=now,
        zone=ZONE,
    )
    assert all(slot.end - slot.start == timedelta(minutes=minutes) for slot in slots)
    return [wall(slot.start) for slot in slots]

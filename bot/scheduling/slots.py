"""Free slots of a coach at a school for a kind of talk."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.scheduling.calendar import Calendar
from bot.scheduling.stretches import Stretch, merged, stretches_of

CELL_MINUTES = 5
_CELL = timedelta(minutes=CELL_MINUTES)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class WeeklyHours:
    """Bookable hours on a weekday (0 = Monday), in local wall time; nothing if end <= start."""

    weekday: int
    start: time
    end: time


@dataclass(frozen=True, slots=True)
class Talk:
    """A booked talk (UTC, end after start); place None is nowhere (by phone): no travel."""

    start: datetime
    end: datetime
    place: str | None


@dataclass(frozen=True, slots=True)
class BookingRules:
    """What a municipality decides about booking; durations in real time, `step` above zero."""

    notice: timedelta = timedelta(hours=2)
    horizon_days: int = 28
    buffer: timedelta = timedelta(minutes=10)
    travel: timedelta = timedelta(minutes=30)
    step: timedelta = timedelta(minutes=15)
    most_coming: int = 3


@dataclass(frozen=True, slots=True)
class Slot:
    """A stretch of time (UTC, the end not included) that can be booked."""

    start: datetime
    end: datetime


def free_slots(
    *,
    hours: Sequence[WeeklyHours],
    calendar: Calendar,
    taken: Sequence[Talk],
    mine: Sequence[Talk],
    minutes: int,
    place: str | None,
    rules: BookingRules,
    now: datetime,
    zone: ZoneInfo,
) -> list[Slot]:
    """List what can be booked at `now` (UTC), sorted, for a talk of `minutes` at `place`.

    `taken` are the coach's talks: buffer and travel are kept from them. `mine` are the parent's
    own other talks: they only may not overlap. Starts lie every `rules.step` of real time from
    the start of a stretch of hours; hours that overlap or touch are one stretch.
    """
    length, earliest = timedelta(minutes=minutes), now + rules.notice
    busy = merged([_kept_free(t, place, rules) for t in taken] + [(t.start, t.end) for t in mine])
    busy_ends = [end for _, end in busy]
    slots: list[Slot] = []
    for day in _days(now, rules, zone):
        if not calendar.is_open(day):
            continue
        for start in _starts(_stretches(day, hours, zone), length, rules.step):
            end = start + length
            nearest = bisect_right(busy_ends, start)  # the first busy stretch not over by then
            if start >= earliest and (nearest == len(busy) or end <= busy[nearest][0]):
                slots.append(Slot(start, end))
    return slots


def is_free(
    start: datetime,
    *,
    hours: Sequence[WeeklyHours],
    calendar: Calendar,
    taken: Sequence[Talk],
    mine: Sequence[Talk],
    minutes: int,
    place: str | None,
    rules: BookingRules,
    now: datetime,
    zone: ZoneInfo,
) -> bool:
    """Whether free_slots would list a slot at `start` (UTC); asked again at the time of saving."""
    length, day = timedelta(minutes=minutes), start.astimezone(zone).date()
    if start < now + rules.notice or day > _last_day(now, rules, zone) or not calendar.is_open(day):
        return False
    if not any(
        opens <= start and start + length <= closes and not (start - opens) % rules.step
        for opens, closes in _stretches(day, hours, zone)
    ):
        return False
    slot = Slot(start, start + length)
    return not any(clashes(slot, place, talk, rules) for talk in taken) and not any(
        start < talk.end and talk.start < slot.end for talk in mine
    )


def is_within(slot: Slot, hours: Sequence[WeeklyHours], zone: ZoneInfo) -> bool:
    """Whether the whole slot lies in the weekly hours of its local day."""
    stretches = _stretches(slot.start.astimezone(zone).date(), hours, zone)
    return any(opens <= slot.start and slot.end <= closes for opens, closes in stretches)


def overlaps(one: WeeklyHours, other: WeeklyHours) -> bool:
    """Whether two weekly hours share time; where one ends the other may begin."""
    return one.weekday == other.weekday and one.start < other.end and other.start < one.end


def gap(one: str | None, other: str | None, rules: BookingRules) -> timedelta:
    """Time to keep between talks: travel when both have a place and they differ, else buffer."""
    travels = one is not None and other is not None and one != other
    return rules.travel if travels else rules.buffer


def clashes(slot: Slot, place: str | None, talk: Talk, rules: BookingRules) -> bool:
    """Whether a talk in this slot at `place` comes too near to the coach's other talk."""
    start, end = _kept_free(talk, place, rules)
    return slot.start < end and start < slot.end


def cells(start: datetime, end: datetime) -> range:
    """Give the numbers of the 5-minute cells, counted from the Unix epoch, in [start, end)."""
    if end <= start:
        return range(0)
    return range((start - _EPOCH) // _CELL, -((_EPOCH - end) // _CELL))


def _kept_free(talk: Talk, place: str | None, rules: BookingRules) -> Stretch:
    """Widen a talk by the time that the coach needs between it and one at `place`."""
    between = gap(place, talk.place, rules)
    return talk.start - between, talk.end + between


def _last_day(now: datetime, rules: BookingRules, zone: ZoneInfo) -> date:
    return now.astimezone(zone).date() + timedelta(days=rules.horizon_days)


def _days(now: datetime, rules: BookingRules, zone: ZoneInfo) -> Iterator[date]:
    """Go through the local days from today to the horizon, both included."""
    today = now.astimezone(zone).date()
    return (today + timedelta(days=ahead) for ahead in range(rules.horizon_days + 1))


def _stretches(day: date, hours: Sequence[WeeklyHours], zone: ZoneInfo) -> list[Stretch]:
    today = [(entry.start, entry.end) for entry in hours if entry.weekday == day.weekday()]
    return stretches_of(day, today, zone) if today else []


def _starts(stretches: Iterable[Stretch], length: timedelta, step: timedelta) -> Iterator[datetime]:
    """Offer a start every `step` from the start of each stretch, as long as the talk fits."""
    for start, closes in stretches:
        for number in range((closes - length - start) // step + 1):
            yield start + number * step

"""Turns the local hours of a day into stretches of real time, also when the clocks change."""

from bisect import bisect_left
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

Stretch = tuple[datetime, datetime]  # UTC, the end not included


def merged(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Sort, join what overlaps or touches, and drop what is empty."""
    joined: list[Stretch] = []
    for start, end in sorted(stretches):
        if end <= start:
            continue
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def stretches_of(day: date, hours: Iterable[tuple[time, time]], zone: ZoneInfo) -> list[Stretch]:
    """Give every instant whose local time lies in the hours: once each, as few stretches.

    A local hour that the clocks skip gives nothing, one that they repeat gives two hours.
    """
    pieces: list[Stretch] = []
    regimes = _regimes(day, zone)
    for opens, closes in hours:
        wall = datetime.combine(day, opens, UTC), datetime.combine(day, closes, UTC)
        for begin, until, offset in regimes:
            pieces.append((max(wall[0] - offset, begin), min(wall[1] - offset, until)))
    return merged(pieces)


def _regimes(day: date, zone: ZoneInfo) -> list[tuple[datetime, datetime, timedelta]]:
    """Cut the surroundings of a day where the clocks change: (from, until, offset from UTC)."""
    # A day more on both sides, so that the local day is inside whatever the zone's offset.
    begin = datetime.combine(day, time(), UTC) - timedelta(days=1)
    until = begin + timedelta(days=3)
    before, after = _offset(begin, zone), _offset(until, zone)
    if before == after:
        return [(begin, until, before)]
    minutes = range((until - begin) // timedelta(minutes=1))
    changed = bisect_left(
        minutes, 1, key=lambda m: int(_offset(begin + timedelta(minutes=m), zone) != before)
    )
    change = begin + timedelta(minutes=changed)
    return [(begin, change, before), (change, until, after)]


def _offset(instant: datetime, zone: ZoneInfo) -> timedelta:
    return instant.astimezone(zone).replace(tzinfo=UTC) - instant

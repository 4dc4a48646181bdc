"""Which times a coach proposes instead of the one that was booked."""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.scheduling.slots import Slot

MOST = 3
_NOON = 12  # hours

Half = tuple[date, bool]


def proposed(
    slots: Sequence[Slot], zone: ZoneInfo, after: datetime | None = None
) -> list[datetime]:
    """Choose at most three of the free `slots` (sorted): the soonest, each of another half day.

    Three times of one morning would be no choice. Only when there are not enough half days, more
    of one are taken. With `after` only half days later than that moment's.
    """
    left = [slot for slot in slots if after is None or _half(slot.start, zone) > _half(after, zone)]
    first: dict[Half, datetime] = {}
    for slot in left:
        first.setdefault(_half(slot.start, zone), slot.start)
    chosen = sorted(first.values())[:MOST]
    others = [slot.start for slot in left if slot.start not in chosen]
    return sorted([*chosen, *others[: MOST - len(chosen)]])


def _half(start: datetime, zone: ZoneInfo) -> Half:
    """Name the half day of a moment on the wall clock: morning before afternoon."""
    local = start.astimezone(zone)
    return local.date(), local.hour >= _NOON

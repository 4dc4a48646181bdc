"""When a parent hears from the coach: counted over the days on which school is open."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta, tzinfo

from bot.scheduling.calendar import Calendar

FARTHEST = 366  # days; where a calendar knows no open day any more, the days themselves count
SATURDAY = 5


def is_school_day(day: date, calendar: Calendar) -> bool:
    """Tell whether school is open on a local day: a calendar of closed days knows no weekends."""
    return day.weekday() < SATURDAY and calendar.is_open(day)


def promised_day(today: date, days: int, is_open: Callable[[date], bool]) -> date:
    """Give the day that comes so many open days after today; today itself does not count."""
    left = days
    for ahead in range(1, FARTHEST):
        day = today + timedelta(days=ahead)
        left -= is_open(day)
        if not left:
            return day
    return today + timedelta(days=days)


def next_at(
    after: datetime, clock: time, is_open: Callable[[date], bool], zone: tzinfo
) -> datetime:
    """Give the first moment after this one at which it is that time on an open day."""
    local = after.astimezone(zone)
    today = local.date()
    if is_open(today) and local < (start := datetime.combine(today, clock, zone)):
        return start
    return datetime.combine(promised_day(today, 1, is_open), clock, zone)

"""A time zone as calendar programs want it told: which clock since when, and by what rule."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

HOUR = timedelta(hours=1)
WEEK = 7
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True)
class Change:
    """A change of the clock: when, on the clock until then, and both clocks' distance to UTC."""

    at: datetime
    before: timedelta
    after: timedelta
    summer: bool
    name: str


def timezone(zone: ZoneInfo, year: int) -> Timezone:
    """Tell the clocks of a zone for what happens in a year: by the changes of the year before.

    Each change is told as a yearly rule, such as "the last Sunday of March": Outlook and Google
    know no other form well.
    """
    told = Timezone()
    told.add("tzid", zone.key)
    changes = list(_changes(zone, year - 1))
    for change in changes or [_change(zone, datetime(year - 1, 1, 1, tzinfo=UTC))]:
        clock = TimezoneDaylight() if change.summer else TimezoneStandard()
        clock.add("dtstart", change.at)
        clock.add("tzoffsetfrom", change.before)
        clock.add("tzoffsetto", change.after)
        clock.add("tzname", change.name)
        if changes:
            clock.add("rrule", _rule(change.at))
        told.add_component(clock)
    return told


def _changes(zone: ZoneInfo, year: int) -> Iterator[Change]:
    """Find the moments of a year at which the clock changes."""
    moment = datetime(year, 1, 1, tzinfo=UTC)
    while moment.year == year:
        change = _change(zone, moment)
        if change.before != change.after:
            yield change
        moment += HOUR


def _change(zone: ZoneInfo, moment: datetime) -> Change:
    """Compare the clock at a moment with that of the hour before."""
    old, new = (moment - HOUR).astimezone(zone), moment.astimezone(zone)
    before, after = old.utcoffset() or timedelta(), new.utcoffset() or timedelta()
    at = (moment + before).replace(tzinfo=None)
    return Change(at, before, after, bool(new.dst()), new.tzname() or "")


def _rule(at: datetime) -> dict[str, object]:
    """Give the yearly rule of a change: the first … fourth or the last such weekday of a month."""
    last = at.day + WEEK > monthrange(at.year, at.month)[1]
    number = -1 if last else (at.day - 1) // WEEK + 1
    return {"freq": "yearly", "bymonth": at.month, "byday": f"{number}{DAYS[at.weekday()]}"}

"""Which notices an appointment gets and when they are due."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

IsHoliday = Callable[[date], bool]

_SUNDAY = 6
_BEFORE_QUIET = timedelta(minutes=30)
_ENOUGH = timedelta(hours=12)  # to read that a talk is off, and not to leave home for it
_SEARCHED_DAYS = 366  # a year without a day to send on is a mistake, not a reason to go on looking


@dataclass(frozen=True, slots=True)
class QuietHours:
    """Local hours to send in, `closes` not included; Sundays and public holidays are all quiet."""

    opens: time = time(8)
    closes: time = time(20)


@dataclass(frozen=True, slots=True)
class ReminderRules:
    """When to remind; `eve_at` is local wall time, the day before the talk."""

    days_before: int = 3
    only_if_booked_days_ahead: int = 4
    eve_at: time = time(17)
    hours_before: int = 2
    coach_minutes_before: int = 30
    apart: timedelta = timedelta(hours=4)


@dataclass(frozen=True, slots=True)
class Reminder:
    """A notice that is `due` at an instant (UTC).

    The kind ("days_before", "eve" or "hours_before") tells where it comes from, not how far away
    the talk is: a reminder that moved out of quiet hours is earlier than its name.
    """

    kind: str
    due: datetime


def parent_reminders(  # noqa: PLR0917 - the order of a sentence: talk, rules, when, where
    start: datetime,
    booked_at: datetime,
    rules: ReminderRules,
    quiet: QuietHours,
    zone: ZoneInfo,
    is_holiday: IsHoliday,
) -> tuple[Reminder, ...]:
    """List the parent's reminders of a talk (all instants UTC), sorted by due.

    Each is after the booking, before the start and outside quiet hours: one that falls in them
    moves earlier, never later. Of two nearer than `rules.apart` only the earlier stays.
    """
    moved = [
        Reminder(kind, due)
        for kind, moment in _wished(start, booked_at, rules, zone)
        if (due := _out_of_quiet(moment, quiet, zone, is_holiday)) is not None
        and booked_at < due < start
    ]
    kept: list[Reminder] = []
    for reminder in sorted(moved, key=lambda reminder: reminder.due):
        if not kept or reminder.due - kept[-1].due >= rules.apart:
            kept.append(reminder)
    return tuple(kept)


def coach_reminder(start: datetime, booked_at: datetime, rules: ReminderRules) -> datetime | None:
    """When to remind the coach (UTC); None when the booking itself comes later than that.

    Quiet hours do not hold here: the coach chose the hours of the talk.
    """
    due = start - timedelta(minutes=rules.coach_minutes_before)
    return due if booked_at < due < start else None


def is_quiet(moment: datetime, quiet: QuietHours, zone: ZoneInfo, is_holiday: IsHoliday) -> bool:
    """Whether nothing may be sent to a parent at this moment."""
    local = moment.astimezone(zone)
    if local.weekday() == _SUNDAY or is_holiday(local.date()):
        return True
    return not quiet.opens <= local.time() < quiet.closes


def next_open(
    moment: datetime, quiet: QuietHours, zone: ZoneInfo, is_holiday: IsHoliday
) -> datetime:
    """Find the first moment (UTC) at or after this one that is not quiet.

    Raises ValueError when quiet hours and holidays leave no such moment for a year.
    """
    if not is_quiet(moment, quiet, zone, is_holiday):
        return moment
    today = moment.astimezone(zone).date()
    for ahead in range(_SEARCHED_DAYS):
        opening = _instant(datetime.combine(today + timedelta(days=ahead), quiet.opens), zone)
        if opening >= moment and not is_quiet(opening, quiet, zone, is_holiday):
            return opening
    raise ValueError("quiet hours and holidays leave no moment to send anything")


def news_due(now: datetime, opens: datetime | None, start: datetime) -> datetime:
    """When a parent hears that something changes about the talk at `start` (all instants UTC).

    In quiet hours, which end at `opens` (None: it is not quiet), when they end; but at once if
    that leaves less than half a day.
    """
    return opens if opens and start - opens >= _ENOUGH else now


def _wished(
    start: datetime, booked_at: datetime, rules: ReminderRules, zone: ZoneInfo
) -> Iterator[tuple[str, datetime]]:
    """Give the moments before quiet hours are looked at; days are counted on the local clock."""
    local = start.astimezone(zone).replace(tzinfo=None)
    if start - booked_at > timedelta(days=rules.only_if_booked_days_ahead):
        yield "days_before", _instant(local - timedelta(days=rules.days_before), zone)
    eve = local.date() - timedelta(days=1)
    yield "eve", _instant(datetime.combine(eve, rules.eve_at), zone)
    yield "hours_before", start - timedelta(hours=rules.hours_before)


def _out_of_quiet(
    moment: datetime, quiet: QuietHours, zone: ZoneInfo, is_holiday: IsHoliday
) -> datetime | None:
    """Move a quiet moment to half an hour before that quiet began."""
    if not is_quiet(moment, quiet, zone, is_holiday):
        return moment
    today = moment.astimezone(zone).date()
    for back in range(_SEARCHED_DAYS):
        day = today - timedelta(days=back)
        opens, closes = datetime.combine(day, quiet.opens), datetime.combine(day, quiet.closes)
        last = _instant(max(opens, closes - _BEFORE_QUIET), zone)
        if last < moment and not is_quiet(last, quiet, zone, is_holiday):
            return last
    return None


def _instant(wall: datetime, zone: ZoneInfo) -> datetime:
    return wall.replace(tzinfo=zone).astimezone(UTC)

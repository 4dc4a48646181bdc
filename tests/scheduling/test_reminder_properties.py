"""Reminders, by property, over years with changes of the clocks."""

from datetime import UTC, datetime, time, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.scheduling.calendar import is_public_holiday
from bot.scheduling.reminders import (
    QuietHours,
    Reminder,
    ReminderRules,
    coach_reminder,
    is_quiet,
    next_open,
    parent_reminders,
)
from tests.scheduling.moments import MOMENTS, THOROUGH, ZONE

AHEAD = st.integers(0, 40 * 24 * 60).map(lambda minutes: timedelta(minutes=minutes))
QUIETS = st.builds(
    QuietHours,
    st.sampled_from([time(6), time(8), time(9, 30)]),
    st.sampled_from([time(17), time(20), time(21, 15)]),
)
RULES = st.builds(
    ReminderRules,
    days_before=st.integers(1, 7),
    only_if_booked_days_ahead=st.integers(1, 8),
    eve_at=st.sampled_from([time(8), time(17), time(22), time(2, 30)]),
    hours_before=st.integers(1, 12),
    apart=st.integers(0, 12).map(lambda hours: timedelta(hours=hours)),
)
HALF = timedelta(minutes=30)


def reminders(
    start: datetime, ahead: timedelta, rules: ReminderRules, quiet: QuietHours
) -> tuple[Reminder, ...]:
    return parent_reminders(start, start - ahead, rules, quiet, ZONE, is_public_holiday)


def silent(moment: datetime, quiet: QuietHours) -> bool:
    """Say what quiet is in other words than the code."""
    local = moment.astimezone(ZONE)
    sendable = quiet.opens <= local.time().replace(tzinfo=None) < quiet.closes
    return local.isoweekday() == 7 or is_public_holiday(local.date()) or not sendable


def wished(kind: str, start: datetime, rules: ReminderRules) -> datetime:
    """Give the moment of a reminder if there were no quiet hours."""
    local = start.astimezone(ZONE)
    if kind == "hours_before":
        return start - timedelta(hours=rules.hours_before)
    back = rules.days_before if kind == "days_before" else 1
    at = local.time() if kind == "days_before" else rules.eve_at
    day = local.date() - timedelta(days=back)
    return datetime.combine(day, at.replace(fold=local.fold), ZONE).astimezone(UTC)


@THOROUGH
@given(MOMENTS, AHEAD, RULES, QUIETS)
def test_a_reminder_is_after_the_booking_before_the_start_and_never_in_quiet_hours(
    start: datetime, ahead: timedelta, rules: ReminderRules, quiet: QuietHours
) -> None:
    for reminder in reminders(start, ahead, rules, quiet):
        assert start - ahead < reminder.due < start
        assert not silent(reminder.due, quiet)


@THOROUGH
@given(MOMENTS, AHEAD, RULES, QUIETS)
def test_a_reminder_moves_only_out_of_quiet_hours_and_only_to_half_an_hour_before_them(
    start: datetime, ahead: timedelta, rules: ReminderRules, quiet: QuietHours
) -> None:
    for reminder in reminders(start, ahead, rules, quiet):
        moment = wished(reminder.kind, start, rules)
        assert reminder.due <= moment
        if reminder.due < moment:
            assert silent(moment, quiet)
            assert not silent(reminder.due + HALF - timedelta(minutes=1), quiet)
            since = reminder.due + HALF
            between = (moment - since) // HALF
            assert all(silent(since + n * HALF, quiet) for n in range(between + 1))


@THOROUGH
@given(MOMENTS, AHEAD, RULES, QUIETS)
def test_reminders_are_sorted_apart_and_of_each_kind_at_most_one(
    start: datetime, ahead: timedelta, rules: ReminderRules, quiet: QuietHours
) -> None:
    found = reminders(start, ahead, rules, quiet)
    assert all(later.due - earlier.due >= rules.apart for earlier, later in pairwise(found))
    assert list(found) == sorted(found, key=lambda reminder: reminder.due)
    assert len({reminder.kind for reminder in found}) == len(found)
    if ahead <= timedelta(days=rules.only_if_booked_days_ahead):
        assert "days_before" not in {reminder.kind for reminder in found}


@THOROUGH
@given(MOMENTS, AHEAD)
def test_the_only_reason_to_stay_away_is_the_booking_or_an_earlier_reminder(
    start: datetime, ahead: timedelta
) -> None:
    rules, quiet = ReminderRules(), QuietHours()
    dues = [reminder.due for reminder in reminders(start, ahead, rules, quiet)]
    for kind in ("eve", "hours_before"):
        moment = wished(kind, start, rules)
        if not silent(moment, quiet) and moment > start - ahead:
            assert any(moment - rules.apart < due <= moment for due in dues)


@THOROUGH
@given(MOMENTS, AHEAD)
def test_the_coachs_reminder_is_half_an_hour_before_or_none(
    start: datetime, ahead: timedelta
) -> None:
    due = coach_reminder(start, start - ahead, ReminderRules())
    assert due == (start - HALF if ahead > HALF else None)


@THOROUGH
@given(MOMENTS, QUIETS)
def test_the_next_open_moment_is_open_and_all_before_it_is_quiet(
    moment: datetime, quiet: QuietHours
) -> None:
    found = next_open(moment, quiet, ZONE, is_public_holiday)
    assert found >= moment
    assert not silent(found, quiet)
    waits = (found - moment) // timedelta(minutes=10)
    assert all(silent(found - n * timedelta(minutes=10), quiet) for n in range(1, waits + 1))


@THOROUGH
@given(MOMENTS, QUIETS)
def test_is_quiet_agrees_with_its_definition(moment: datetime, quiet: QuietHours) -> None:
    assert is_quiet(moment, quiet, ZONE, is_public_holiday) == silent(moment, quiet)

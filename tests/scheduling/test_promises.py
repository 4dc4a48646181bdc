"""When a parent hears: counted over school days, never over closed ones."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.scheduling.calendar import Calendar, Layer, Span, holiday_layers
from bot.scheduling.promises import is_school_day, next_at, promised_day

ZONE = ZoneInfo("Europe/Amsterdam")
STUDY_DAY = Layer("study day", (Span(date(2026, 12, 4), date(2026, 12, 4)),))
CALENDAR = Calendar((*holiday_layers("Noord", (2026, 2027)), STUDY_DAY))


def _is_open(day: date) -> bool:
    return is_school_day(day, CALENDAR)


@pytest.mark.parametrize(
    ("today", "promised"),
    [
        (date(2026, 11, 30), date(2026, 12, 2)),  # Monday: Wednesday
        (date(2026, 12, 2), date(2026, 12, 7)),  # Wednesday, with a study day on Friday: Monday
        (date(2026, 12, 5), date(2026, 12, 8)),  # Saturday: Tuesday
        (date(2026, 12, 17), date(2027, 1, 4)),  # the day before the last: after the holiday
        (date(2026, 12, 24), date(2027, 1, 5)),  # in the holiday
    ],
)
def test_two_school_days_are_counted_after_today(today: date, promised: date) -> None:
    assert promised_day(today, 2, _is_open) == promised


@given(st.dates(date(2026, 9, 1), date(2027, 6, 1)), st.integers(1, 10))
def test_the_promised_day_is_open_and_as_many_open_days_away(today: date, days: int) -> None:
    promised = promised_day(today, days, _is_open)
    assert _is_open(promised)
    between = (today + timedelta(days=n) for n in range(1, (promised - today).days + 1))
    assert sum(map(_is_open, between)) == days


def test_a_calendar_that_never_opens_promises_the_days_themselves() -> None:
    assert promised_day(date(2026, 12, 1), 2, lambda _: False) == date(2026, 12, 3)


@pytest.mark.parametrize(
    ("now", "clock", "then"),
    [
        ("2026-11-30 08:00", time(12), "2026-11-30 12:00"),
        ("2026-11-30 12:00", time(12), "2026-12-01 12:00"),
        ("2026-12-03 13:00", time(12), "2026-12-07 12:00"),
        ("2026-12-05 07:00", time(8), "2026-12-07 08:00"),
        ("2027-03-26 09:00", time(8), "2027-03-30 08:00"),  # over a clock change
    ],
)
def test_the_next_time_of_day_is_on_an_open_day(now: str, clock: time, then: str) -> None:
    found = next_at(_local(now).astimezone(UTC), clock, _is_open, ZONE)
    assert found == _local(then)


def _local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)

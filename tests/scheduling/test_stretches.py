"""Local hours as stretches of real time."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.scheduling.stretches import merged, stretches_of
from tests.scheduling.moments import CLOCK_CHANGES, ZONE, at

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_empty_and_reversed_stretches_are_dropped() -> None:
    assert merged([(NOON, NOON), (NOON + HOUR, NOON)]) == []


def test_stretches_that_overlap_or_touch_become_one_and_others_stay_apart() -> None:
    later = (NOON + 3 * HOUR, NOON + 4 * HOUR)
    found = merged([later, (NOON + HOUR, NOON + 2 * HOUR), (NOON, NOON + HOUR)])
    assert found == [(NOON, NOON + 2 * HOUR), later]


@pytest.mark.parametrize("day", CLOCK_CHANGES)
def test_a_night_of_a_clock_change_has_an_hour_more_or_less(day: date) -> None:
    [(start, end)] = stretches_of(day, [(time(0), time(6))], ZONE)
    assert end - start == (5 if day.month == 3 else 7) * HOUR


@pytest.mark.parametrize("day", CLOCK_CHANGES)
def test_the_days_around_a_clock_change_are_ordinary(day: date) -> None:
    for near in (day - timedelta(days=1), day + timedelta(days=1)):
        [stretch] = stretches_of(near, [(time(9), time(17))], ZONE)
        assert stretch == (at(f"{near} 09:00"), at(f"{near} 17:00"))


def test_hours_wholly_within_the_skipped_hour_give_no_stretch() -> None:
    assert stretches_of(date(2027, 3, 28), [(time(2), time(3))], ZONE) == []

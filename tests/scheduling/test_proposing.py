"""Which times are proposed instead, and when a parent hears of a change."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.scheduling.proposing import proposed
from bot.scheduling.reminders import news_due
from bot.scheduling.slots import Slot

ZONE = ZoneInfo("Europe/Amsterdam")
HALF = timedelta(minutes=30)


def local(day: int, hour: int, minute: int = 0) -> datetime:
    """Give a moment of November 2026 on the wall clock, in UTC."""
    return datetime(2026, 11, day, hour, minute, tzinfo=ZONE).astimezone(UTC)


def free(*starts: datetime) -> list[Slot]:
    """Make slots of half an hour."""
    return [Slot(start, start + HALF) for start in starts]


def test_each_proposed_time_is_the_first_of_another_half_day() -> None:
    slots = free(local(2, 9), local(2, 9, 15), local(2, 12), local(2, 13), local(4, 9), local(5, 9))
    assert proposed(slots, ZONE) == [local(2, 9), local(2, 12), local(4, 9)]


def test_where_half_days_are_few_more_times_of_one_are_proposed() -> None:
    slots = free(local(2, 9), local(2, 9, 15), local(2, 9, 30), local(2, 9, 45), local(3, 9))
    assert proposed(slots, ZONE) == [local(2, 9), local(2, 9, 15), local(3, 9)]
    assert proposed(slots[:1], ZONE) == [local(2, 9)]
    assert proposed([], ZONE) == []


def test_later_times_are_of_later_half_days() -> None:
    slots = free(local(2, 9), local(2, 9, 15), local(2, 13), local(2, 14), local(4, 9))
    assert proposed(slots, ZONE, after=local(2, 9)) == [local(2, 13), local(2, 14), local(4, 9)]
    assert proposed(slots, ZONE, after=local(4, 9)) == []


@pytest.mark.parametrize(
    ("hours", "at_once"), [(8, True), (12 - 1 / 60, True), (12, False), (30, False)]
)
def test_a_change_waits_for_the_end_of_quiet_hours_unless_the_talk_is_near(
    hours: float, *, at_once: bool
) -> None:
    now, opens = local(2, 21), local(3, 8)
    start = opens + timedelta(hours=hours)
    assert news_due(now, opens, start) == (now if at_once else opens)
    assert news_due(now, None, start) == now

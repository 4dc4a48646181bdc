"""Free slots, by example."""

from datetime import date, time, timedelta

import pytest

from bot.scheduling.calendar import Calendar
from bot.scheduling.slots import (
    BookingRules,
    Slot,
    Talk,
    WeeklyHours,
    clashes,
    gap,
    is_free,
    is_within,
    overlaps,
)
from tests.scheduling.moments import ZONE, at
from tests.scheduling.offering import EARLY, MONDAY, Hours, offered


def today(*times: str) -> list[str]:
    return [f"{MONDAY} {moment}" for moment in times]


def talk(start: str, end: str, place: str | None = "a") -> Talk:
    return Talk(at(f"{MONDAY} {start}"), at(f"{MONDAY} {end}"), place)


def test_a_start_is_offered_every_step_as_long_as_the_talk_ends_within_the_hours() -> None:
    assert offered([(0, "09:00", "10:00")]) == today("09:00", "09:15", "09:30")


def test_a_talk_longer_than_the_hours_is_never_offered() -> None:
    assert offered([(0, "09:00", "10:00")], minutes=61) == []


def test_steps_are_counted_from_the_start_of_the_hours() -> None:
    assert offered([(0, "09:05", "09:50")]) == today("09:05", "09:20")


def test_hours_of_another_weekday_do_not_count() -> None:
    assert offered([(1, "09:00", "10:00")]) == []


def test_overlapping_hours_are_one_stretch_and_offer_each_moment_once() -> None:
    overlapping: Hours = [(0, "09:20", "10:00"), (0, "09:00", "09:40"), (0, "09:00", "09:40")]
    assert offered(overlapping) == today("09:00", "09:15", "09:30")


def test_a_talk_may_run_over_hours_that_touch() -> None:
    touching: Hours = [(0, "09:00", "09:30"), (0, "09:30", "10:00")]
    assert offered(touching) == today("09:00", "09:15", "09:30")


def test_hours_that_end_before_they_start_offer_nothing() -> None:
    assert offered([(0, "10:00", "09:00")]) == []


@pytest.mark.parametrize(("now", "first"), [("07:00", "09:00"), ("07:01", "09:15")])
def test_a_talk_starts_at_least_the_notice_from_now(now: str, first: str) -> None:
    assert offered([(0, "09:00", "10:00")], now=at(f"{MONDAY} {now}"))[0] == f"{MONDAY} {first}"


def test_the_last_day_is_today_and_four_weeks() -> None:
    every_day: Hours = [(day, "09:00", "09:30") for day in range(7)]
    days = offered(every_day, now=at("2026-11-02 23:59"), rules=BookingRules())
    assert (days[0], days[-1]) == ("2026-11-03 09:00", "2026-11-30 09:00")


def test_on_a_closed_day_nothing_is_offered() -> None:
    every_day: Hours = [(day, "09:00", "09:30") for day in range(7)]
    rules = BookingRules(horizon_days=2)
    days = offered(every_day, closed=(date(2026, 11, 3),), rules=rules)
    assert days == ["2026-11-02 09:00", "2026-11-04 09:00"]


def test_the_buffer_is_kept_before_and_after_a_talk_at_the_same_place() -> None:
    rules = BookingRules(horizon_days=0, step=timedelta(minutes=5))
    found = offered([(0, "09:00", "11:10")], taken=(talk("09:40", "10:30"),), rules=rules)
    assert found == today("09:00", "10:40")


def test_travel_is_kept_before_and_after_a_talk_at_another_place() -> None:
    rules = BookingRules(horizon_days=0, step=timedelta(minutes=5))
    found = offered([(0, "09:00", "11:30")], taken=(talk("10:00", "10:30", "b"),), rules=rules)
    assert found == today("09:00", "11:00")


def test_the_parents_own_talk_may_touch_but_not_overlap() -> None:
    mine = (talk("09:30", "09:45", "far away"),)
    assert offered([(0, "09:00", "10:15")], mine=mine) == today("09:00", "09:45")


def test_a_short_talk_inside_a_long_one_does_not_hide_the_end_of_the_long_one() -> None:
    taken = (talk("09:00", "11:00"), talk("09:15", "09:30"))
    assert offered([(0, "09:00", "12:00")], taken=taken) == today("11:15", "11:30")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("a", "b", 30), ("a", "a", 10), (None, "a", 10), ("a", None, 10), (None, None, 10)],
)
def test_one_travels_only_between_two_different_places(
    one: str | None, other: str | None, expected: int
) -> None:
    assert gap(one, other, BookingRules()) == timedelta(minutes=expected)


def test_a_talk_clashes_until_the_gap_is_whole() -> None:
    slot = Slot(at(f"{MONDAY} 09:00"), at(f"{MONDAY} 09:30"))
    assert clashes(slot, "a", talk("09:39", "10:00"), BookingRules())
    assert not clashes(slot, "a", talk("09:40", "10:00"), BookingRules())
    assert clashes(slot, "a", talk("09:40", "10:00", "b"), BookingRules())
    assert not clashes(slot, "a", talk("08:00", "08:30", "b"), BookingRules())


def test_is_free_refuses_a_moment_beside_the_steps() -> None:
    start = at(f"{MONDAY} 09:00")
    free = [
        is_free(
            start + timedelta(minutes=late),
            hours=[WeeklyHours(0, time(9), time(10))],
            calendar=Calendar([]),
            taken=(),
            mine=(),
            minutes=30,
            place="a",
            rules=BookingRules(),
            now=EARLY,
            zone=ZONE,
        )
        for late in (0, 5, 15, 45)
    ]
    assert free == [True, False, True, False]


@pytest.mark.parametrize(
    ("start", "end", "inside"),
    [
        ("09:00", "09:30", True),
        ("10:45", "11:15", True),  # over the seam of two hours that touch
        ("08:55", "09:25", False),
        ("11:45", "12:15", False),
    ],
)
def test_a_talk_lies_in_the_hours_only_as_a_whole(start: str, end: str, inside: bool) -> None:  # noqa: FBT001
    hours = [WeeklyHours(0, time(9), time(11)), WeeklyHours(0, time(11), time(12))]
    slot = Slot(at(f"{MONDAY} {start}"), at(f"{MONDAY} {end}"))
    assert is_within(slot, hours, ZONE) is inside


def test_hours_overlap_when_they_share_time_on_one_day() -> None:
    morning = WeeklyHours(0, time(9), time(12))
    assert overlaps(morning, WeeklyHours(0, time(11, 55), time(13)))
    assert not overlaps(morning, WeeklyHours(0, time(12), time(13)))
    assert not overlaps(morning, WeeklyHours(1, time(9), time(12)))

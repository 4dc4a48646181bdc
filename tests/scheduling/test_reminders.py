"""Reminders, by example."""

from collections.abc import Callable
from datetime import date, time, timedelta

import pytest

from bot.scheduling.calendar import is_public_holiday
from bot.scheduling.reminders import (
    QuietHours,
    ReminderRules,
    coach_reminder,
    is_quiet,
    next_open,
    parent_reminders,
)
from tests.scheduling.moments import ZONE, at, wall

RULES, QUIET = ReminderRules(), QuietHours()
LONG_AGO = "2026-10-01 12:00"


def reminded(start: str, booked: str = LONG_AGO, rules: ReminderRules = RULES) -> list[str]:
    found = parent_reminders(at(start), at(booked), rules, QUIET, ZONE, is_public_holiday)
    return [f"{reminder.kind} {wall(reminder.due)}" for reminder in found]


def test_a_parent_is_reminded_three_days_before_on_the_eve_and_two_hours_before() -> None:
    assert reminded("2026-11-12 14:00") == [
        "days_before 2026-11-09 14:00",
        "eve 2026-11-11 17:00",
        "hours_before 2026-11-12 12:00",
    ]


@pytest.mark.parametrize(("booked", "count"), [("2026-11-08 13:59", 3), ("2026-11-08 14:00", 2)])
def test_three_days_before_only_if_booked_more_than_four_days_ahead(
    booked: str, count: int
) -> None:
    assert len(reminded("2026-11-12 14:00", booked)) == count


def test_a_reminder_before_the_opening_moves_to_the_evening_before() -> None:
    rules = ReminderRules(eve_at=time(12))
    assert reminded("2026-11-12 09:00", rules=rules)[-1] == "hours_before 2026-11-11 19:30"


def test_a_reminder_after_the_closing_moves_to_half_an_hour_before_it() -> None:
    assert reminded("2026-11-12 22:30")[-1] == "hours_before 2026-11-12 19:30"


def test_a_reminder_on_a_sunday_moves_to_saturday_evening() -> None:
    assert reminded("2026-11-09 14:00")[1:] == [
        "eve 2026-11-07 19:30",
        "hours_before 2026-11-09 12:00",
    ]


def test_a_reminder_at_easter_moves_before_easter_and_the_clock_change() -> None:
    # Good Friday and Easter Monday are public holidays; the clocks change on Easter Sunday.
    assert reminded("2027-03-30 14:00", "2027-03-01 12:00") == [
        "days_before 2027-03-27 14:00",
        "eve 2027-03-27 19:30",
        "hours_before 2027-03-30 12:00",
    ]


def test_good_friday_is_quiet() -> None:
    found = reminded("2027-03-29 14:00", "2027-03-01 12:00")
    assert found[0] == "days_before 2027-03-25 19:30"


@pytest.mark.parametrize(
    ("start", "three_days_before", "eve"),
    [
        ("2026-10-27 10:00", "2026-10-24 10:00", "2026-10-26 17:00"),
        ("2027-11-02 10:00", "2027-10-30 10:00", "2027-11-01 17:00"),
        ("2028-03-28 10:00", "2028-03-25 10:00", "2028-03-27 17:00"),
        ("2028-10-31 10:00", "2028-10-28 10:00", "2028-10-30 17:00"),
    ],
)
def test_over_a_clock_change_days_before_keeps_the_wall_time(
    start: str, three_days_before: str, eve: str
) -> None:
    found = reminded(start)
    assert found[:2] == [f"days_before {three_days_before}", f"eve {eve}"]


def test_reminders_are_in_the_order_in_which_they_are_due() -> None:
    found = reminded("2026-11-12 14:00", "2026-11-10 12:00", ReminderRules(hours_before=30))
    assert found == ["hours_before 2026-11-11 08:00", "eve 2026-11-11 17:00"]


def test_of_two_reminders_near_each_other_only_the_earlier_stays() -> None:
    assert reminded("2026-11-12 09:00", "2026-11-11 09:00") == ["eve 2026-11-11 17:00"]


@pytest.mark.parametrize(("hours", "count"), [(4, 2), (5, 1)])
def test_reminders_exactly_so_far_apart_both_stay(hours: int, count: int) -> None:
    rules = ReminderRules(eve_at=time(8), hours_before=24, apart=timedelta(hours=hours))
    assert len(reminded("2026-11-12 12:00", "2026-11-10 12:00", rules)) == count


@pytest.mark.parametrize(
    ("booked", "kinds"),
    [("2026-11-11 16:59", ["eve", "hours_before"]), ("2026-11-11 17:00", ["hours_before"])],
)
def test_a_reminder_not_after_the_booking_is_dropped(booked: str, kinds: list[str]) -> None:
    assert [found.split()[0] for found in reminded("2026-11-12 14:00", booked)] == kinds


def test_a_reminder_that_moves_before_the_booking_is_dropped_and_never_sent_later() -> None:
    assert reminded("2026-11-09 09:00", "2026-11-07 19:45") == []


def test_a_reminder_at_the_start_itself_is_dropped() -> None:
    rules = ReminderRules(days_before=0, hours_before=0)
    assert reminded("2026-11-12 14:00", rules=rules) == ["eve 2026-11-11 17:00"]


def test_the_coach_is_reminded_half_an_hour_before_also_early_in_the_morning() -> None:
    due = coach_reminder(at("2026-11-12 08:00"), at(LONG_AGO), RULES)
    assert due == at("2026-11-12 07:30")


@pytest.mark.parametrize(("booked", "reminds"), [("13:29", True), ("13:30", False)])
def test_the_coach_needs_no_reminder_of_what_was_just_booked(booked: str, *, reminds: bool) -> None:
    due = coach_reminder(at("2026-11-12 14:00"), at(f"2026-11-12 {booked}"), RULES)
    assert (due is not None) == reminds


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-11-12 07:59", True),
        ("2026-11-12 08:00", False),
        ("2026-11-12 19:59", False),
        ("2026-11-12 20:00", True),
        ("2026-11-08 12:00", True),
        ("2026-12-25 12:00", True),
        ("2026-12-24 12:00", False),
    ],
)
def test_quiet_is_the_night_sunday_and_public_holidays(moment: str, *, expected: bool) -> None:
    assert is_quiet(at(moment), QUIET, ZONE, is_public_holiday) == expected


@pytest.mark.parametrize(
    ("moment", "opening"),
    [
        ("2026-11-12 12:34", "2026-11-12 12:34"),
        ("2026-11-12 06:00", "2026-11-12 08:00"),
        ("2026-11-12 20:00", "2026-11-13 08:00"),
        ("2026-11-07 21:00", "2026-11-09 08:00"),
        ("2026-12-24 20:00", "2026-12-28 08:00"),
        ("2027-03-27 23:00", "2027-03-30 08:00"),
    ],
)
def test_the_next_open_moment_is_the_first_that_is_not_quiet(moment: str, opening: str) -> None:
    assert wall(next_open(at(moment), QUIET, ZONE, is_public_holiday)) == opening


@pytest.mark.parametrize(
    ("quiet", "is_holiday"),
    [(QuietHours(time(9), time(9)), is_public_holiday), (QUIET, lambda _day: True)],
)
def test_without_any_open_moment_nothing_is_sent_and_asking_for_one_is_a_fault(
    quiet: QuietHours, is_holiday: Callable[[date], bool]
) -> None:
    start, booked = at("2026-11-12 14:00"), at(LONG_AGO)
    assert parent_reminders(start, booked, RULES, quiet, ZONE, is_holiday) == ()
    with pytest.raises(ValueError, match="no moment to send"):
        next_open(start, quiet, ZONE, is_holiday)

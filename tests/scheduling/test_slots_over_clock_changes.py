"""Free slots when the clocks change."""

from datetime import timedelta

import pytest

from bot.scheduling.slots import BookingRules
from tests.scheduling.moments import at
from tests.scheduling.offering import offered


@pytest.mark.parametrize("day", ["2026-10-25", "2027-10-31", "2028-10-29"])
def test_in_autumn_the_repeated_hour_is_offered_twice(day: str) -> None:
    found = offered(
        [(6, "01:30", "03:30")],
        now=at(f"{day} 00:00") - timedelta(hours=4),
        rules=BookingRules(horizon_days=1, step=timedelta(minutes=30)),
    )
    repeated = ["01:30", "02:00", "02:30", "02:00", "02:30", "03:00"]
    assert found == [f"{day} {moment}" for moment in repeated]


@pytest.mark.parametrize("day", ["2027-03-28", "2028-03-26"])
def test_in_spring_the_skipped_hour_is_not_offered_and_a_talk_runs_over_it(day: str) -> None:
    found = offered(
        [(6, "01:15", "03:45")],
        now=at(f"{day} 00:00") - timedelta(hours=4),
        rules=BookingRules(horizon_days=1, step=timedelta(minutes=15)),
    )
    assert found == [f"{day} {moment}" for moment in ("01:15", "01:30", "01:45", "03:00", "03:15")]


@pytest.mark.parametrize(
    ("hours", "expected"),
    [(("02:15", "02:45"), []), (("02:15", "03:30"), ["03:00"]), (("01:30", "02:30"), ["01:30"])],
)
def test_hours_that_the_clocks_skip_are_cut_off(
    hours: tuple[str, str], expected: list[str]
) -> None:
    found = offered([(6, *hours)], now=at("2027-03-27 12:00"), rules=BookingRules(horizon_days=1))
    assert found == [f"2027-03-28 {moment}" for moment in expected]


def test_hours_within_the_repeated_hour_come_back_as_two_stretches() -> None:
    found = offered(
        [(6, "02:15", "02:45")], now=at("2026-10-24 12:00"), rules=BookingRules(horizon_days=1)
    )
    assert found == ["2026-10-25 02:15", "2026-10-25 02:15"]


def test_after_a_clock_change_the_hours_keep_their_wall_time() -> None:
    rules = BookingRules(horizon_days=4)
    found = offered(
        [(4, "09:00", "09:30"), (0, "09:00", "09:30")], now=at("2026-10-23 00:00"), rules=rules
    )
    assert found == ["2026-10-23 09:00", "2026-10-26 09:00"]

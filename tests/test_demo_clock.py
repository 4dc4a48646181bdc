"""The demo shows free times on every day of the year."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.demo import school_time
from bot.settings import read_config

TOWN = read_config(Path(__file__).parents[1] / "kansencoach.example.toml").municipality


@pytest.mark.parametrize(
    ("today", "shown"),
    [
        (datetime(2026, 11, 23, 14, 30, tzinfo=UTC), datetime(2026, 11, 23, 14, 30, tzinfo=UTC)),
        (datetime(2027, 7, 20, 14, 30, tzinfo=UTC), datetime(2027, 8, 23, 7, 0, tzinfo=UTC)),
        (datetime(2026, 12, 24, 14, 30, tzinfo=UTC), datetime(2027, 1, 4, 8, 0, tzinfo=UTC)),
    ],
    ids=["school", "summer", "christmas"],
)
def test_in_the_holidays_the_demo_begins_on_the_first_morning_of_school(
    today: datetime, shown: datetime
) -> None:
    assert school_time(today, TOWN) == shown

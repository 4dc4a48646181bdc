"""Moments for the property tests: years of them, often near a change of the clocks."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import settings
from hypothesis import strategies as st

ZONE = ZoneInfo("Europe/Amsterdam")
CLOCK_CHANGES = (
    date(2026, 10, 25),
    date(2027, 3, 28),
    date(2027, 10, 31),
    date(2028, 3, 26),
    date(2028, 10, 29),
)
THOROUGH = settings(deadline=None, max_examples=150, derandomize=True)

_ANYWHERE = st.integers(0, 3 * 366 * 24 * 60).map(
    lambda minute: datetime(2026, 9, 1, tzinfo=UTC) + timedelta(minutes=minute)
)
_NEAR_A_CHANGE = st.builds(
    lambda day, minute: (
        datetime(day.year, day.month, day.day, 1, tzinfo=UTC) + timedelta(minutes=minute)
    ),
    st.sampled_from(CLOCK_CHANGES),
    st.integers(-3 * 24 * 60, 3 * 24 * 60),
)
MOMENTS = st.one_of(_NEAR_A_CHANGE, _ANYWHERE)


def at(text: str) -> datetime:
    """Read "2026-11-03 10:00" as Amsterdam wall time."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE).astimezone(UTC)


def wall(moment: datetime) -> str:
    """Write a moment as `at` reads it."""
    return f"{moment.astimezone(ZONE):%Y-%m-%d %H:%M}"

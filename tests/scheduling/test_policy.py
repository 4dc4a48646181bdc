"""Who may book, move and cancel."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.scheduling.policy import (
    may_book,
    may_call_off,
    may_change,
    may_say_late,
    may_say_outcome,
)
from bot.scheduling.slots import BookingRules

START = datetime(2026, 11, 3, 9, tzinfo=UTC)
BEFORE = START - timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("coming", "outcome"), [(0, None), (2, None), (3, "too_many"), (4, "too_many")]
)
def test_a_parent_has_at_most_three_coming_appointments(coming: int, outcome: str | None) -> None:
    assert may_book(coming, BookingRules()) == outcome


def test_the_municipality_sets_how_many() -> None:
    assert may_book(1, BookingRules(most_coming=1)) == "too_many"


def test_a_parent_may_change_an_own_booked_talk_until_it_begins() -> None:
    assert may_change(owner=1, asker=1, start=START, booked=True, now=BEFORE) is None


@pytest.mark.parametrize("now", [START, START + timedelta(days=1)])
def test_from_its_start_on_it_is_too_late(now: datetime) -> None:
    assert may_change(owner=1, asker=1, start=START, booked=True, now=now) == "too_late"


@pytest.mark.parametrize("now", [BEFORE, START])
def test_a_cancelled_talk_is_gone_whenever_one_asks(now: datetime) -> None:
    assert may_change(owner=1, asker=1, start=START, booked=False, now=now) == "gone"


@pytest.mark.parametrize("booked", [True, False])
@pytest.mark.parametrize("now", [BEFORE, START])
def test_a_stranger_learns_only_that_it_is_not_theirs(now: datetime, *, booked: bool) -> None:
    assert may_change(owner=1, asker=2, start=START, booked=booked, now=now) == "not_yours"


# --- the coach


def test_a_coach_may_call_off_a_booked_talk_until_it_begins() -> None:
    assert may_call_off(start=START, booked=True, now=BEFORE) is None
    assert may_call_off(start=START, booked=True, now=START) == "too_late"
    assert may_call_off(start=START, booked=False, now=BEFORE) == "gone"


@pytest.mark.parametrize(
    ("minutes", "outcome"),
    [(-61, "too_soon"), (-60, None), (0, None), (30, None), (31, "too_late")],
)
def test_a_coach_may_say_to_be_late_from_an_hour_before_until_half_an_hour_after(
    minutes: int, outcome: str | None
) -> None:
    now = START + timedelta(minutes=minutes)
    assert may_say_late(start=START, booked=True, now=now) == outcome
    assert may_say_late(start=START, booked=False, now=now) == "gone"


@pytest.mark.parametrize(
    ("now", "outcome"), [(BEFORE, "too_soon"), (START, None), (START + timedelta(days=9), None)]
)
def test_what_became_of_a_talk_may_be_said_from_its_start_on(
    now: datetime, outcome: str | None
) -> None:
    assert may_say_outcome(start=START, cancelled=False, now=now) == outcome
    assert may_say_outcome(start=START, cancelled=True, now=now) == "gone"

"""A time of the day is read as people type it."""

from typing import cast

import pytest

from bot.conversation.turn import Said, Shared
from bot.services.hours import NO_CLOCK, OFF_GRID, clock
from bot.services.snapshot import Snapshot

NOBODY = cast("Snapshot", None)  # who types it does not matter


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("9", "09:00"),
        ("9:05", "09:05"),
        ("09.30", "09:30"),
        ("13u30", "13:30"),
        (" 13 u 30 ", "13:30"),
        ("9 uur", "09:00"),
        ("9:30 uur", "09:30"),
        ("٩:٣٠", "09:30"),
        ("0:00", "00:00"),
    ],
)
def test_a_time_is_read(typed: str, read: str) -> None:
    assert clock(NOBODY, Said(typed), {}) == read


@pytest.mark.parametrize(
    "typed", ["", "half tien", "24:00", "9:60", "930", "9:3", "-9", "9:00-12:00"]
)
def test_what_is_no_time_is_refused_in_words(typed: str) -> None:
    assert clock(NOBODY, Said(typed), {}) == NO_CLOCK


def test_a_time_between_the_cells_and_a_contact_are_refused() -> None:
    assert clock(NOBODY, Said("9:07"), {}) == OFF_GRID
    assert clock(NOBODY, Shared("0612345678", own=True), {}) == NO_CLOCK

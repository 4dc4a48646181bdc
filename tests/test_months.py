"""A page of days is a month as on a wall calendar."""

from datetime import date

from bot.conversation.drawing import ROWS
from bot.services.months import MONTHS, grid, month_of

THURSDAY = date(2026, 12, 31)


def _page(number: int) -> list[str]:
    choices = grid(THURSDAY)[number * 7 * ROWS : (number + 1) * 7 * ROWS]
    return [str(choice.label) if not choice.blank else "-" for choice in choices]


def test_every_page_is_as_large_as_the_engine_shows_and_a_year_fits() -> None:
    assert len(grid(THURSDAY)) == MONTHS * 7 * ROWS
    assert month_of(THURSDAY, MONTHS - 1) == date(2027, 11, 1)


def test_days_stand_under_their_names_monday_first_and_past_ones_cannot_be_chosen() -> None:
    december, january = _page(0), _page(1)
    assert december[:7] == ["-"] * 7
    assert [day for day in december if day != "-"] == ["31"]
    assert december.index("31") % 7 == THURSDAY.weekday()
    assert january.index("1") == 7 + date(2027, 1, 1).weekday()
    assert [day for day in january if day != "-"] == [f"{day}" for day in range(1, 32)]


def test_each_day_can_be_chosen_once() -> None:
    days = [choice.id for choice in grid(THURSDAY) if not choice.blank]
    assert len(days) == len(set(days)) == 1 + 334

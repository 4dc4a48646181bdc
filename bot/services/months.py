"""Days to choose from as on a wall calendar: a page a month, a row a week, Monday first."""

from calendar import Calendar
from collections.abc import Iterator
from datetime import date, timedelta

from bot.conversation.drawing import BLANK, DOT
from bot.conversation.model import Choice
from bot.conversation.words import Dated

MONTHS = 12  # pages
WEEKS = 6  # rows of a page, below the names of the days
MONDAY = date(2024, 1, 1)  # any will do
_CALENDAR = Calendar()


def grid(first: date) -> list[Choice]:
    """Give the pages from the month of this day on; the days before it cannot be chosen."""
    return [choice for number in range(MONTHS) for choice in _page(month_of(first, number), first)]


def month_of(first: date, page: int) -> date:
    """Give the first day of the month on a page."""
    years, month = divmod(first.month - 1 + page, 12)
    return date(first.year + years, month + 1, 1)


def _page(month: date, earliest: date) -> Iterator[Choice]:
    for number in range(7):
        yield Choice(BLANK, Dated(MONDAY + timedelta(days=number), "initial"), blank=True)
    days = [day for week in _CALENDAR.monthdatescalendar(month.year, month.month) for day in week]
    for day in days:
        if day.month == month.month and day >= earliest:
            yield Choice(day.isoformat(), f"{day.day}")
        else:
            yield Choice(BLANK, DOT, blank=True)
    for _ in range(7 * WEEKS - len(days)):
        yield Choice(BLANK, DOT, blank=True)

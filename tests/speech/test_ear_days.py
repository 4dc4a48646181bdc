"""Every day and weekday that a screen can show is said in full, in every language."""

from datetime import date, timedelta

import pytest

from bot.conversation.words import Dated
from bot.i18n import catalog
from bot.i18n.dates import Width, full, other
from tests.speech.ears import CODES, ear, said


@pytest.mark.parametrize("code", CODES)
def test_every_day_that_the_screen_can_show_is_said_in_full(code: str) -> None:
    locale = catalog.read(code).locale
    assert locale is not None
    months = ear(code).days.months
    for day in (date(2026, 1, 3) + timedelta(days=5 * step) for step in range(72)):
        for today in (date(2026, 1, 1), date(2025, 1, 1)):
            whole = said(code, full(day, locale, today))
            short = {said(code, full(day, locale, today, width)) for width in Width}
            assert short == {whole}
            assert f" {months[day.month - 1]}" in whole
            assert months[day.month - 1] in said(code, other(Dated(day, "short"), locale, today))


@pytest.mark.parametrize("code", CODES)
def test_a_weekday_of_few_letters_is_said_in_full_before_a_time(code: str) -> None:
    locale = catalog.read(code).locale
    assert locale is not None
    for day in (date(2026, 11, 30) + timedelta(days=step) for step in range(7)):
        initial, weekday = (other(Dated(day, form), locale, day) for form in ("initial", "weekday"))
        assert said(code, f"{initial} 9:00–12:00") == said(code, f"{weekday} 9:00–12:00")
        assert said(code, initial) == said(code, weekday)

"""Days and times are words in each of the thirteen languages: weekday, day, month, part of day."""

from datetime import date, time, timedelta

import pytest
from babel import Locale

from bot.conversation.words import MOST_LABEL, Dated, Lines, Say
from bot.i18n import Languages
from bot.settings import LANGUAGES

MONDAY = date(2026, 1, 5)
TODAY = date(2026, 11, 26)
DATES = {"ar": "ar_SY", "en": "en_GB", "fa": "fa_AF"}  # the others are written as their code tells
CLOCKS = [time(9, 30), time(13, 45), time(19)]  # in the morning, in the afternoon, in the evening
MARKS = str.maketrans("", "", "\u2068\u2069")
# Read by us in CLDR and written down; a new release that says otherwise is to be looked at.
KNOWN = {
    "nl": "dinsdag 8 december",
    "en": "Tuesday, 8 December",
    "ar": "الثلاثاء، 8 كانون الأول",
    "uk": "вівторок, 8 грудня",
    "pl": "wtorek, 8 grudnia",
    "tr": "8 Aralık Salı",
    "ti": "ሰሉስ፣ 8 ታሕሳስ",
    "fa": "سه‌شنبه 8 دسمبر",
    "ro": "marți, 8 decembrie",
    "bg": "вторник, 8 декември",
    "so": "Talaado, Diseembar 8",
    "ru": "вторник, 8 декабря",
    "de": "Dienstag, 8. Dezember",
}


@pytest.fixture(scope="module")
def languages() -> Languages:
    return Languages(LANGUAGES)


def days() -> list[date]:
    """Give every weekday in every month of a year."""
    return [
        first + timedelta(days=number)
        for month in range(1, 13)
        for first in [date(2026, month, 8)]
        for number in range(7)
    ]


def locale_of(code: str) -> Locale:
    return Locale.parse(DATES.get(code, code))


def test_the_table_has_all_thirteen_languages() -> None:
    assert set(KNOWN) == set(LANGUAGES)
    assert len(LANGUAGES) == 13


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_known_day_reads_as_it_was_written_down(languages: Languages, code: str) -> None:
    assert languages.render(date(2026, 12, 8), code, TODAY) == KNOWN[code]


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_weekday_of_every_month_is_in_letters_and_the_day_in_latin_digits(
    languages: Languages, code: str
) -> None:
    names = locale_of(code)
    for day in days():
        text = languages.render(day, code, TODAY)
        assert names.days["format"]["wide"][day.weekday()] in text
        assert names.months["format"]["wide"][day.month] in text
        assert [part for part in text if part.isdigit()] == list(f"{day.day}")
        assert f"{day.year}" in languages.render(day, code, date(2025, 12, 31))


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_two_days_of_a_year_read_alike(languages: Languages, code: str) -> None:
    year = [date(2026, 1, 1) + timedelta(days=number) for number in range(365)]
    assert len({languages.render(day, code, TODAY) for day in year}) == 365


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_time_has_24_hours_and_one_of_three_parts_of_the_day(
    languages: Languages, code: str
) -> None:
    said = [languages.render(clock, code, TODAY).translate(MARKS) for clock in CLOCKS]
    for text, clock in zip(said, CLOCKS, strict=True):
        assert clock.isoformat("minutes") in text
    parts = {text.replace(f"{clock:%H:%M}", "") for text, clock in zip(said, CLOCKS, strict=True)}
    assert len(parts) == len(CLOCKS)


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("clock", CLOCKS)
def test_when_it_is_stands_on_two_lines_the_day_and_then_the_time(
    languages: Languages, code: str, clock: time
) -> None:
    said = {languages.render(Lines((day, clock)), code, TODAY) for day in days()}
    assert len(said) == len(days())
    for text in said:
        first, second = text.translate(MARKS).splitlines()
        assert any(char.isalpha() for char in first)
        assert f"{clock:%H:%M}" in second
        assert f"{clock:%H:%M}" not in first
        assert not any(char in "-/." for char in first.replace(". ", " "))


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_day_on_a_button_is_not_cut_and_still_tells_which_it_is(
    languages: Languages, code: str
) -> None:
    labels = [languages.label(day, code, TODAY) for day in days()]
    assert max(map(len, labels)) <= MOST_LABEL
    assert len(set(labels)) == len(labels)


def test_a_day_is_only_shortened_where_it_must_be(languages: Languages) -> None:
    said = Say("{day} {clock}", {"day": date(2026, 12, 8), "clock": "10:00"})
    assert languages.label(date(2026, 12, 8), "pl", TODAY) == "wtorek, 8 grudnia"
    assert languages.label(date(2026, 10, 14), "pl", TODAY) == "środa, 14 października"
    assert languages.label(date(2026, 10, 12), "pl", TODAY) == "poniedziałek, 12 paź"
    assert languages.label(said, "nl", TODAY) == "dinsdag 8 december 10:00"
    assert languages.label(said, "de", TODAY) == "Dienstag, 8. Dez. 10:00"


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("form", ["month", "weekday", "initial"])
def test_names_of_months_and_weekdays_are_letters(
    languages: Languages, code: str, form: str
) -> None:
    said = [languages.render(Dated(day, form), code, TODAY) for day in days()[:7]]
    for text in said:
        assert any(char.isalpha() for char in text)
        assert not any(char.isdigit() for char in text.replace("2026", ""))
    assert len(set(said)) == (1 if form == "month" else 7)


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_short_day_has_its_month_in_letters(languages: Languages, code: str) -> None:
    for day in days():
        text = languages.render(Dated(day, "short"), code, TODAY)
        assert any(char.isalpha() for char in text)
        assert f"{day.day}" in text
        assert "2026" not in text

"""Open and closed days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.scheduling.calendar import (
    REGIONS,
    Calendar,
    Layer,
    Span,
    is_public_holiday,
    national_layer,
    school_holidays_known,
    school_layer,
)
from tests.scheduling.moments import THOROUGH

MONDAY = date(2026, 11, 2)
WEEK = Span(MONDAY, MONDAY + timedelta(days=6))


def spans(*days: tuple[date, date]) -> tuple[Span, ...]:
    return tuple(Span(first, last) for first, last in days)


def test_a_calendar_without_layers_is_always_open() -> None:
    assert Calendar([]).is_open(MONDAY)


def test_a_span_holds_its_first_and_last_day_and_no_other() -> None:
    calendar = Calendar([Layer("week", closed=(WEEK,))])
    closed = [day for n in range(-3, 12) if not calendar.is_open(day := MONDAY + timedelta(days=n))]
    assert closed == [MONDAY + timedelta(days=n) for n in range(7)]


def test_a_later_layer_opens_what_an_earlier_one_closed() -> None:
    calendar = Calendar([Layer("a", closed=(WEEK,)), Layer("b", opened=(Span(MONDAY, MONDAY),))])
    assert calendar.is_open(MONDAY)
    assert calendar.closed_by(MONDAY + timedelta(days=1)) == "a"


def test_a_later_layer_closes_what_an_earlier_one_opened_and_gives_its_name() -> None:
    calendar = Calendar([Layer("a", opened=(WEEK,)), Layer("b", closed=(WEEK,))])
    assert calendar.closed_by(MONDAY) == "b"


def test_within_a_layer_opened_wins_over_closed() -> None:
    assert Calendar([Layer("a", closed=(WEEK,), opened=(WEEK,))]).is_open(MONDAY)


DAYS = st.integers(0, 8).map(lambda n: MONDAY + timedelta(days=n))
SPANS = st.lists(st.tuples(DAYS, DAYS).map(lambda pair: Span(min(pair), max(pair))), max_size=2)
LAYERS = st.lists(st.tuples(SPANS, SPANS), max_size=4)


@THOROUGH
@given(LAYERS, DAYS)
def test_the_last_layer_that_speaks_about_a_day_decides(
    plain: list[tuple[list[Span], list[Span]]], day: date
) -> None:
    layers = [Layer(str(n), tuple(shut), tuple(open_)) for n, (shut, open_) in enumerate(plain)]
    expected = None
    for layer in layers:
        if any(span.first <= day <= span.last for span in layer.closed):
            expected = layer.name
        if any(span.first <= day <= span.last for span in layer.opened):
            expected = None
    assert Calendar(layers).closed_by(day) == expected


def test_the_school_holidays_of_the_north_are_the_published_ones_with_their_weekends() -> None:
    found = school_layer("Noord", (2026, 2027, 2028))
    year = [s for s in found.closed if date(2026, 9, 1) <= s.first <= date(2028, 8, 31)]
    assert tuple(year) == spans(
        (date(2026, 10, 10), date(2026, 10, 18)),
        (date(2026, 12, 19), date(2027, 1, 3)),
        (date(2027, 2, 20), date(2027, 2, 28)),
        (date(2027, 4, 24), date(2027, 5, 2)),
        (date(2027, 7, 10), date(2027, 8, 22)),
        (date(2027, 10, 16), date(2027, 10, 24)),
        (date(2027, 12, 25), date(2028, 1, 9)),
        (date(2028, 2, 19), date(2028, 2, 27)),
        (date(2028, 4, 29), date(2028, 5, 7)),
        (date(2028, 7, 15), date(2028, 8, 27)),
    )


@pytest.mark.parametrize("region", REGIONS)
def test_every_school_holiday_runs_from_a_saturday_to_a_sunday(region: str) -> None:
    for span in school_layer(region, range(2026, 2030)).closed[1:-1]:
        assert (span.first.weekday(), span.last.weekday()) == (5, 6)


def test_the_regions_differ() -> None:
    assert len({school_layer(region, (2027,)) for region in REGIONS}) == 3


@pytest.mark.parametrize("region", REGIONS)
def test_school_holidays_are_known_until_2029_and_in_part_for_2030(region: str) -> None:
    known = [year for year in range(2026, 2035) if school_holidays_known(region, year)]
    assert known == [2026, 2027, 2028, 2029]
    assert Span(date(2030, 4, 27), date(2030, 5, 5)) in school_layer(region, (2030,)).closed


def test_a_year_without_data_gives_an_empty_layer() -> None:
    assert school_layer("Noord", (2031, 2040)) == Layer("school holiday")


def test_public_holidays_are_the_national_ones() -> None:
    assert national_layer("Noord", (2027,)) == Layer(
        "public holiday",
        closed=spans(
            (date(2027, 1, 1), date(2027, 1, 1)),
            (date(2027, 3, 26), date(2027, 3, 26)),
            (date(2027, 3, 28), date(2027, 3, 29)),
            (date(2027, 4, 27), date(2027, 4, 27)),
            (date(2027, 5, 6), date(2027, 5, 6)),
            (date(2027, 5, 16), date(2027, 5, 17)),
            (date(2027, 12, 25), date(2027, 12, 26)),
        ),
    )


def test_liberation_day_is_a_public_holiday_every_fifth_year_only() -> None:
    years = [year for year in range(2026, 2036) if is_public_holiday(date(year, 5, 5))]
    assert years == [2030, 2035]


def test_an_ordinary_sunday_is_no_public_holiday() -> None:
    assert not is_public_holiday(date(2026, 11, 8))
    assert is_public_holiday(date(2026, 12, 25))


def test_a_school_may_open_a_day_of_the_school_holidays() -> None:
    day = date(2026, 10, 12)
    holidays = school_layer("Noord", (2026,))
    assert Calendar([holidays]).closed_by(day) == "school holiday"
    assert Calendar([holidays, Layer("school", opened=(Span(day, day),))]).is_open(day)


def test_an_absence_closes_a_day_that_the_school_has_opened_and_no_other() -> None:
    tuesday, wednesday = MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)
    school = Layer("school", closed=(Span(MONDAY, tuesday),), opened=(Span(tuesday, wednesday),))
    away = Calendar([school]).below(Layer("coach", (Span(tuesday, tuesday),)))
    assert [away.closed_by(day) for day in (MONDAY, tuesday, wednesday)] == [
        "school",
        "coach",
        None,
    ]

"""Free slots, by property, over years with changes of the clocks."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.scheduling.calendar import Calendar, Layer, Span
from bot.scheduling.slots import BookingRules, Slot, Talk, WeeklyHours, free_slots, is_free
from tests.scheduling.moments import MOMENTS, THOROUGH, ZONE

FIVE = timedelta(minutes=5)


@dataclass(frozen=True)
class Case:
    """One question to the rules."""

    hours: tuple[WeeklyHours, ...]
    closed: frozenset[date]
    taken: tuple[Talk, ...]
    mine: tuple[Talk, ...]
    minutes: int
    place: str | None
    rules: BookingRules
    now: datetime

    def calendar(self) -> Calendar:
        """Close the closed days."""
        return Calendar([Layer("closed", tuple(Span(day, day) for day in sorted(self.closed)))])

    def slots(self) -> list[Slot]:
        """Ask for all."""
        return free_slots(
            hours=self.hours,
            calendar=self.calendar(),
            taken=self.taken,
            mine=self.mine,
            minutes=self.minutes,
            place=self.place,
            rules=self.rules,
            now=self.now,
            zone=ZONE,
        )

    def checker(self) -> Callable[[datetime], bool]:
        """Ask for one moment at a time."""
        calendar = self.calendar()
        return lambda start: is_free(
            start,
            hours=self.hours,
            calendar=calendar,
            taken=self.taken,
            mine=self.mine,
            minutes=self.minutes,
            place=self.place,
            rules=self.rules,
            now=self.now,
            zone=ZONE,
        )


def wall_times(first: int, last: int) -> st.SearchStrategy[time]:
    """Draw times on the 5-minute grid between two hours."""
    return st.integers(first * 12, last * 12 + 11).map(lambda n: time(n // 12, n % 12 * 5))


NIGHT, DAY = st.tuples(wall_times(0, 2), wall_times(2, 5)), st.tuples(*[wall_times(7, 18)] * 2)
HOURS = st.builds(
    lambda day, pair: WeeklyHours(day, min(pair), max(pair)),
    st.sampled_from([6, 6, 0, 1, 2, 3, 4, 5]),  # clocks change on Sundays
    st.one_of(NIGHT, DAY),
)
PLACES = st.sampled_from(["a", "b", None])


@st.composite
def cases(draw: st.DrawFn, most_days: int = 10) -> Case:
    """Draw a coach's weeks around a moment."""
    now = draw(MOMENTS)
    hours = tuple(draw(st.lists(HOURS, min_size=1, max_size=6)))
    days = st.integers(0, most_days).map(lambda n: now.astimezone(ZONE).date() + timedelta(n))
    clear = Case(
        hours=hours,
        closed=draw(st.frozensets(days, max_size=2)),
        taken=(),
        mine=(),
        minutes=draw(st.sampled_from([5, 15, 30, 60])),
        place=draw(PLACES),
        rules=BookingRules(
            notice=draw(st.sampled_from([timedelta(0), timedelta(hours=2), timedelta(days=1)])),
            horizon_days=draw(st.integers(0, most_days)),
            step=draw(st.sampled_from([5, 15, 20])) * timedelta(minutes=1),
        ),
        now=now,
    )
    # Talks stand where slots were, or they would seldom be in the way.
    starts = [slot.start for slot in clear.slots()] or [now]
    talks = st.builds(
        lambda start, shift, length, place: Talk(
            start + shift * FIVE, start + (shift + length) * FIVE, place
        ),
        st.sampled_from(starts), st.integers(-6, 6), st.integers(1, 12), PLACES,
    )  # fmt: skip
    lists = st.lists(talks, max_size=5).map(tuple)
    return replace(clear, taken=draw(lists), mine=draw(lists))


@THOROUGH
@given(cases())
def test_every_minute_of_a_slot_lies_in_the_hours_of_its_local_day(case: Case) -> None:
    for slot in case.slots():
        for n in range(case.minutes // 5):
            local = (slot.start + n * FIVE).astimezone(ZONE)
            assert any(
                entry.weekday == local.weekday() and entry.start <= local.time() < entry.end
                for entry in case.hours
            )


@THOROUGH
@given(cases())
def test_a_slot_keeps_notice_horizon_and_closed_days(case: Case) -> None:
    last = case.now.astimezone(ZONE).date() + timedelta(days=case.rules.horizon_days)
    for slot in case.slots():
        day = slot.start.astimezone(ZONE).date()
        assert slot.start - case.now >= case.rules.notice
        assert day <= last
        assert day not in case.closed


@THOROUGH
@given(cases())
def test_a_slot_keeps_buffer_and_travel_from_the_coachs_talks(case: Case) -> None:
    for slot in case.slots():
        for talk in case.taken:
            elsewhere = {case.place, talk.place} == {"a", "b"}
            between = timedelta(minutes=30 if elsewhere else 10)
            assert slot.end + between <= talk.start or talk.end + between <= slot.start


@THOROUGH
@given(cases())
def test_a_slot_overlaps_none_of_the_parents_own_talks(case: Case) -> None:
    for slot in case.slots():
        assert all(slot.end <= talk.start or talk.end <= slot.start for talk in case.mine)


@THOROUGH
@given(cases())
def test_slots_are_sorted_unique_and_as_long_as_the_talk(case: Case) -> None:
    slots = case.slots()
    starts = [slot.start for slot in slots]
    assert starts == sorted(set(starts))
    assert all(slot.end - slot.start == timedelta(minutes=case.minutes) for slot in slots)


@settings(THOROUGH, max_examples=80)
@given(cases(most_days=2))
def test_is_free_says_yes_to_the_free_slots_and_to_no_other_moment(case: Case) -> None:
    free = case.checker()
    first = case.now.replace(minute=case.now.minute // 5 * 5) - timedelta(days=1)
    grid = (first + n * FIVE for n in range(5 * 288))
    assert [slot.start for slot in case.slots()] == [start for start in grid if free(start)]


@THOROUGH
@given(cases())
def test_is_free_agrees_beside_the_grid_too(case: Case) -> None:
    free, starts = case.checker(), {slot.start for slot in case.slots()}
    for start in sorted(starts)[:20]:
        for shift in (-1, 0, 1):
            moment = start + timedelta(minutes=shift)
            assert free(moment) == (moment in starts)

"""The 5-minute grid under the database's primary key."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.scheduling.slots import cells
from tests.scheduling.moments import MOMENTS, THOROUGH


def test_cells_are_counted_from_the_epoch() -> None:
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    assert cells(epoch, epoch + timedelta(minutes=15)) == range(3)
    assert cells(epoch - timedelta(minutes=5), epoch) == range(-1, 0)


@THOROUGH
@given(MOMENTS, st.integers(0, 20_000))
def test_cells_are_exactly_those_that_the_time_touches(start: datetime, seconds: int) -> None:
    end = start + timedelta(seconds=seconds)
    epoch, cell = datetime(1970, 1, 1, tzinfo=UTC), timedelta(minutes=5)
    found = cells(start, end)
    nearby = range((start - epoch) // cell - 3, (end - epoch) // cell + 4)
    assert set(found) == {
        n
        for n in nearby
        if epoch + n * cell < end and start < epoch + (n + 1) * cell and start < end
    }


@THOROUGH
@given(MOMENTS, st.integers(1, 40), st.integers(-40, 40), st.integers(1, 40))
def test_on_the_grid_times_share_a_cell_exactly_when_they_overlap(
    moment: datetime, length: int, later: int, other_length: int
) -> None:
    cell = timedelta(minutes=5)
    start = moment - timedelta(minutes=moment.minute % 5)
    other = start + later * cell
    end, other_end = start + length * cell, other + other_length * cell
    shared = set(cells(start, end)) & set(cells(other, other_end))
    assert bool(shared) == (start < other_end and other < end)

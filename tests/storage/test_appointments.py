"""Appointments in the database: the cells of the grid make a double booking impossible."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.scheduling.slots import cells
from storage import appointments, desks
from storage.appointments import Appointment, Cells, TakenError
from storage.database import Database
from tests.keys import SEALER

START = datetime(2026, 12, 8, 9, 0, tzinfo=UTC)
BUFFER = timedelta(minutes=10)
TALK = Appointment(
    id="one",
    parent=1,
    coach="anna",
    school="lutten",
    topic="money",
    kind="school",
    interpreter=False,
    language="nl",
    name="Sanne",
    phone=None,
    place="lutten",
    start=START,
    end=START + timedelta(minutes=30),
    state="booked",
    sequence=0,
    booked=START - timedelta(days=3),
)


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = await Database.open(tmp_path / "b.sqlite3", SEALER)
    yield opened
    await opened.close()


def claim(item: Appointment) -> Cells:
    """Claim as the program does: the coach's buffer included."""
    return Cells(cells(item.start, item.end + BUFFER), cells(item.start, item.end))


def later(minutes: int, **changes: object) -> Appointment:
    """Another appointment, so many minutes after the first."""
    start = START + timedelta(minutes=minutes)
    moved = replace(TALK, id="two", start=start, end=start + timedelta(minutes=30))
    return replace(moved, **changes)  # type: ignore[arg-type]


async def add(database: Database, item: Appointment) -> None:
    """Book in a transaction of its own."""
    async with database.transaction() as connection:
        await appointments.add(connection, item, claim(item))


async def move(database: Database, item: Appointment) -> None:
    """Move in a transaction of its own."""
    async with database.transaction() as connection:
        await appointments.move(connection, item, claim(item))


async def test_an_appointment_is_read_as_it_was_written(database: Database) -> None:
    await add(database, TALK)
    assert await appointments.find(database.reader, "one") == TALK


@pytest.mark.parametrize("minutes", [-39, -30, -5, 0, 15, 30, 39])
async def test_a_coach_has_no_two_talks_within_the_buffer(database: Database, minutes: int) -> None:
    await add(database, TALK)
    with pytest.raises(TakenError):
        await add(database, later(minutes, parent=2))
    assert await appointments.find(database.reader, "two") is None


@pytest.mark.parametrize("minutes", [-40, 40])
async def test_beyond_the_buffer_the_coach_is_free(database: Database, minutes: int) -> None:
    await add(database, TALK)
    await add(database, later(minutes, parent=2))
    assert await appointments.find(database.reader, "two") is not None


async def test_a_refused_claim_leaves_the_rest_of_its_transaction_alone(
    database: Database,
) -> None:
    await add(database, TALK)
    async with database.transaction() as connection:
        with pytest.raises(TakenError):
            await appointments.add(connection, later(5, parent=2), claim(later(5)))
        await appointments.add(connection, later(60, id="three", parent=3), claim(later(60)))
    assert await appointments.find(database.reader, "two") is None
    assert await appointments.find(database.reader, "three") is not None


async def test_a_parent_has_no_two_talks_at_once(database: Database) -> None:
    await add(database, TALK)
    with pytest.raises(TakenError):
        await add(database, later(15, coach="bilal"))
    await add(database, later(30, coach="bilal"))


async def test_a_cancelled_talk_frees_its_cells(database: Database) -> None:
    await add(database, TALK)
    async with database.transaction() as connection:
        await appointments.cancel(connection, "one")
    await add(database, later(0, parent=2))
    found = await appointments.find(database.reader, "one")
    assert found is not None
    assert (found.state, found.sequence) == ("cancelled", 1)


async def test_a_move_onto_a_taken_time_changes_nothing(database: Database) -> None:
    await add(database, TALK)
    other = later(60, parent=2)
    await add(database, other)
    with pytest.raises(TakenError):
        await move(database, replace(other, start=TALK.start, end=TALK.end))
    assert await appointments.find(database.reader, "two") == other
    with pytest.raises(TakenError):
        await add(database, later(60, id="three", parent=3))


async def test_coming_talks_are_those_that_have_not_ended(database: Database) -> None:
    await add(database, TALK)
    await add(database, later(60))
    coming = await appointments.coming_of_parent(database.reader, 1, START)
    assert [item.id for item in coming] == ["one", "two"]
    coming = await appointments.coming_of_parent(database.reader, 1, TALK.end)
    assert [item.id for item in coming] == ["two"]


async def test_the_talks_of_a_coach_are_those_that_overlap_a_stretch(database: Database) -> None:
    await add(database, TALK)
    await add(database, later(60))
    async with database.transaction() as connection:
        await appointments.cancel(connection, "two")
    day = timedelta(days=1)
    half = START + timedelta(minutes=15)
    desk = await desks.desk_of(database.reader, "anna", START - day, START + day)
    assert [item.id for item in desk.booked(half, half + timedelta(minutes=1))] == ["one"]
    assert desk.booked(TALK.end, TALK.end + day) == []
    cancelled = desk.find("two")
    assert cancelled is not None
    assert (cancelled.state, cancelled.name) == ("cancelled", TALK.name)
    assert desk.find("three") is None
    other = await desks.desk_of(database.reader, "bilal", START - day, START + day)
    assert other.find("one") is None

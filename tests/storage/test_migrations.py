"""A database of every version comes up to date with all that was in it, and sealed."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import aiosqlite
import pytest

from bot.conversation.turn import Place
from bot.scheduling.slots import WeeklyHours
from storage import appointments, availability, claiming, coaches, conversations, facts, people
from storage.appointments import Appointment
from storage.database import Database, OlderDatabaseError
from storage.migrating import SEALED, migrate
from storage.people import Person
from storage.sealing import Sealer
from tests.keys import KEY, SEALER
from tests.program.program import command
from tests.storage import version_one
from tests.storage.version_one import NAME, NAME_AT_BOOKING, PHONE, PLACE, ROWS, SEEN, TAPPED, TOPIC

NOW = datetime.fromtimestamp(SEEN, UTC)
SCRIPTS = sorted((Path(__file__).parents[2] / "storage" / "migrations").glob("*.sql"))
VERSIONS = (1, 2, 3, 4)


class FaintError(Exception):
    """The program ends here."""


class Faint(Sealer):
    """Seals so many texts, and then the program ends."""

    def __init__(self, left: int) -> None:
        super().__init__([KEY])
        self._left = left

    def seal(self, text: str) -> str:
        if not self._left:
            raise FaintError
        self._left -= 1
        return super().seal(text)


@pytest.fixture(params=VERSIONS)
async def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Give a database of each version: what became of the first one."""
    file = tmp_path / "kansencoach.sqlite3"
    version_one.write(file)
    if request.param > 1:
        async with aiosqlite.connect(file, isolation_level=None) as raw:
            raw.row_factory = sqlite3.Row
            await migrate(raw, SEALER, request.param)
    return file


@pytest.fixture
async def database(path: Path) -> AsyncIterator[Database]:
    opened = await Database.open(path, SEALER)
    yield opened
    await opened.close()


def _rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Read all rows of all tables, as they stand there."""
    with closing(sqlite3.connect(path)) as raw:
        tables = raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        every = {name: raw.execute(f"SELECT * FROM {name}").fetchall() for (name,) in tables}  # noqa: S608
        return every | {"version": raw.execute("PRAGMA user_version").fetchall()}


def _traces(folder: Path) -> list[str]:
    """Find what can be read in any file of a folder though it should be sealed."""
    found = b"".join(path.read_bytes() for path in folder.iterdir() if path.is_file())
    return [word for word in version_one.SECRET if word.encode() in found]


def test_a_database_of_every_version_is_tried() -> None:
    assert list(VERSIONS) == [int(script.name[:4]) for script in SCRIPTS]


def test_the_first_version_has_a_row_in_every_table_and_a_text_in_every_sealed_column(
    tmp_path: Path,
) -> None:
    version_one.write(tmp_path / "one.sqlite3")
    with closing(sqlite3.connect(tmp_path / "one.sqlite3")) as raw:
        tables = raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        assert {name for (name,) in tables} == set(ROWS)
        for table, columns in SEALED.items():
            if table not in ROWS:  # a later version brought it
                continue
            for column in columns:
                assert raw.execute(f"SELECT 1 FROM {table} WHERE {column} <> ''").fetchone()  # noqa: S608
    assert set(_traces(tmp_path)) == set(version_one.SECRET)


# --- all is there


async def test_people_and_coaches_are_there(database: Database) -> None:
    reader = database.reader
    assert await people.find(reader, 11) == Person(11, NAME, "nl", "lutten")
    silent = Person(12, "Noortje", "ar", None, reminders=False, blocked=True)
    assert await people.find(reader, 12) == silent
    assert await coaches.linked(reader) == {"anna": 500}
    used, unused = [await coaches.invitation(reader, name) for name in ("shut", "open")]
    assert used is not None
    assert unused is not None
    assert (used.used, unused.used) == (NOW - timedelta(seconds=9), None)
    week = [WeeklyHours(0, time(9), time(12))]
    assert await availability.hours(reader, "anna", "lutten") == week


async def test_appointments_are_there(database: Database) -> None:
    [talk] = await appointments.coming_of_parent(database.reader, 11, NOW)
    assert talk == Appointment(
        id="one",
        parent=11,
        coach="anna",
        school="lutten",
        topic=TOPIC,
        kind="phone",
        interpreter=True,
        language="nl",
        name=NAME_AT_BOOKING,
        phone=PHONE,
        place=None,
        start=NOW + timedelta(minutes=15),
        end=NOW + timedelta(minutes=30),
        state="booked",
        sequence=2,
        booked=NOW,
    )
    old = await appointments.find(database.reader, "two")
    assert old is not None
    assert (old.topic, old.name, old.phone) == (TOPIC, NAME_AT_BOOKING, None)
    assert (old.place, old.state) == ("lutten", "cancelled")
    claims = await database.reader.rows("SELECT who, cell, appointment FROM claims")
    assert sorted(tuple(row) for row in claims) == sorted(ROWS["claims"])


async def test_open_questions_are_there(database: Database) -> None:
    place = Place(**PLACE, given=("school",), page=1)
    assert await conversations.find(database.reader, 11) == (place, TAPPED)
    assert await conversations.find(database.reader, 12) == (None, "")


async def test_letters_are_there_without_what_is_kept_no_more(database: Database) -> None:
    async with database.transaction() as connection:
        [letter] = await claiming.claim(connection, NOW, NOW + timedelta(minutes=5), 9)
        assert not await conversations.first_time(connection, 77, NOW)
    assert (letter.id, letter.chat, letter.body) == (1, 11, version_one.WAITING)
    assert (letter.attempts, letter.language, letter.cause) == (3, "nl", None)
    rows = await database.reader.rows("SELECT id, chat, body, fate FROM letters WHERE ended > 0")
    ended = {row["id"]: (row["chat"], row["body"], row["fate"]) for row in rows}
    assert (ended[2], ended[4]) == ((None, "", "sent"), (None, "", "expired"))
    assert ended[3][::2] == (12, "refused")
    assert SEALER.unseal(ended[3][1]) == "Hallo"


async def test_facts_are_there(database: Database) -> None:
    for name, value in ROWS["facts"]:
        assert await facts.get(database.reader, str(name)) == value


# --- and nobody reads it


async def test_nothing_that_people_said_can_be_read_in_the_files(path: Path) -> None:
    await (await Database.open(path, SEALER)).close()
    assert _traces(path.parent) == []


async def test_a_database_that_is_up_to_date_stays_as_it_is(path: Path) -> None:
    await (await Database.open(path, SEALER)).close()
    once = _rows(path)
    await (await Database.open(path, SEALER)).close()
    assert _rows(path) == once


# --- two at once


async def test_of_two_that_open_an_old_database_at_once_one_brings_it_up_to_date(
    path: Path,
) -> None:
    opened = await asyncio.gather(*(Database.open(path, SEALER) for _ in range(4)))
    for database in opened:
        await database.close()
    assert _rows(path)["version"] == [(len(SCRIPTS),)]
    assert _traces(path.parent) == []


async def test_who_may_not_upgrade_leaves_an_old_database_as_it_is_and_says_so(
    path: Path,
) -> None:
    before = _rows(path)
    if before["version"] == [(len(SCRIPTS),)]:
        await (await Database.open(path, SEALER, upgrades=False)).close()
    else:
        with pytest.raises(OlderDatabaseError, match="start the bot first"):
            await Database.open(path, SEALER, upgrades=False)
    assert _rows(path) == before


# --- an end in the middle


@pytest.mark.parametrize("sealed", [0, 1, 5, 12])
async def test_a_migration_that_fails_leaves_the_first_version(tmp_path: Path, sealed: int) -> None:
    path = tmp_path / "one.sqlite3"
    version_one.write(path)
    before = _rows(path)
    with pytest.raises(FaintError):
        await Database.open(path, Faint(sealed))
    assert _rows(path) == before
    await (await Database.open(path, SEALER)).close()
    assert _rows(path)["version"] == [(len(SCRIPTS),)]


async def test_a_power_cut_in_a_migration_leaves_the_first_version(tmp_path: Path) -> None:
    path = tmp_path / "one.sqlite3"
    version_one.write(path)
    before = _rows(path)
    ended = await command(str(path), "5", env={}, module="tests.storage.killed_migration")
    assert ended.code == -9, ended.everything
    assert _rows(path) == before

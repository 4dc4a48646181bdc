"""The database file: migrated once, one transaction at a time, never half written."""

import asyncio
import sqlite3
from pathlib import Path

import pytest

from storage import facts
from storage.database import Database, NewerDatabaseError
from tests.keys import SEALER


async def test_what_is_committed_is_there_after_reopening(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "a" / "b.sqlite3", SEALER)
    async with database.transaction() as connection:
        await facts.put(connection, "colour", "blue")
    await database.close()
    database = await Database.open(tmp_path / "a" / "b.sqlite3", SEALER)
    assert await facts.get(database.reader, "colour") == "blue"
    await database.close()


async def test_a_transaction_that_fails_leaves_nothing(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "b.sqlite3", SEALER)

    async def fail() -> None:
        async with database.transaction() as connection:
            await facts.put(connection, "colour", "blue")
            raise ValueError("stop")

    with pytest.raises(ValueError, match="stop"):
        await fail()
    assert await facts.get(database.reader, "colour") is None
    await database.close()


async def test_what_sqlite_rolled_back_by_itself_fails_with_its_own_cause(tmp_path: Path) -> None:
    """As after a full disk: the next thing that goes wrong does not hide it."""
    database = await Database.open(tmp_path / "b.sqlite3", SEALER)

    async def fail() -> None:
        async with database.transaction() as connection:
            await facts.put(connection, "colour", "blue")
            sql = "INSERT OR ROLLBACK INTO facts (name, value) VALUES ('colour', 'red')"
            await connection.run(sql)

    with pytest.raises(sqlite3.IntegrityError):
        await fail()
    assert await facts.get(database.reader, "colour") is None
    await database.close()


async def test_an_attempt_that_sqlite_rolled_back_fails_with_its_own_cause(tmp_path: Path) -> None:
    """Its savepoint is gone with the transaction."""
    database = await Database.open(tmp_path / "b.sqlite3", SEALER)

    async def fill() -> None:
        async with database.transaction() as connection, connection.attempt():
            await connection.value("PRAGMA max_page_count = 1")  # as many as there are
            await facts.put(connection, "colour", "blue" * 100_000)

    with pytest.raises(sqlite3.OperationalError, match="full"):
        await fill()
    assert await facts.get(database.reader, "colour") is None
    await database.close()


async def test_a_task_cancelled_in_its_transaction_does_not_block_the_next(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "b.sqlite3", SEALER)
    inside = asyncio.Event()

    async def halfway() -> None:
        async with database.transaction() as connection:
            await facts.put(connection, "colour", "blue")
            inside.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(halfway())
    await inside.wait()
    task.cancel()
    await asyncio.wait({task})
    async with database.transaction() as connection:
        await facts.put(connection, "shape", "round")
    assert await facts.get(database.reader, "colour") is None
    assert await facts.get(database.reader, "shape") == "round"
    await database.close()


async def test_who_waits_for_another_program_holds_up_nobody(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "b.sqlite3", SEALER)
    other = sqlite3.connect(database.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    async def write() -> None:
        async with database.transaction() as connection:
            await facts.put(connection, "colour", "blue")

    writing = asyncio.create_task(write())
    await asyncio.sleep(0.05)
    assert not writing.done()
    other.execute("ROLLBACK")
    await writing
    assert await facts.get(database.reader, "colour") == "blue"
    other.close()
    await database.close()


async def test_another_program_is_not_waited_for_without_end(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "b.sqlite3", SEALER)
    database.patience = 20
    other = sqlite3.connect(database.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        async with database.transaction():
            pass
    other.close()
    async with database.transaction() as connection:
        await facts.put(connection, "colour", "blue")
    await database.close()


async def test_what_is_cancelled_while_it_is_committed_is_kept_and_stops_nobody(
    tmp_path: Path,
) -> None:
    database = await Database.open(tmp_path / "b.sqlite3", SEALER)

    async def put(name: str, inside: asyncio.Event) -> None:
        async with database.transaction() as connection:
            await facts.put(connection, name, "blue")
            inside.set()

    for number in range(20):
        inside = asyncio.Event()
        task = asyncio.create_task(put(f"{number}", inside))
        await inside.wait()
        task.cancel()
        await put(f"after {number}", asyncio.Event())
        assert await facts.get(database.reader, f"{number}") == "blue"
        assert await facts.get(database.reader, f"after {number}") == "blue"
    await database.close()


async def test_what_was_deleted_is_not_called_gone_while_somebody_reads(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "b.sqlite3", SEALER)
    database.patience = 20
    async with database.transaction() as connection:
        await facts.put(connection, "colour", "ultramarine")
    other = sqlite3.connect(database.path, isolation_level=None)
    other.execute("BEGIN")
    other.execute("SELECT * FROM facts").fetchall()
    async with database.transaction() as connection:
        await connection.run("DELETE FROM facts WHERE name = 'colour'")
    with pytest.raises(sqlite3.OperationalError, match="somebody reads"):
        await database.compact()
    other.close()
    await database.compact()
    await database.compact()
    await database.close()
    assert not _files_with(tmp_path, b"ultramarine")


async def test_transactions_of_many_tasks_do_not_mix(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "b.sqlite3", SEALER)

    async def add(number: int) -> None:
        async with database.transaction() as connection:
            count = int(await facts.get(connection, "count") or 0)
            await asyncio.sleep(0)
            await facts.put(connection, "count", str(count + 1))
            if number % 2:
                raise ValueError

    await asyncio.gather(*(add(number) for number in range(20)), return_exceptions=True)
    assert await facts.get(database.reader, "count") == "10"
    await database.close()


async def test_the_reader_cannot_write(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "b.sqlite3", SEALER)
    with pytest.raises(sqlite3.OperationalError):
        await facts.put(database.reader, "colour", "blue")
    await database.close()


async def test_a_database_of_a_newer_version_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "b.sqlite3"
    await (await Database.open(path, SEALER)).close()
    with sqlite3.connect(path) as raw:
        raw.execute("PRAGMA user_version = 9999")
    raw.close()
    with pytest.raises(NewerDatabaseError, match="newer version"):
        await Database.open(path, SEALER)


async def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "b.sqlite3"
    path.write_text("this is a letter to my aunt, and no database at all" * 100)
    with pytest.raises(sqlite3.DatabaseError):
        await Database.open(path, SEALER)


def _files_with(folder: Path, word: bytes) -> list[Path]:
    return [path for path in folder.iterdir() if word in path.read_bytes()]

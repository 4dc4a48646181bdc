"""Backups: whole, ours alone, kept for their term; and what a restore does with people who left."""

import os
import sqlite3
import stat
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storage import backups, coaches, facts, nightly, people, privacy, waiting_list
from storage.backups import BrokenBackupError, back_up, moment_of, newest_good, prune, verify
from storage.database import Database, NewerDatabaseError
from storage.nightly import Tries
from storage.people import Person
from storage.restoring import InUseError, Restored, restore
from storage.sealing import Sealer, WrongKeyError, new_key
from storage.waiting_list import Wait
from tests.keys import SEALER

NIGHT = datetime(2026, 11, 23, 2, 30, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kansencoach.sqlite3"


@pytest.fixture
async def database(path: Path) -> AsyncIterator[Database]:
    opened = await Database.open(path, SEALER)
    yield opened
    await opened.close()


async def _paint(database: Database, colour: str) -> None:
    async with database.transaction() as connection:
        await facts.put(connection, "colour", colour)


async def _colour(path: Path) -> str | None:
    database = await Database.open(path, SEALER)
    try:
        return await facts.get(database.reader, "colour")
    finally:
        await database.close()


async def _arrive(database: Database, chat: int, now: datetime = NIGHT) -> None:
    async with database.transaction() as connection:
        await people.save(connection, Person(chat, "Sanne", "nl", "hardenberg"), now)


async def _leave(database: Database, chat: int, now: datetime) -> None:
    async with database.transaction() as connection:
        await privacy.erase(connection, chat)
        await privacy.remember_erased(connection, chat, now)


async def _who(path: Path) -> list[int]:
    database = await Database.open(path, SEALER)
    try:
        return [row[0] for row in await database.reader.rows("SELECT chat FROM people")]
    finally:
        await database.close()


async def _tries(database: Database) -> Tries:
    return await nightly.read(database.reader, nightly.BACKUP)


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def _names(folder: Path) -> list[str]:
    """List a folder, without what SQLite keeps beside a database while it looks at it."""
    names = sorted(path.name for path in folder.iterdir())
    return [name for name in names if not name.endswith((".sqlite3-wal", ".sqlite3-shm"))]


def _write(path: Path, text: str) -> None:
    path.write_text(text)


async def _with_a_log(path: Path, colour: str) -> bytes:
    """Leave a database as a power cut does: its last word stands in the log beside it alone."""
    database = await Database.open(path, SEALER)
    await _paint(database, colour)
    log = path.with_name(f"{path.name}-wal").read_bytes()
    await database.close()
    path.with_name(f"{path.name}-wal").write_bytes(log)
    return log


def _spoil(path: Path) -> None:
    """Write over the middle of a database, as a bad disk does."""
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 2)
        file.write(b"\x5a" * 8192)


# --- making


async def test_a_backup_is_one_file_for_our_eyes_only(database: Database, tmp_path: Path) -> None:
    await _paint(database, "blue")
    made = await back_up(database, NIGHT)
    assert made == tmp_path / "backups" / "2026-11-23T023000Z.sqlite3"
    assert _names(made.parent) == [made.name]
    assert (_mode(made), _mode(made.parent)) == (0o600, 0o700)
    assert await _colour(made) == "blue"


async def test_a_backup_has_what_was_committed_and_nothing_under_way(database: Database) -> None:
    await _paint(database, "blue")
    async with database.transaction() as connection:
        await facts.put(connection, "colour", "red")
        made = backups.make(database.path, database.path.parent, NIGHT)
    assert await _colour(made) == "blue"


async def test_the_moments_of_the_last_backups_are_noted(database: Database) -> None:
    assert await _tries(database) == (None, None)
    await back_up(database, NIGHT)
    assert await _tries(database) == (NIGHT, None)
    (database.path.parent / "backups" / "2026-11-24T023000Z.sqlite3").mkdir()
    with pytest.raises(OSError, match="directory"):
        await back_up(database, NIGHT + DAY)
    assert await _tries(database) == (NIGHT, NIGHT + DAY)


async def test_a_copy_that_is_not_whole_is_removed(database: Database, tmp_path: Path) -> None:
    async with database.transaction() as connection:
        for chat in range(2000):
            await connection.run(
                "INSERT INTO people (chat, name, language, seen) VALUES (?, 'x', 'nl', 0)", chat
            )
    await database.compact()
    _spoil(database.path)
    with pytest.raises(BrokenBackupError, match="is no good backup"):
        backups.make(database.path, tmp_path / "backups", NIGHT)
    assert _names(tmp_path / "backups") == []


async def test_a_backup_is_overdue_when_a_night_went_by(database: Database) -> None:
    assert (await _tries(database)).overdue(NIGHT)
    await back_up(database, NIGHT)
    assert not (await _tries(database)).overdue(NIGHT + timedelta(hours=25))
    assert (await _tries(database)).overdue(NIGHT + timedelta(hours=27))


# --- keeping


def test_the_name_of_a_backup_tells_its_moment() -> None:
    stamped = Path("data/kansencoach.sqlite3.before-restore-2026-11-23T023000Z")
    assert moment_of(Path("2026-11-23T023000Z.sqlite3")) == NIGHT
    assert moment_of(stamped) == moment_of(Path(f"{stamped}-wal")) == NIGHT
    assert moment_of(Path("2026-11-23.sqlite3")) == NIGHT.replace(hour=0, minute=0)
    assert moment_of(Path("mine.sqlite3")) is None


def test_backups_go_when_their_term_is_over_and_nothing_else_does(tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    old = ["2026-10-20.sqlite3", "2026-10-24T022959Z.sqlite3", "2025-01-01T000000Z.77.part"]
    kept = ["2026-10-24T023000Z.sqlite3", "2026-11-23.sqlite3", "mine.sqlite3"]
    for name in (*old, *kept):
        (folder / name).touch()
    os.utime(folder / old[-1], (0, 0))
    former = [f"kansencoach.sqlite3.before-restore-{day}" for day in ("2026-10-01", "2026-11-01")]
    for name in ("kansencoach.sqlite3", *former, f"{former[0]}-wal"):
        (tmp_path / name).touch()
    prune(tmp_path, NIGHT, 30)
    assert _names(folder) == sorted(kept)
    assert _names(tmp_path) == ["backups", "kansencoach.sqlite3", former[1]]


async def test_the_newest_good_backup_is_found_past_bad_ones(database: Database) -> None:
    good = await back_up(database, NIGHT)
    (good.parent / "2026-11-22T023000Z.sqlite3").write_bytes(good.read_bytes())
    (good.parent / "2026-11-24T023000Z.sqlite3").write_bytes(good.read_bytes()[:5000])
    (good.parent / "2026-11-25T023000Z.sqlite3").touch()
    (good.parent / "2026-11-26T023000Z.sqlite3").write_text("a letter to my aunt" * 999)
    assert newest_good(good.parent) == good


def test_a_database_of_another_program_is_no_backup(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "other.sqlite3")) as other:
        other.execute("CREATE TABLE cats (name)")
    with pytest.raises(BrokenBackupError, match="of another program"):
        verify(tmp_path / "other.sqlite3")


# --- restoring


async def _restored(backup: Path, path: Path) -> Restored:
    return await restore(backup, path, SEALER, NIGHT + 2 * DAY)


async def test_a_restore_brings_back_the_backup_and_keeps_what_was_there(path: Path) -> None:
    database = await Database.open(path, SEALER)
    await _paint(database, "old")
    backup = await back_up(database, NIGHT)
    await _paint(database, "new")
    await database.close()
    done = await _restored(backup, path)
    assert done.kept is not None
    assert done.kept.name == "kansencoach.sqlite3.before-restore-2026-11-25T023000Z"
    assert (_mode(path), _mode(done.kept)) == (0o600, 0o600)
    assert _names(path.parent) == ["backups", path.name, done.kept.name]
    assert (await _colour(path), await _colour(done.kept)) == ("old", "new")
    assert (done.erased, done.marks_known) == (0, True)


async def test_what_was_replaced_can_be_restored_in_its_turn(path: Path) -> None:
    database = await Database.open(path, SEALER)
    backup = await back_up(database, NIGHT)
    await _paint(database, "new")
    await database.close()
    former = (await _restored(backup, path)).kept
    assert former is not None
    await restore(former, path, SEALER, NIGHT + 3 * DAY)
    assert await _colour(path) == "new"


async def test_a_restore_needs_no_database_to_replace(database: Database, tmp_path: Path) -> None:
    await _paint(database, "blue")
    fresh = tmp_path / "fresh" / "kansencoach.sqlite3"
    fresh.parent.mkdir()
    done = await _restored(await back_up(database, NIGHT), fresh)
    assert (done.kept, done.marks_known) == (None, False)
    assert await _colour(fresh) == "blue"


async def test_a_damaged_database_is_kept_with_all_that_stood_beside_it(path: Path) -> None:
    database = await Database.open(path, SEALER)
    await _paint(database, "blue")
    backup = await back_up(database, NIGHT)
    await database.close()
    log = await _with_a_log(path, "new")
    _write(path, "SQLite no more" * 999)
    done = await _restored(backup, path)
    assert done.kept is not None
    assert not done.marks_known
    assert done.kept.read_text() == "SQLite no more" * 999
    assert done.kept.with_name(f"{done.kept.name}-wal").read_bytes() == log
    assert await _colour(path) == "blue"


async def test_a_bad_backup_changes_nothing(path: Path, tmp_path: Path) -> None:
    database = await Database.open(path, SEALER)
    await _paint(database, "new")
    cut, newer = await back_up(database, NIGHT), await back_up(database, NIGHT + DAY)
    await database.close()
    cut.write_bytes(cut.read_bytes()[:-5000])
    with closing(sqlite3.connect(newer)) as raw:
        raw.execute("PRAGMA user_version = 9999")
    before = _names(tmp_path)
    for backup, sealer, fault in (
        (cut, SEALER, BrokenBackupError),
        (tmp_path / "none.sqlite3", SEALER, BrokenBackupError),
        (newer, SEALER, NewerDatabaseError),
        (path, Sealer([new_key()]), WrongKeyError),
    ):
        with pytest.raises(fault):
            await restore(backup, path, sealer, NIGHT)
        assert _names(tmp_path) == before
    assert await _colour(path) == "new"


async def test_a_database_that_somebody_reads_is_not_replaced(database: Database) -> None:
    backup = await back_up(database, NIGHT)
    await _paint(database, "new")
    with pytest.raises(InUseError):
        await _restored(backup, database.path)
    assert await facts.get(database.reader, "colour") == "new"
    assert [name for name in _names(database.path.parent) if "restor" in name] == []


# --- people who erased everything


async def test_who_erased_everything_after_the_backup_does_not_come_back(path: Path) -> None:
    database = await Database.open(path, SEALER)
    await _arrive(database, 1)
    await _arrive(database, 2)
    backup = await back_up(database, NIGHT)
    await _leave(database, 1, NIGHT + DAY)
    await database.close()
    done = await _restored(backup, path)
    assert (done.erased, await _who(path)) == (1, [2])
    again = await restore(backup, path, SEALER, NIGHT + 3 * DAY)
    assert (again.erased, await _who(path)) == (1, [2])


async def test_a_coach_who_erased_everything_is_not_linked_again(path: Path) -> None:
    """Also one of whom nothing but the link is kept."""
    database = await Database.open(path, SEALER)
    async with database.transaction() as connection:
        await coaches.link(connection, "anna", 1, NIGHT)
    backup = await back_up(database, NIGHT)
    await _leave(database, 1, NIGHT + DAY)
    assert await coaches.linked(database.reader) == {}
    await database.close()
    assert (await _restored(backup, path)).erased == 1
    database = await Database.open(path, SEALER)
    linked = await coaches.linked(database.reader)
    await database.close()
    assert linked == {}


async def test_somebody_who_erased_everything_waits_for_no_free_time_again(path: Path) -> None:
    """Also one of whom nothing but the waiting is kept."""
    database = await Database.open(path, SEALER)
    async with database.transaction() as connection:
        later = NIGHT + 30 * DAY
        wait = Wait(1, "w", "lutten", "school", "money", False, None, NIGHT, later)  # noqa: FBT003
        await waiting_list.put(connection, wait)
    backup = await back_up(database, NIGHT)
    await _leave(database, 1, NIGHT + DAY)
    await database.close()
    assert (await _restored(backup, path)).erased == 1
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("SELECT count(*) FROM waiting_list").fetchone() == (0,)


async def test_who_came_back_before_the_backup_stays(path: Path) -> None:
    database = await Database.open(path, SEALER)
    await _leave(database, 1, NIGHT - DAY)
    await _arrive(database, 1)
    backup = await back_up(database, NIGHT)
    await database.close()
    assert ((await _restored(backup, path)).erased, await _who(path)) == (0, [1])


async def test_who_erased_everything_twice_does_not_come_back(path: Path) -> None:
    database = await Database.open(path, SEALER)
    await _leave(database, 1, NIGHT - DAY)
    await _arrive(database, 1)
    backup = await back_up(database, NIGHT)
    await _leave(database, 1, NIGHT + DAY)
    await database.close()
    assert ((await _restored(backup, path)).erased, await _who(path)) == (1, [])


async def test_a_newer_backup_tells_who_left_when_the_database_cannot(path: Path) -> None:
    database = await Database.open(path, SEALER)
    await _arrive(database, 1)
    old = await back_up(database, NIGHT)
    await _leave(database, 1, NIGHT + timedelta(hours=1))
    await back_up(database, NIGHT + DAY)
    await database.close()
    _write(path, "a letter to my aunt" * 999)
    done = await _restored(old, path)
    assert (done.erased, done.marks_known, await _who(path)) == (1, False, [])


async def test_an_invitation_that_waited_is_void_after_a_restore(path: Path) -> None:
    database = await Database.open(path, SEALER)
    async with database.transaction() as connection:
        await connection.run("INSERT INTO invitations (hash, coach, expires) VALUES ('h', 'a', 9)")
    backup = await back_up(database, NIGHT)
    await database.close()
    await _restored(backup, path)
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("SELECT count(*) FROM invitations").fetchone() == (0,)

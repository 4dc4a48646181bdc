"""Makes backups, each looked at before it counts, and finds the newest good one."""

import asyncio
import os
import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from storage import nightly
from storage.database import Database
from storage.files import BESIDE, PRIVATE, remove, settle
from storage.integrity import full_damage, look

FOLDER = "backups"  # in the data folder
STAMP = "%Y-%m-%dT%H%M%SZ"
STAMPS = (STAMP, "%Y-%m-%d")  # version 0.1.0 named a backup after its day
SUFFIX, PART, KEPT = ".sqlite3", ".part", ".before-restore-"
ABANDONED = timedelta(days=1)  # a part that is so old belongs to nobody any more


class BrokenBackupError(Exception):
    """The file is no good backup."""


async def back_up(database: Database, now: datetime) -> Path:
    """Make a backup beside a running program, and note how that ended.

    Raises BrokenBackupError, sqlite3.Error, OSError; what was begun is gone then.
    """
    async with nightly.noted(database, nightly.BACKUP, now):
        return await asyncio.to_thread(make, database.path, database.path.parent / FOLDER, now)


def make(database: Path, folder: Path, now: datetime) -> Path:
    """Copy a database that may be in use, look at the copy, and only then give it its name."""
    folder.mkdir(mode=0o700, exist_ok=True)
    backup = folder / f"{stamp(now)}{SUFFIX}"
    part = folder / f"{stamp(now)}.{os.getpid()}{PART}"
    part.touch(PRIVATE)
    try:
        _copy(database, part)
        verify(part)
        settle(part, backup)
    finally:
        remove(part)
    return backup


def verify(path: Path) -> None:
    """Read the whole of a backup; raises BrokenBackupError with what is wrong with it."""
    if fault := full_damage(path):
        raise BrokenBackupError(f"{path} is no good backup: {fault}")


def newest_good(folder: Path) -> Path | None:
    """Find the newest backup that is whole."""
    dated = {path: at for path in folder.glob(f"*{SUFFIX}") if (at := moment_of(path))}
    for path in sorted(dated, key=dated.__getitem__, reverse=True):
        with suppress(BrokenBackupError):
            verify(path)
            return path
    return None


def prune(data: Path, now: datetime, days: int) -> None:
    """Remove the backups, and the databases that a restore replaced, of more than `days` ago."""
    for path in (*(data / FOLDER).glob(f"*{SUFFIX}"), *data.glob(f"*{KEPT}*")):
        moment = moment_of(path)
        if moment is not None and moment < now - timedelta(days=days):
            path.unlink()
    for path in (data / FOLDER).glob(f"*{PART}*"):
        if datetime.fromtimestamp(path.stat().st_mtime, UTC) < datetime.now(UTC) - ABANDONED:
            path.unlink()


def stamp(moment: datetime) -> str:
    """Write a moment as it stands in the names of files: they sort by it."""
    return moment.astimezone(UTC).strftime(STAMP)


def moment_of(path: Path) -> datetime | None:
    """Read from its name when a backup was made, or a database replaced."""
    written = path.name.rpartition(KEPT)[2].removesuffix(SUFFIX)
    for suffix in BESIDE:
        written = written.removesuffix(suffix)
    for form in STAMPS:
        with suppress(ValueError):
            return datetime.strptime(written, form).replace(tzinfo=UTC)
    return None


def _copy(database: Path, part: Path) -> None:
    """Copy by SQLite's online backup, on connections of its own: nobody waits for it."""
    with closing(look(database)) as source, closing(sqlite3.connect(part)) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")  # all of it in one file

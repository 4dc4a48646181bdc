"""Makes backups, each looked at before it counts, and finds the newest good one."""

import os
import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

FOLDER = "backups"  # in the data folder
STAMP = "%Y-%m-%dT%H%M%SZ"
STAMPS = (STAMP, "%Y-%m-%d")  # version 0.1.0 named a backup after its day
SUFFIX, PART, KEPT = ".sqlite3", ".part", ".before-restore-"
BESIDE = ("-wal", "-shm", "-journal")  # what SQLite keeps beside a database
PRIVATE = 0o600
ABANDONED = timedelta(days=1)  # a part that is so old belongs to nobody any more


class BrokenBackupError(Exception):
    """The file is no good backup."""


def make(database: Path, folder: Path, now: datetime) -> Path:
    """Copy a database that may be in use, look at the copy, and only then give it its name.

    Raises BrokenBackupError for a copy that is not whole, sqlite3.Error and OSError; nothing is
    left of it then.
    """
    folder.mkdir(mode=0o700, exist_ok=True)
    backup = folder / f"{now.astimezone(UTC):{STAMP}}{SUFFIX}"
    part = backup.with_suffix(f".{os.getpid()}{PART}")
    part.touch(PRIVATE)
    try:
        _copy(database, part)
        verify(part)
        settle(part, backup)
    finally:
        remove(part)
    return backup


def verify(path: Path) -> None:
    """Read a whole database, and change nothing; raises BrokenBackupError with what is wrong."""
    try:
        with closing(_look(path, "mode=ro&immutable=1")) as connection:
            found = [row[0] for row in connection.execute("PRAGMA integrity_check(1)")]
            [[version]] = connection.execute("PRAGMA user_version")
    except sqlite3.Error as fault:
        raise BrokenBackupError(f"{path} cannot be read: {fault}") from None
    if found != ["ok"]:
        raise BrokenBackupError(f"{path} is damaged: {first_line(found)}")
    if version < 1:
        raise BrokenBackupError(f"{path} is empty, or no database of kansencoach")


def damage(database: Path) -> str | None:
    """Say what is wrong with a database, which may be in use; change nothing of it."""
    try:
        with closing(_look(database, "mode=ro")) as connection:
            found = [row[0] for row in connection.execute("PRAGMA quick_check(1)")]
            [[version]] = connection.execute("PRAGMA user_version")
    except sqlite3.Error as fault:
        return str(fault)
    if found != ["ok"]:
        return first_line(found)
    return None if version else "it is empty"


def first_line(found: Iterable[str]) -> str:
    """Give the first words of SQLite about what it found."""
    words = [line for text in found for line in text.splitlines() if not line.startswith("***")]
    return words[0] if words else "SQLite finds a fault"


def newest_good(folder: Path) -> Path | None:
    """Find the newest backup that is whole."""
    found = [path for path in folder.glob(f"*{SUFFIX}") if moment_of(path)]
    for path in sorted(found, key=lambda path: str(moment_of(path)), reverse=True):
        with suppress(BrokenBackupError):
            verify(path)
            return path
    return None


def prune(data: Path, now: datetime, days: int) -> None:
    """Remove the backups, and the databases that a restore replaced, of more than `days` ago."""
    term = timedelta(days=days)
    for path in (*(data / FOLDER).glob(f"*{SUFFIX}"), *data.glob(f"*{KEPT}*")):
        moment = moment_of(path)
        if moment is not None and moment < now - term:
            path.unlink()
    for path in (data / FOLDER).glob(f"*{PART}*"):
        if datetime.fromtimestamp(path.stat().st_mtime, UTC) < datetime.now(UTC) - ABANDONED:
            path.unlink()


def moment_of(path: Path) -> datetime | None:
    """Read from its name when a backup was made, or a database replaced."""
    stamp = path.name.rpartition(KEPT)[2].removesuffix(SUFFIX)
    for beside in BESIDE:
        stamp = stamp.removesuffix(beside)
    for form in STAMPS:
        with suppress(ValueError):
            return datetime.strptime(stamp, form).replace(tzinfo=UTC)
    return None


def settle(part: Path, path: Path) -> None:
    """Give a file that is ready its name: after a power cut it has all of it, or not the name."""
    flush(part)
    part.replace(path)
    flush(path.parent)


def flush(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def remove(path: Path) -> None:
    """Remove a database that nobody needs, and what SQLite keeps beside it."""
    for suffix in ("", *BESIDE):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _copy(database: Path, part: Path) -> None:
    """Copy by SQLite's online backup, on connections of its own: nobody waits for it."""
    with closing(_look(database, "mode=ro")) as source, closing(sqlite3.connect(part)) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")  # all of it in one file


def _look(path: Path, how: str) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?{how}", uri=True)
    connection.execute("PRAGMA busy_timeout = 5000")
    return connection

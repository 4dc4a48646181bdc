"""Puts a backup in the place of the database: all of it or nothing, at whatever moment it ends."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from storage import audit, facts
from storage.backups import KEPT, BrokenBackupError, moment_of, stamp
from storage.database import Database
from storage.files import BESIDE, PRIVATE, beside, flush, remove, settle
from storage.integrity import damage, full_damage
from storage.marks import Marks, erase_again, read_marks
from storage.sealing import Sealer

STAGE, ASIDE = "restoring.part", "replaced.part"  # in the data folder


class InUseError(Exception):
    """Another kansencoach command reads the database at this moment: try again."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did: from when the backup is, where the former database went, who left.

    `marks_known`: the former database could tell who erased everything since the backup.
    """

    made: datetime | None
    kept: Path | None
    erased: int
    marks_known: bool


async def restore(backup: Path, database: Path, sealer: Sealer, now: datetime) -> Restored:
    """Put a backup in the place of the database, which no program may be using.

    The backup becomes a complete database under another name first, and takes the place in one
    step. Raises BrokenBackupError, InUseError, NewerDatabaseError, WrongKeyError, OSError; the
    database is as it was then.
    """
    stage = database.with_name(STAGE)
    try:
        _stage(backup, stage)
        marks, known = read_marks(database)
        made, erased = await _bring_up_to_date(stage, backup, sealer, marks, now)
        kept = _keep(database, now)
        settle(stage, database)
    finally:
        tidy(database)
    return Restored(made, kept, erased, known)


def tidy(database: Path) -> None:
    """Remove what a restore needs while it is under way, and leaves behind when it is killed."""
    for name in (STAGE, ASIDE):
        remove(database.with_name(name))


def _stage(backup: Path, stage: Path) -> None:
    """Copy a backup, with what was not yet written into it, and see that it is whole."""
    if not backup.is_file():
        raise BrokenBackupError(f"there is no file {backup}")
    remove(stage)
    for suffix in ("", "-wal"):
        if beside(backup, suffix).exists():
            _copy(beside(backup, suffix), beside(stage, suffix))
    if fault := full_damage(stage, "mode=ro"):
        raise BrokenBackupError(f"{backup} is no good backup: {fault}")


async def _bring_up_to_date(
    stage: Path, backup: Path, sealer: Sealer, marks: Marks, now: datetime
) -> tuple[datetime | None, int]:
    """Let what must not come back leave the staged database; tell from when it is, and who left."""
    database = await Database.open(stage, sealer)
    try:
        beat = await facts.get(database.reader, "heartbeat")
        async with database.transaction() as connection:
            erased = await erase_again(connection, marks)
            for links in ("invitations", "takeovers"):
                await connection.run(f"DELETE FROM {links} WHERE used IS NULL")  # noqa: S608 - ours
            await audit.note(connection, "operator", "restored", now, backup.name)
        await database.compact()
    finally:
        await database.close()
    return moment_of(backup) or (datetime.fromisoformat(beat) if beat else None), erased


def _keep(database: Path, now: datetime) -> Path | None:
    """Keep a copy of the database that will be replaced, and leave nothing beside it."""
    if not database.exists():
        return None
    if damage(database) is None:
        _gather(database)
    kept = database.with_name(f"{database.name}{KEPT}{stamp(now)}")
    aside = database.with_name(ASIDE)
    for suffix in ("-journal", "-wal", ""):
        if beside(database, suffix).exists():
            _copy(beside(database, suffix), aside)
            settle(aside, beside(kept, suffix))
    for suffix in BESIDE:  # what belonged to the former database would destroy the new one
        beside(database, suffix).unlink(missing_ok=True)
    flush(database.parent)
    return kept


def _gather(database: Path) -> None:
    """Write what stands beside a database into it; raises InUseError if somebody has it open."""
    try:
        with closing(sqlite3.connect(database)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.OperationalError as fault:
        if fault.sqlite_errorname == "SQLITE_BUSY":
            raise InUseError(InUseError.__doc__) from None
        raise


def _copy(source: Path, target: Path) -> None:
    target.unlink(missing_ok=True)
    target.touch(PRIVATE)
    shutil.copyfile(source, target)

"""Refuses a damaged database, and names the backup that can take its place."""

import shlex
from pathlib import Path

from storage.backups import FOLDER, newest_good
from storage.integrity import EMPTY, damage

GONE = "it is gone"


class DamagedDatabaseError(Exception):
    """The database is damaged. Nothing was changed."""


def refuse_damaged(database: Path) -> None:
    """Look at the database before anybody writes in it; raises DamagedDatabaseError.

    None is fine before the first start, and so is an empty one; where backups are, something was
    lost.
    """
    fault = damage(database) if database.exists() else GONE
    if fault is None:
        return
    backup = newest_good(database.with_name(FOLDER))
    if backup is None and fault in {EMPTY, GONE}:
        return
    raise DamagedDatabaseError(
        f"the database cannot be used: {database}: {fault}. Nothing was changed.\n{_advice(backup)}"
    )


def _advice(backup: Path | None) -> str:
    if backup is None:
        return "There is no good backup of it here; perhaps you keep copies in another place."
    command = shlex.join(["kansencoach", "restore", str(backup)])
    return f"The newest good backup takes its place with: {command}"

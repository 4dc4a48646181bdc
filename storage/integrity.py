"""Looks whether a database is whole, and changes nothing of it."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

EMPTY = "it is empty"


def damage(database: Path) -> str | None:
    """Say what is wrong with a database, which may be in use; None: nothing is.

    SQLite's quick check reads every page once. Raises sqlite3.OperationalError for one that cannot
    be read now: it is locked, or not ours to read.
    """
    return _fault(database, "mode=ro", "quick_check")


def full_damage(copy: Path, how: str = "mode=ro&immutable=1") -> str | None:
    """Say what is wrong with a file that nobody uses, the order in its indexes included."""
    try:
        return _fault(copy, how, "integrity_check")
    except sqlite3.OperationalError as fault:
        return str(fault)


def look(path: Path, how: str = "mode=ro") -> sqlite3.Connection:
    """Open a database to read it only; nothing beside it is tidied up at the end."""
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?{how}", uri=True)
    connection.execute("PRAGMA busy_timeout = 5000")
    return connection


def _fault(path: Path, how: str, check: str) -> str | None:
    try:
        with closing(look(path, how)) as connection:
            found = [row[0] for row in connection.execute(f"PRAGMA {check}(1)")]
            [[version]] = connection.execute("PRAGMA user_version")
            [[tables]] = connection.execute("SELECT count(*) FROM sqlite_master")
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError as fault:
        return str(fault)
    if found != ["ok"]:
        return _first_line(found)
    return None if version else "it is of another program" if tables else EMPTY


def _first_line(found: Iterable[str]) -> str:
    """Give the first words of SQLite about what it found; its headings begin with stars."""
    lines = [line for text in found for line in text.splitlines() if not line.startswith("***")]
    return lines[0] if lines else "SQLite finds a fault"

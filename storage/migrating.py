"""Brings a database to the newest form: numbered scripts, each applied once, never edited."""

import sqlite3
from collections.abc import Callable, Iterator
from importlib.resources import files

import aiosqlite

from storage.sealing import Sealer, WrongKeyError

SEALED = {
    "people": ("name",),
    "appointments": ("name", "phone", "topic"),
    "places": ("place", "tapped"),
    "letters": ("body",),
    "messages": ("content",),
    "callbacks": ("name", "phone"),
    "waiting_list": ("topic",),
    "voice_answers": ("file",),
}
SEALED_SINCE = 2  # the script from which on these columns are sealed
BATCH = 2_000  # rows in memory at once
KNOWN = "kansencoach"  # what the database has sealed, to know its key again


class NewerDatabaseError(Exception):
    """The database was made by a newer version of this program: install that version again."""


class OlderDatabaseError(Exception):
    """The database is older than this program: start the bot first, it brings it up to date."""


async def migrate(
    connection: aiosqlite.Connection,
    sealer: Sealer,
    until: int | None = None,
    *,
    upgrades: bool = True,
) -> None:
    """Apply each script that is new, each in its own transaction; all, or `until` this one.

    Without `upgrades` only to a new file. Raises NewerDatabaseError, OlderDatabaseError, and
    WrongKeyError for a key that is not this database's.
    """
    scripts = _scripts()
    done, newest = await _version(connection), scripts[-1][0]
    if done > newest:
        raise NewerDatabaseError(NewerDatabaseError.__doc__)
    if 0 < done < newest and not upgrades:
        raise OlderDatabaseError(OlderDatabaseError.__doc__)
    for number, script in scripts:
        if done < number <= (until or number):
            await _apply(connection, sealer, number, script)
    await _check_key(connection, sealer)


def _scripts() -> list[tuple[int, str]]:
    return sorted(
        (int(file.name[:4]), file.read_text("utf-8"))
        for file in files("storage").joinpath("migrations").iterdir()
        if file.name.endswith(".sql")
    )


async def _version(connection: aiosqlite.Connection) -> int:
    [[version]] = await connection.execute_fetchall("PRAGMA user_version")
    return int(version)


async def _apply(
    connection: aiosqlite.Connection, sealer: Sealer, number: int, script: str
) -> None:
    """Apply a script, unless another program did so while we waited for our turn."""
    await connection.execute("BEGIN IMMEDIATE")
    if await _version(connection) >= number:
        await connection.execute("ROLLBACK")
        return
    for statement in _statements(script):
        await connection.execute(statement)
    if number == SEALED_SINCE:
        await _rewrite(connection, sealer.seal)
        await _keep_known(connection, sealer)
    await connection.execute(f"PRAGMA user_version = {number}")
    await connection.execute("COMMIT")
    if number == SEALED_SINCE:  # what was deleted before can still be read in free pages
        await connection.execute("VACUUM")
        await connection.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")


def _statements(script: str) -> Iterator[str]:
    """Take a script apart: executescript() would end the transaction that is open."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


async def reseal(connection: aiosqlite.Connection, sealer: Sealer) -> None:
    """Seal everything with the first key, in the transaction that is open."""
    await _rewrite(connection, lambda token: sealer.seal(sealer.unseal(token)))
    await _keep_known(connection, sealer)


async def _check_key(connection: aiosqlite.Connection, sealer: Sealer) -> None:
    [[token]] = await connection.execute_fetchall("SELECT value FROM facts WHERE name = 'sealed'")
    if sealer.unseal(token) != KNOWN:
        raise WrongKeyError(WrongKeyError.__doc__)


async def _keep_known(connection: aiosqlite.Connection, sealer: Sealer) -> None:
    await connection.execute(
        "INSERT INTO facts (name, value) VALUES ('sealed', ?)"
        " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (sealer.seal(KNOWN),),
    )


async def _rewrite(connection: aiosqlite.Connection, change: Callable[[str], str]) -> None:
    """Change every sealed text; a column that this version does not have yet needs nothing."""
    for table, columns in SEALED.items():
        info = await connection.execute_fetchall(f"PRAGMA table_info({table})")
        for column in {row["name"] for row in info} & set(columns):
            await _rewrite_column(connection, table, column, change)


async def _rewrite_column(
    connection: aiosqlite.Connection, table: str, column: str, change: Callable[[str], str]
) -> None:
    """Change every text of a column that is not empty; a batch of rows at a time."""
    last = -(2**63)
    while rows := list(
        await connection.execute_fetchall(
            f"SELECT rowid, {column} FROM {table} WHERE rowid > ? AND {column} <> ''"  # noqa: S608
            " ORDER BY rowid LIMIT ?",
            (last, BATCH),
        )
    ):
        await connection.executemany(
            f"UPDATE {table} SET {column} = ? WHERE rowid = ?",  # noqa: S608 - names of ours
            [(change(text), number) for number, text in rows],
        )
        last = rows[-1][0]

"""Opens the SQLite file, migrates it, and runs one transaction at a time."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

import aiosqlite

Row = sqlite3.Row


class NewerDatabaseError(Exception):
    """The database was made by a newer version of this program: install that version again."""


class Connection:
    """A connection that is asked in single statements."""

    def __init__(self, raw: aiosqlite.Connection) -> None:
        self._raw = raw

    async def run(self, sql: str, *values: object) -> int:
        """Execute a statement; give the number of rows it changed."""
        async with self._raw.execute(sql, values) as cursor:
            return cursor.rowcount

    async def run_many(self, sql: str, rows: Sequence[Sequence[object]]) -> None:
        """Execute a statement for each row of values."""
        await self._raw.executemany(sql, rows)

    async def rows(self, sql: str, *values: object) -> list[Row]:
        """Execute a statement; give all rows."""
        return list(await self._raw.execute_fetchall(sql, values))

    async def row(self, sql: str, *values: object) -> Row | None:
        """Execute a statement; give its first row."""
        found = await self.rows(sql, *values)
        return found[0] if found else None

    async def value(self, sql: str, *values: object) -> Any:  # noqa: ANN401 - a column is what it is
        """Execute a statement; give the first column of its first row, None if there is none."""
        found = await self.row(sql, *values)
        return found[0] if found else None

    @asynccontextmanager
    async def attempt(self) -> AsyncIterator[None]:
        """Undo what is done inside if it fails; the transaction around it goes on."""
        await self.run("SAVEPOINT attempt")
        try:
            yield
        except BaseException:
            await self.run("ROLLBACK TO attempt")
            raise
        finally:
            await self.run("RELEASE attempt")


class Database:
    """One writer behind a lock, one reader beside it.

    Two tasks on one connection would share a transaction: a rollback of one would erase the
    other's rows.
    """

    def __init__(self, writer: aiosqlite.Connection, reader: aiosqlite.Connection) -> None:
        self._writer, self._reader = writer, reader
        self._lock = asyncio.Lock()
        self.reader = Connection(reader)

    @classmethod
    async def open(cls, path: Path) -> "Database":
        """Open (or make) the database file and bring it to the newest form.

        Raises NewerDatabaseError, and sqlite3.Error for a file that is no database.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        writer = await _connect(path)
        try:
            await writer.execute("PRAGMA journal_mode = WAL")
            await writer.execute("PRAGMA synchronous = FULL")
            await _migrate(writer)
            reader = await _connect(path)
        except BaseException:
            await writer.close()
            raise
        await reader.execute("PRAGMA query_only = ON")
        return cls(writer, reader)

    async def close(self) -> None:
        """Close both connections; an open one would keep the process from ending."""
        async with self._lock:
            await self._reader.close()
            await self._writer.close()

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Connection]:
        """Do everything inside, or nothing of it."""
        async with self._lock:
            if self._writer.in_transaction:  # a task was cancelled in its BEGIN
                await self._writer.execute("ROLLBACK")
            await self._writer.execute("BEGIN IMMEDIATE")
            try:
                yield Connection(self._writer)
            except BaseException:
                await self._writer.execute("ROLLBACK")
                raise
            await self._writer.execute("COMMIT")

    async def copy_to(self, path: Path) -> None:
        """Write a consistent copy of the database to another file, beside running readers."""
        copy = await aiosqlite.connect(path)
        try:
            await self._reader.backup(copy)
        finally:
            await copy.close()


async def _connect(path: Path) -> aiosqlite.Connection:
    connection = await aiosqlite.connect(path, isolation_level=None)
    connection.row_factory = sqlite3.Row
    await connection.execute("PRAGMA busy_timeout = 5000")
    return connection


async def _migrate(connection: aiosqlite.Connection) -> None:
    """Apply each numbered file once, each in its own transaction."""
    scripts = sorted(
        (int(file.name[:4]), file.read_text("utf-8"))
        for file in files("storage").joinpath("migrations").iterdir()
        if file.name.endswith(".sql")
    )
    [[done]] = await connection.execute_fetchall("PRAGMA user_version")
    if done > scripts[-1][0]:
        raise NewerDatabaseError(NewerDatabaseError.__doc__)
    for number, script in scripts:
        if number > done:
            await connection.executescript(
                f"BEGIN IMMEDIATE;\n{script}\nPRAGMA user_version = {number};\nCOMMIT;"
            )

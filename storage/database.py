"""Opens the SQLite file, migrates it, and runs one transaction at a time."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, NamedTuple

import aiosqlite

from storage.migrating import NewerDatabaseError, OlderDatabaseError, migrate, reseal
from storage.sealing import Sealer

__all__ = ["Connection", "Database", "NewerDatabaseError", "OlderDatabaseError", "Row"]

Row = sqlite3.Row
PRIVATE = 0o600
PATIENCE = 5000  # milliseconds that another program (a backup, a command) may hold the file
FETCHED = 64  # rows that a thread reads at a time


class Connection:
    """A connection that is asked in single statements.

    Each takes some microseconds, less than it takes to hand it to a thread; what waits for another
    program or for the disk (a BEGIN that is not free, COMMIT) is not among them.
    What a person said goes through `sealer`. `cause` is the update that all this follows from.
    """

    def __init__(self, file: sqlite3.Connection, sealer: Sealer, cause: int | None = None) -> None:
        self._file, self.sealer, self.cause = file, sealer, cause

    async def run(self, sql: str, *values: object) -> int:
        """Execute a statement; give the number of rows it changed."""
        return self._file.execute(sql, values).rowcount

    async def run_many(self, sql: str, rows: Sequence[Sequence[object]]) -> None:
        """Execute a statement for each row of values."""
        self._file.executemany(sql, rows)

    async def rows(self, sql: str, *values: object) -> list[Row]:
        """Execute a statement; give all rows."""
        return self._file.execute(sql, values).fetchall()

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
            if self._file.in_transaction:  # a full disk undid all of it already
                await self.run("ROLLBACK TO attempt")
                await self.run("RELEASE attempt")
            raise
        await self.run("RELEASE attempt")


class Opened(NamedTuple):
    """One connection in two ways: `thread` for what waits for a lock or the disk, else `file`."""

    file: sqlite3.Connection
    thread: aiosqlite.Connection


class Database:
    """One writer behind a lock, one reader beside it.

    Two tasks on one connection would share a transaction: a rollback of one would erase the
    other's rows.
    """

    def __init__(
        self,
        path: Path,
        writer: Opened,
        reader: Opened,
        sealer: Sealer,
    ) -> None:
        self.path, self._file, self._sealer = path, writer.file, sealer
        self._writer, self._reader = writer.thread, reader.thread
        self._lock = asyncio.Lock()
        self.patience = PATIENCE
        self.reader = Connection(reader.file, sealer)

    @classmethod
    async def open(cls, path: Path, sealer: Sealer, *, upgrades: bool = True) -> "Database":
        """Open (or make) the database file, for our eyes only, and bring it to the newest form.

        Raises NewerDatabaseError, WrongKeyError, and sqlite3.Error for a file that is no database;
        and OlderDatabaseError without `upgrades`: for who opens it beside a bot that runs.
        """
        _make_private(path)
        writer = await _connect(path)
        try:
            await writer.thread.execute("PRAGMA journal_mode = WAL")
            await writer.thread.execute("PRAGMA synchronous = FULL")
            await writer.thread.execute("PRAGMA secure_delete = ON")
            await migrate(writer.thread, sealer, upgrades=upgrades)
            reader = await _connect(path)
        except BaseException:
            await writer.thread.close()
            raise
        await reader.thread.execute("PRAGMA query_only = ON")
        await writer.thread.execute("PRAGMA busy_timeout = 0")  # _begin() waits
        return cls(path, writer, reader, sealer)

    async def close(self) -> None:
        """Close both connections; an open one would keep the process from ending."""
        async with self._lock:
            await self._reader.close()
            await self._writer.close()

    @asynccontextmanager
    async def transaction(self, cause: int | None = None) -> AsyncIterator[Connection]:
        """Do everything inside, or nothing of it; `cause` is the update it follows from."""
        async with self._lock:
            if self._writer.in_transaction:  # a task was cancelled in its BEGIN
                await self._to_its_end("ROLLBACK")
            await self._begin()
            try:
                yield Connection(self._file, self._sealer, cause)
            except BaseException:
                if self._writer.in_transaction:  # a full disk makes SQLite roll back by itself
                    await self._to_its_end("ROLLBACK")
                raise
            await self._to_its_end("COMMIT")

    async def _begin(self) -> None:
        """Take the file for writing: at once if it is free, else wait for it on a thread.

        Raises sqlite3.OperationalError when it is not free in time.
        """
        try:
            self._file.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as fault:
            if fault.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
            async with self._patiently():
                await self._to_its_end("BEGIN IMMEDIATE")

    @asynccontextmanager
    async def _patiently(self) -> AsyncIterator[None]:
        """Let statements on the thread wait for other programs."""
        await self._to_its_end(f"PRAGMA busy_timeout = {self.patience}")
        try:
            yield
        finally:
            await self._to_its_end("PRAGMA busy_timeout = 0")

    async def _to_its_end(self, sql: str) -> None:
        """Execute on the thread; who is cancelled meanwhile keeps the lock until it is done."""
        doing = asyncio.ensure_future(self._writer.execute_fetchall(sql))
        try:
            await asyncio.shield(doing)
        except asyncio.CancelledError:
            await asyncio.wait({doing})
            raise

    async def compact(self) -> None:
        """Give back what was deleted: afterwards no trace of it is in the file or beside it.

        Raises sqlite3.OperationalError when another program uses the file all the time.
        """
        async with self._lock, self._patiently():
            await self._writer.execute_fetchall("VACUUM")
            [[busy, *_]] = await self._writer.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")
        if busy:
            raise sqlite3.OperationalError("somebody reads: what was deleted is in the log still")

    async def reseal(self) -> None:
        """Seal everything with the first key; raises WrongKeyError if something cannot be read."""
        async with self.transaction():
            await reseal(self._writer, self._sealer)


def _make_private(path: Path) -> None:
    """Let nobody else read the file; SQLite gives its files beside it the same mode."""
    path.parent.mkdir(0o700, parents=True, exist_ok=True)
    path.touch(PRIVATE)
    path.chmod(PRIVATE)


async def _connect(path: Path) -> Opened:
    file = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    file.row_factory = sqlite3.Row
    thread = await aiosqlite.Connection(lambda: file, FETCHED)
    await thread.execute(f"PRAGMA busy_timeout = {PATIENCE}")
    return Opened(file, thread)


@asynccontextmanager
async def opened(path: Path, sealer: Sealer, *, upgrades: bool = False) -> AsyncIterator[Database]:
    """Open the database for what is done inside, then close it; raises as Database.open does."""
    database = await Database.open(path, sealer, upgrades=upgrades)
    try:
        yield database
    finally:
        await database.close()

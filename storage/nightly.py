"""How the chores of the night went: when each last went well, and when it last failed."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta
from typing import NamedTuple

from storage import facts
from storage.database import Connection, Database

BACKUP, CLEAN_UP = "backup", "clean up"  # chores, and the facts of when they went well
OVERDUE = timedelta(hours=26)  # longer than the longest day, which has 25


class Tries(NamedTuple):
    """When a chore last went well, and when it last failed; in UTC, None: never."""

    good: datetime | None
    failed: datetime | None

    def overdue(self, now: datetime) -> bool:
        """Tell whether the nightly moment went by without a try, or nobody ever tried."""
        tried = [moment for moment in self if moment is not None]
        return not tried or now - max(tried) > OVERDUE


async def read(connection: Connection, chore: str) -> Tries:
    """Read how a chore went."""
    good, failed = [await facts.get(connection, name) for name in (chore, _failed(chore))]
    return Tries(
        datetime.fromisoformat(good) if good else None,
        datetime.fromisoformat(failed) if failed else None,
    )


async def begin(connection: Connection, chore: str, now: datetime) -> None:
    """Let a chore that was never tried be due from now on as if it was just done."""
    if (await read(connection, chore)) == (None, None):
        await facts.put(connection, chore, now.isoformat("T", "seconds"))


@asynccontextmanager
async def noted(database: Database, chore: str, now: datetime) -> AsyncIterator[None]:
    """Note how a chore that is done inside ended."""
    try:
        yield
    except Exception:
        with suppress(sqlite3.Error):  # what is wrong with the chore may be so with the database
            await _note(database, _failed(chore), now)
        raise
    await _note(database, chore, now)


def _failed(chore: str) -> str:
    return f"{chore} failed"


async def _note(database: Database, name: str, now: datetime) -> None:
    async with database.transaction() as connection:
        await facts.put(connection, name, now.isoformat("T", "seconds"))

"""Changes many rows in short transactions, so that everybody else has a turn in between."""

import asyncio
from collections.abc import Awaitable, Callable

from storage.database import Connection, Database

BATCH = 100  # rows; the slowest, appointments, keep the event loop waiting for 5 to 15 ms

Step = Callable[[Connection, int], Awaitable[int]]


async def in_batches(database: Database, step: Step) -> int:
    """Repeat a step until nothing is left for it, each time in its own transaction; count.

    A step changes at most so many rows as it is told, and tells how many.
    """
    total, done = 0, BATCH
    while done == BATCH:
        async with database.transaction() as connection:
            done = await step(connection, BATCH)
        total += done
        await asyncio.sleep(0)
    return total


async def change(database: Database, sql: str, *values: object) -> int:
    """Repeat a statement, of which the last mark is how many rows it may change; count them."""
    return await in_batches(database, lambda connection, most: connection.run(sql, *values, most))

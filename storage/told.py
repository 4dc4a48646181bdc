"""What a coach was told of a parent, so that nobody can have it told over and over."""

from datetime import datetime, timedelta

from storage.database import Connection
from storage.moments import seconds

AT_MOST = timedelta(days=1)  # between two words on the same talk, or the same answer


async def coming(connection: Connection, appointment: str) -> bool:
    """Note that the coach hears that the parent comes; False if it was told of this time."""
    sql = "UPDATE appointments SET coming = sequence WHERE id = ? AND coming IS NOT sequence"
    return bool(await connection.run(sql, appointment))


async def unreached(connection: Connection, appointment: str, now: datetime) -> bool:
    """Note that the coach hears that the parent is out of reach; False if it was told today."""
    sql = "UPDATE appointments SET unreached = ? WHERE id = ? AND coalesce(unreached, 0) <= ?"
    return bool(await connection.run(sql, seconds(now), appointment, seconds(now - AT_MOST)))


async def unreached_answers(connection: Connection, parent: int, now: datetime) -> set[str]:
    """Give the coaches whose answers to a parent wait, and note that they hear of it.

    Not those who heard of the same answer today.
    """
    rows = await connection.rows(
        """UPDATE messages SET unreached = ?
           WHERE parent = ? AND coalesce(unreached, 0) <= ?
             AND id IN (SELECT appointment FROM letters WHERE chat = ? AND ended IS NULL)
           RETURNING coach""",
        seconds(now),
        parent,
        seconds(now - AT_MOST),
        parent,
    )
    return {row["coach"] for row in rows}

"""When coaches have no talk within their hours: one was called off, or asked to move."""

from datetime import datetime

from storage.database import Connection
from storage.moments import seconds


async def keep(connection: Connection, coach: str, start: datetime, end: datetime) -> None:
    """Let a coach have no talk in [start, end)."""
    await connection.run(
        """INSERT INTO kept_free (coach, start, end) VALUES (?, ?, ?)
           ON CONFLICT (coach, start) DO UPDATE SET end = max(end, excluded.end)""",
        coach,
        seconds(start),
        seconds(end),
    )

"""Agendas among the letters: each names many parents, and is about none of them."""

from datetime import datetime

from storage.database import Connection
from storage.moments import seconds

AGENDA = "agenda"  # what stands in its letter instead of a talk


async def withdraw(connection: Connection, now: datetime) -> list[str]:
    """Drop every agenda that has not left, or was refused; tell which coaches wait for theirs."""
    rows = await connection.rows(
        "DELETE FROM letters WHERE appointment = ? AND body <> '' RETURNING coach, ended, expires",
        AGENDA,
    )
    waiting = {r["coach"] for r in rows if r["ended"] is None and r["expires"] > seconds(now)}
    return sorted(waiting)

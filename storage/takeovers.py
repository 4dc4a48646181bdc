"""One-time links by which a parent takes over a talk that a coach booked; of each only a hash."""

from dataclasses import dataclass
from datetime import datetime

from storage.database import Connection
from storage.moments import seconds


@dataclass(frozen=True, slots=True)
class Takeover:
    """Which talk a link is for, and whether somebody opened it."""

    appointment: str
    used: bool


async def offer(connection: Connection, hashed: str, appointment: str) -> None:
    """Keep a link by the hash of its secret; an earlier one for this talk ends."""
    await connection.run("DELETE FROM takeovers WHERE appointment = ?", appointment)
    sql = "INSERT INTO takeovers (hash, appointment) VALUES (?, ?)"
    await connection.run(sql, hashed, appointment)


async def find(connection: Connection, hashed: str) -> Takeover | None:
    """Find a link by the hash of its secret."""
    row = await connection.row("SELECT appointment, used FROM takeovers WHERE hash = ?", hashed)
    return Takeover(row["appointment"], row["used"] is not None) if row else None


async def use(connection: Connection, hashed: str, now: datetime) -> None:
    """Note a link as used."""
    await connection.run("UPDATE takeovers SET used = ? WHERE hash = ?", seconds(now), hashed)

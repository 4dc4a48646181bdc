"""Which chat a coach or the coordinator reads in, and the one-time invitations that link it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from storage.database import Connection
from storage.moments import moment, seconds

COACH, COORDINATOR = "coach", "coordinator"  # roles


@dataclass(frozen=True, slots=True)
class Invitation:
    """A one-time link: for which coach, until when, and when it was used."""

    coach: str
    expires: datetime
    used: datetime | None


async def of_chat(connection: Connection, chat: int) -> tuple[str | None, bool]:
    """Tell which coach reads in this chat, and whether the coordinator does."""
    rows = await connection.rows("SELECT coach, role FROM coach_links WHERE chat = ?", chat)
    found = {row["role"]: row["coach"] for row in rows}
    return found.get(COACH), COORDINATOR in found


async def linked(connection: Connection) -> dict[str, int]:
    """Give all linked coaches: id -> chat."""
    rows = await connection.rows("SELECT coach, chat FROM coach_links")
    return {row["coach"]: row["chat"] for row in rows}


async def reachable(connection: Connection) -> set[str]:
    """Give the coaches who read in a chat that takes our messages."""
    rows = await connection.rows(
        """SELECT coach FROM coach_links l LEFT JOIN people p ON p.chat = l.chat
           WHERE coalesce(p.blocked, 0) = 0"""
    )
    return {row["coach"] for row in rows}


async def link(
    connection: Connection, coach: str, chat: int, now: datetime, role: str = COACH
) -> None:
    """Let a coach read in this chat, and no longer in another; of each role one reads in a chat."""
    await connection.run(
        "DELETE FROM coach_links WHERE coach = ? OR (chat = ? AND role = ?)", coach, chat, role
    )
    await connection.run(
        "INSERT INTO coach_links (coach, chat, linked, role) VALUES (?, ?, ?, ?)",
        coach,
        chat,
        seconds(now),
        role,
    )


async def unlink_others(connection: Connection, known: Collection[str]) -> None:
    """Forget the chats and hours of coaches who are not (or no longer) among these."""
    for table in ("coach_links", "weekly_hours", "starting_hours", "kept_free"):
        rows = await connection.rows(f"SELECT DISTINCT coach FROM {table}")  # noqa: S608 - ours
        for coach in {row["coach"] for row in rows} - set(known):
            await connection.run(f"DELETE FROM {table} WHERE coach = ?", coach)  # noqa: S608 - ours


async def invite(connection: Connection, hashed: str, coach: str, expires: datetime) -> None:
    """Keep an invitation by the hash of its secret; earlier ones of this coach end."""
    await connection.run("DELETE FROM invitations WHERE coach = ? AND used IS NULL", coach)
    await connection.run(
        "INSERT INTO invitations (hash, coach, expires) VALUES (?, ?, ?)",
        hashed,
        coach,
        seconds(expires),
    )


async def invitation(connection: Connection, hashed: str) -> Invitation | None:
    """Find an invitation by the hash of its secret."""
    row = await connection.row(
        "SELECT coach, expires, used FROM invitations WHERE hash = ?", hashed
    )
    if row is None:
        return None
    return Invitation(row["coach"], moment(row["expires"]), row["used"] and moment(row["used"]))


async def use(connection: Connection, hashed: str, now: datetime) -> None:
    """Note an invitation as used."""
    await connection.run("UPDATE invitations SET used = ? WHERE hash = ?", seconds(now), hashed)

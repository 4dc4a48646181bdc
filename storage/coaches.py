"""Which chat a coach reads in, and the one-time invitations that link it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from storage.database import Connection
from storage.moments import moment, seconds


@dataclass(frozen=True, slots=True)
class Invitation:
    """A one-time link: for which coach, until when, and when it was used."""

    coach: str
    expires: datetime
    used: datetime | None


async def coach_of_chat(connection: Connection, chat: int) -> str | None:
    """Tell which coach reads in this chat."""
    found: str | None = await connection.value("SELECT coach FROM coach_links WHERE chat = ?", chat)
    return found


async def linked(connection: Connection) -> dict[str, int]:
    """Give all linked coaches: id -> chat."""
    rows = await connection.rows("SELECT coach, chat FROM coach_links")
    return {row["coach"]: row["chat"] for row in rows}


async def link(connection: Connection, coach: str, chat: int, now: datetime) -> None:
    """Let a coach read in this chat, and no longer in another."""
    await connection.run("DELETE FROM coach_links WHERE coach = ? OR chat = ?", coach, chat)
    await connection.run(
        "INSERT INTO coach_links (coach, chat, linked) VALUES (?, ?, ?)", coach, chat, seconds(now)
    )


async def unlink_others(connection: Connection, known: Collection[str]) -> None:
    """Unlink the coaches who are not (or no longer) among these: they read no more."""
    for coach in set(await linked(connection)) - set(known):
        await connection.run("DELETE FROM coach_links WHERE coach = ?", coach)


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

"""What is kept of a person, and how it goes: by hand at once, or when its time is over."""

from dataclasses import dataclass
from datetime import datetime

from storage import conversations, outbox
from storage.database import Connection
from storage.moments import seconds


@dataclass(frozen=True, slots=True)
class Purged:
    """What a purge took away, counted."""

    conversations: int
    letters: int
    appointments: int
    people: int
    audits: int


@dataclass(frozen=True, slots=True)
class Terms:
    """What began or ended before these moments goes."""

    conversations: datetime
    updates: datetime
    letters: datetime
    appointments: datetime
    people: datetime
    audits: datetime
    erased: datetime


async def erase(connection: Connection, chat: int) -> None:
    """Take away every row about the person of a chat, and who did what in it."""
    for sql in (
        "DELETE FROM claims WHERE appointment IN (SELECT id FROM appointments WHERE parent = ?)",
        "DELETE FROM letters WHERE appointment IN (SELECT id FROM appointments WHERE parent = ?)",
        "DELETE FROM letters WHERE chat = ?",
        "DELETE FROM letters WHERE about = ?",
        "DELETE FROM appointments WHERE parent = ?",
        "DELETE FROM places WHERE chat = ?",
        "DELETE FROM people WHERE chat = ?",
    ):
        await connection.run(sql, chat)
    await connection.run("DELETE FROM audit WHERE who = ?", f"parent {chat}")


async def remember_erased(connection: Connection, chat: int, now: datetime) -> None:
    """Keep a mark that recognises the chat in an old backup, and leads to nobody by itself."""
    await connection.run(
        "INSERT INTO erased (mark, at) VALUES (?, ?) ON CONFLICT (mark) DO UPDATE SET at = ?",
        connection.sealer.marks(f"{chat}")[0],
        seconds(now),
        seconds(now),
    )


async def purge(connection: Connection, terms: Terms) -> Purged:
    """Take away what is older than its term; count it.

    A person with a coming talk, and a coach, stay however long they were silent.
    """
    before = {name: seconds(getattr(terms, name)) for name in Terms.__slots__}
    await connection.run("DELETE FROM erased WHERE at < ?", before["erased"])
    await connection.run("DELETE FROM invitations WHERE expires < ?", before["letters"])
    return Purged(
        conversations=await conversations.forget(
            connection, places_before=terms.conversations, updates_before=terms.updates
        ),
        letters=await outbox.forget(connection, terms.letters),
        appointments=await _appointments(connection, before["appointments"]),
        people=await connection.run(
            """DELETE FROM people WHERE seen < ?
               AND chat NOT IN (SELECT chat FROM coach_links)
               AND chat NOT IN (SELECT parent FROM appointments)""",
            before["people"],
        ),
        audits=await connection.run("DELETE FROM audit WHERE at < ?", before["audits"]),
    )


async def _appointments(connection: Connection, before: int) -> int:
    old = "SELECT id FROM appointments WHERE end < ?"
    await connection.run(f"DELETE FROM claims WHERE appointment IN ({old})", before)  # noqa: S608
    await connection.run(f"DELETE FROM letters WHERE appointment IN ({old})", before)  # noqa: S608
    return await connection.run("DELETE FROM appointments WHERE end < ?", before)

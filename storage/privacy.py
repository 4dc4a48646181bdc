"""What is kept of a person, and how it goes: by hand at once, or when its time is over."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from storage.batches import change, in_batches
from storage.database import Connection, Database
from storage.moments import seconds

# What began or ended before a moment, at most so many rows at a time. Claims and letters of an
# appointment go with it.
OLD = {
    "erased": """DELETE FROM erased WHERE mark IN
        (SELECT mark FROM erased WHERE at < ? LIMIT ?)""",
    "invitations": """DELETE FROM invitations WHERE hash IN
        (SELECT hash FROM invitations WHERE expires < ? LIMIT ?)""",
    "updates": """DELETE FROM updates WHERE id IN
        (SELECT id FROM updates WHERE heard < ? LIMIT ?)""",
    "conversations": """DELETE FROM places WHERE chat IN
        (SELECT chat FROM places WHERE changed < ? LIMIT ?)""",
    "letters": """DELETE FROM letters WHERE id IN
        (SELECT id FROM letters WHERE ended < ? LIMIT ?)""",
    "messages": """DELETE FROM messages WHERE id IN
        (SELECT id FROM messages WHERE sent < ? LIMIT ?)""",
    "callbacks": """DELETE FROM callbacks WHERE id IN
        (SELECT id FROM callbacks WHERE asked < ? LIMIT ?)""",
    "waiting_list": """DELETE FROM waiting_list WHERE parent IN
        (SELECT parent FROM waiting_list WHERE until < ? LIMIT ?)""",
    "people": """DELETE FROM people WHERE chat IN
        (SELECT chat FROM people p WHERE seen < ?
           AND NOT EXISTS (SELECT 1 FROM coach_links WHERE chat = p.chat)
           AND NOT EXISTS (SELECT 1 FROM appointments WHERE parent = p.chat) LIMIT ?)""",
    "absences": """DELETE FROM absences WHERE id IN
        (SELECT id FROM absences WHERE last < date(?, 'unixepoch') LIMIT ?)""",
    "audits": """DELETE FROM audit WHERE id IN
        (SELECT id FROM audit WHERE at < ? LIMIT ?)""",
}


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
    waits: datetime


async def erase(connection: Connection, chat: int) -> None:
    """Take away every row about the person of a chat, and who did what in it.

    Of a coach that is the link too: letters to the coach wait for a new one.
    """
    for sql in (
        "DELETE FROM claims WHERE appointment IN (SELECT id FROM appointments WHERE parent = ?)",
        "DELETE FROM letters WHERE appointment IN (SELECT id FROM appointments WHERE parent = ?)",
        "DELETE FROM proposals WHERE appointment IN (SELECT id FROM appointments WHERE parent = ?)",
        "DELETE FROM decisions WHERE appointment IN (SELECT id FROM appointments WHERE parent = ?)",
        "DELETE FROM takeovers WHERE appointment IN (SELECT id FROM appointments WHERE parent = ?)",
        "DELETE FROM messages WHERE parent = ?",
        "DELETE FROM callbacks WHERE parent = ?",
        "DELETE FROM waiting_list WHERE parent = ?",
        "DELETE FROM letters WHERE chat = ?",
        "DELETE FROM letters WHERE about = ?",
        "DELETE FROM appointments WHERE parent = ?",
        "DELETE FROM places WHERE chat = ?",
        "DELETE FROM coach_links WHERE chat = ?",
        "DELETE FROM people WHERE chat = ?",
    ):
        await connection.run(sql, chat)
    await connection.run("DELETE FROM audit WHERE who = ?", f"parent {chat}")


async def remember_erased(
    connection: Connection, chat: int, now: datetime, talks: Iterable[str] = ()
) -> None:
    """Keep marks that recognise the chat and the talks in an old backup, and lead to nobody.

    A talk has one of its own: in the backup it can be of nobody still, booked at the school gate.
    """
    for text in (f"{chat}", *map(talk_text, talks)):
        await connection.run(
            "INSERT INTO erased (mark, at) VALUES (?, ?) ON CONFLICT (mark) DO UPDATE SET at = ?",
            connection.sealer.marks(text)[0],
            seconds(now),
            seconds(now),
        )


def talk_text(appointment: str) -> str:
    """Give the text of which the mark of a talk is made: never that of a chat."""
    return f"talk {appointment}"


async def purge(database: Database, terms: Terms) -> Purged:
    """Take away what is older than its term, in batches; count it.

    A person with a coming talk, and a coach, stay however long they were silent.
    """
    await _forget(database, "erased", terms.erased)
    await _forget(database, "invitations", terms.letters)
    await _forget(database, "updates", terms.updates)
    await _forget(database, "messages", terms.letters)
    await _forget(database, "callbacks", terms.letters)
    await _forget(database, "absences", terms.appointments)
    await _forget(database, "waiting_list", terms.waits)
    return Purged(
        conversations=await _forget(database, "conversations", terms.conversations),
        letters=await _forget(database, "letters", terms.letters),
        appointments=await _forget_appointments(database, terms.appointments),
        people=await _forget(database, "people", terms.people),
        audits=await _forget(database, "audits", terms.audits),
    )


async def _forget(database: Database, what: str, before: datetime) -> int:
    return await change(database, OLD[what], seconds(before))


async def _forget_appointments(database: Database, before: datetime) -> int:
    return await in_batches(
        database, lambda connection, most: _drop_appointments(connection, before, most)
    )


async def _drop_appointments(connection: Connection, before: datetime, most: int) -> int:
    """Drop appointments with their claims and letters, all in this transaction."""
    sql = "SELECT id FROM appointments WHERE end < ? LIMIT ?"
    ids = [(row["id"],) for row in await connection.rows(sql, seconds(before), most)]
    for sql in (
        "DELETE FROM claims WHERE appointment = ?",
        "DELETE FROM letters WHERE appointment = ?",
        "DELETE FROM proposals WHERE appointment = ?",
        "DELETE FROM decisions WHERE appointment = ?",
        "DELETE FROM takeovers WHERE appointment = ?",
        "DELETE FROM appointments WHERE id = ?",
    ):
        await connection.run_many(sql, ids)
    return len(ids)

"""What is kept of a person, and how it goes: by hand at once, or when its time is over."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from storage.batches import change, in_batches
from storage.database import Connection, Database
from storage.moments import seconds
from storage.sealing import WrongKeyError

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
    "clips": """DELETE FROM clips WHERE said IN
        (SELECT said FROM clips WHERE used < ? LIMIT ?)""",
    "voice_answers": """DELETE FROM voice_answers WHERE rowid IN
        (SELECT rowid FROM voice_answers v WHERE said < ? AND NOT EXISTS
           (SELECT 1 FROM appointments WHERE id = v.about AND end >= ?) LIMIT ?)""",
    "waiting_list": """DELETE FROM waiting_list WHERE parent IN
        (SELECT parent FROM waiting_list WHERE until < ? LIMIT ?)""",
    "proposals": """DELETE FROM proposals WHERE (appointment, sent, start) IN
        (SELECT appointment, sent, start FROM proposals p WHERE NOT EXISTS
           (SELECT 1 FROM appointments WHERE id = p.appointment AND end >= ?) LIMIT ?)""",
    "takeovers": """DELETE FROM takeovers WHERE hash IN
        (SELECT hash FROM takeovers t WHERE NOT EXISTS
           (SELECT 1 FROM appointments WHERE id = t.appointment AND end >= ?) LIMIT ?)""",
    "decisions": """DELETE FROM decisions WHERE appointment IN
        (SELECT appointment FROM decisions WHERE start < ? LIMIT ?)""",
    "people": """DELETE FROM people WHERE chat IN
        (SELECT chat FROM people p WHERE seen < ?
           AND NOT EXISTS (SELECT 1 FROM coach_links WHERE chat = p.chat)
           AND NOT EXISTS (SELECT 1 FROM appointments WHERE parent = p.chat) LIMIT ?)""",
    "absences": """DELETE FROM absences WHERE id IN
        (SELECT id FROM absences WHERE last < date(?, 'unixepoch') LIMIT ?)""",
    "kept_free": """DELETE FROM kept_free WHERE (coach, start) IN
        (SELECT coach, start FROM kept_free WHERE end < ? LIMIT ?)""",
    "audits": """DELETE FROM audit WHERE id IN
        (SELECT id FROM audit WHERE at < ? LIMIT ?)""",
}


Purged = Mapping[str, int]  # how much a purge took away, by what it is


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
    decisions: datetime
    over: datetime


# Rows that name a talk, or what else somebody has by an id.
OF_AN_ID = (
    "DELETE FROM claims WHERE appointment = ?",
    "DELETE FROM letters WHERE appointment = ?",
    "DELETE FROM proposals WHERE appointment = ?",
    "DELETE FROM decisions WHERE appointment = ?",
    "DELETE FROM takeovers WHERE appointment = ?",
    "DELETE FROM voice_answers WHERE about = ?",
)
OF_A_CHAT = (
    "DELETE FROM messages WHERE parent = ?",
    "DELETE FROM callbacks WHERE parent = ?",
    "DELETE FROM waiting_list WHERE parent = ?",
    "DELETE FROM voice_answers WHERE parent = ?",
    "DELETE FROM letters WHERE chat = ?",
    "DELETE FROM letters WHERE about = ?",
    "DELETE FROM appointments WHERE parent = ?",
    "DELETE FROM places WHERE chat = ?",
    "DELETE FROM clips WHERE owner = ?",
    "DELETE FROM kept_free WHERE coach IN (SELECT coach FROM coach_links WHERE chat = ?)",
    "DELETE FROM coach_links WHERE chat = ?",
    "DELETE FROM people WHERE chat = ?",
)
NAMES = """SELECT name FROM people WHERE chat = ?1
    UNION SELECT name FROM appointments WHERE parent = ?1
    UNION SELECT name FROM callbacks WHERE parent = ?1"""
IDS = """SELECT id FROM appointments WHERE parent = ?1
    UNION SELECT id FROM messages WHERE parent = ?1
    UNION SELECT id FROM callbacks WHERE parent = ?1
    UNION SELECT id FROM waiting_list WHERE parent = ?1"""
# What a coach has open, and what a coach was answered and has not left.
OPEN = """SELECT chat, place, tapped FROM places WHERE chat IN (SELECT chat FROM coach_links)"""
ANSWERS = """SELECT id, body FROM letters
    WHERE ended IS NULL AND coach IS NULL AND chat IN (SELECT chat FROM coach_links)"""


async def erase(connection: Connection, chat: int) -> None:
    """Take away every row about the person of a chat, and who did what in it, or about it.

    Of a coach that is the link too: letters to the coach wait for a new one.
    """
    ids = [row["id"] for row in await connection.rows(IDS, chat)]
    names = _readable(connection, [row["name"] for row in await connection.rows(NAMES, chat)])
    for sql in (*OF_AN_ID, "DELETE FROM audit WHERE subject = ?"):
        await connection.run_many(sql, [(name,) for name in ids])
    for sql in OF_A_CHAT:
        await connection.run(sql, chat)
    await connection.run("DELETE FROM audit WHERE who = ?", f"parent {chat}")
    await _close(connection, ids)
    await _unsay(connection, [*ids, *names])


async def _close(connection: Connection, ids: Sequence[str]) -> None:
    """Close what a coach has open about one of these."""
    for row in await connection.rows(OPEN):
        if _names(connection, (row["place"], row["tapped"]), ids):
            sql = "UPDATE places SET place = NULL, tapped = '' WHERE chat = ?"
            await connection.run(sql, row["chat"])


async def _unsay(connection: Connection, words: Sequence[str]) -> None:
    """Withdraw what coaches asked to see and have not seen yet, if one of these stands in it."""
    for row in await connection.rows(ANSWERS):
        if _names(connection, (row["body"],), words):
            await connection.run("DELETE FROM letters WHERE id = ?", row["id"])


def _names(connection: Connection, sealed: Iterable[str | None], words: Sequence[str]) -> bool:
    texts = _readable(connection, sealed)
    return any(word and word in text for word in words for text in texts)


def _readable(connection: Connection, sealed: Iterable[str | None]) -> list[str]:
    """Read what can be read: what no key opens keeps nobody from being erased."""
    found = []
    for text in filter(None, sealed):
        with suppress(WrongKeyError):
            found.append(connection.sealer.unseal(text))
    return found


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
    """Take away what is older than its term, in batches; count all of it.

    A person with a coming talk, and a coach, stay however long they were silent.
    """
    before = {
        "erased": terms.erased,
        "invitations": terms.letters,
        "updates": terms.updates,
        "conversations": terms.conversations,
        "letters": terms.letters,
        "messages": terms.letters,
        "callbacks": terms.letters,
        "clips": terms.letters,
        "voice_answers": terms.letters,
        "waiting_list": terms.over,
        "proposals": terms.over,
        "takeovers": terms.over,
        "kept_free": terms.over,
        "decisions": terms.decisions,
        "absences": terms.appointments,
        "people": terms.people,
        "audits": terms.audits,
    }
    talks = await _forget_appointments(database, terms.appointments)
    counts = {what: await _forget(database, what, moment) for what, moment in before.items()}
    return {"appointments": talks, **counts}


async def _forget(database: Database, what: str, before: datetime) -> int:
    sql = OLD[what]
    moments = [seconds(before)] * (sql.count("?") - 1)  # the last mark is how many rows
    return await change(database, sql, *moments)


async def _forget_appointments(database: Database, before: datetime) -> int:
    return await in_batches(
        database, lambda connection, most: _drop_appointments(connection, before, most)
    )


async def _drop_appointments(connection: Connection, before: datetime, most: int) -> int:
    """Drop appointments with their claims and letters, all in this transaction."""
    sql = "SELECT id FROM appointments WHERE end < ? LIMIT ?"
    ids = [(row["id"],) for row in await connection.rows(sql, seconds(before), most)]
    for sql in (*OF_AN_ID, "DELETE FROM appointments WHERE id = ?"):
        await connection.run_many(sql, ids)
    return len(ids)

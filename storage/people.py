"""Who wrote to the bot, and how they want to be spoken to."""

from dataclasses import dataclass
from datetime import datetime

from storage.database import Connection
from storage.moments import moment, seconds


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in a private chat with the bot."""

    chat: int
    name: str
    language: str
    school: str | None = None
    reminders: bool = True
    blocked: bool = False
    aloud: bool = False  # every message is said, too


async def find(connection: Connection, chat: int) -> Person | None:
    """Find the person of a chat."""
    row = await connection.row(
        """SELECT chat, name, language, school, reminders, blocked, aloud
           FROM people WHERE chat = ?""",
        chat,
    )
    if row is None:
        return None
    chat, name, language, school, *flags = row
    return Person(chat, connection.sealer.unseal(name), language, school, *map(bool, flags))


async def save(connection: Connection, person: Person, now: datetime) -> None:
    """Keep a person as given, new or known."""
    await connection.run(
        """INSERT INTO people (chat, name, language, school, reminders, blocked, aloud, seen)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT (chat) DO UPDATE SET name = excluded.name, language = excluded.language,
             school = excluded.school, reminders = excluded.reminders,
             blocked = excluded.blocked, aloud = excluded.aloud, seen = excluded.seen""",
        person.chat,
        connection.sealer.seal(person.name),
        person.language,
        person.school,
        int(person.reminders),
        int(person.blocked),
        int(person.aloud),
        seconds(now),
    )


async def block(connection: Connection, chat: int, *, blocked: bool) -> bool:
    """Note that Telegram refuses (or takes) our messages to a chat; tell whether that is news."""
    return bool(
        await connection.run(
            "UPDATE people SET blocked = ? WHERE chat = ? AND blocked <> ?",
            int(blocked),
            chat,
            int(blocked),
        )
    )


async def see(connection: Connection, chat: int, now: datetime) -> None:
    """Note that the person of a chat did something, and can be reached."""
    sql = "UPDATE people SET seen = ?, blocked = 0 WHERE chat = ?"
    await connection.run(sql, seconds(now), chat)


async def seen(connection: Connection, chat: int) -> datetime:
    """Give when a person whom we know did something last."""
    return moment(await connection.value("SELECT seen FROM people WHERE chat = ?", chat))


async def seen_since(connection: Connection, chat: int, since: datetime) -> bool:
    """Tell whether the person of a chat did something at this moment or later."""
    sql = "SELECT 1 FROM people WHERE chat = ? AND seen >= ?"
    return bool(await connection.value(sql, chat, seconds(since)))

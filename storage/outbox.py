"""Letters that wait to leave: written with their cause, withdrawn with it, ended when too late."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime

from storage.batches import change
from storage.database import Connection, Database
from storage.ids import letter_id
from storage.moments import seconds

ANSWER, NOTICE = 0, 1  # lanes: answers go before notices
TELEGRAM, EMAIL = "telegram", "email"  # channels
SPEECH = "speech"  # what is said aloud: it takes long, and nothing else waits for it
MACHINES = "machines"  # what a machine is to write first: it leaves as another letter


@dataclass(frozen=True, slots=True)
class Letter:
    """Something to send: to a chat, or to a coach wherever linked, or by e-mail.

    `kind` says how, `body` (JSON) what, `about` of which parent a coach reads in it, `appointment`
    of which talk, question or call; `language` is for a reader of whom none is kept. It is sent
    from `due` on and never from `expires` on.
    """

    kind: str
    body: str
    due: datetime
    expires: datetime
    chat: int | None = None
    coach: str | None = None
    lane: int = ANSWER
    appointment: str | None = None
    about: int | None = None
    language: str | None = None
    channel: str = TELEGRAM


async def put(connection: Connection, letter: Letter) -> int:
    """Write a letter, in the transaction of its cause."""
    number = letter_id()
    await connection.run(
        """INSERT INTO letters
             (id, chat, coach, lane, kind, body, appointment, due, expires, cause, about,
              language, channel)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        number,
        letter.chat,
        letter.coach,
        letter.lane,
        letter.kind,
        connection.sealer.seal(letter.body),
        letter.appointment,
        seconds(letter.due),
        seconds(letter.expires),
        connection.cause,
        letter.about,
        letter.language,
        letter.channel,
    )
    return number


# Of those that are due, which are few: one that is not is looked at when it is.
EXPIRE = """UPDATE letters SET ended = ?, fate = 'expired', chat = NULL, about = NULL, body = ''
    WHERE id IN (SELECT id FROM letters
      WHERE ended IS NULL AND lease IS NULL AND due <= ? AND expires <= ? LIMIT ?)"""


async def reroute(connection: Connection, ways: Callable[[str], Collection[str]]) -> None:
    """Let letters that wait for a coach go the other way if theirs leads nowhere any more.

    `ways`: the channels that a coach reads.
    """
    rows = await connection.rows(
        """SELECT DISTINCT coach, channel FROM letters
           WHERE chat IS NULL AND coach IS NOT NULL AND ended IS NULL AND channel <> ?""",
        MACHINES,
    )
    for coach, channel in rows:
        if channel not in (known := ways(coach)):
            await connection.run(
                """UPDATE letters SET channel = ?
                   WHERE chat IS NULL AND coach = ? AND channel = ? AND ended IS NULL""",
                next(iter(known)),
                coach,
                channel,
            )


async def withdraw(
    connection: Connection,
    about: str,
    *,
    chat: int | None = None,
    kind: str | None = None,
    coach: str | None = None,
) -> None:
    """Drop the letters about an appointment, a question or a call that are still to leave.

    With a chat or a coach only those to that one, with a kind only those. Notices that tell what
    happened with a talk are about none.
    """
    await connection.run(
        """DELETE FROM letters
           WHERE appointment = ? AND ended IS NULL AND (? IS NULL OR chat = ?)
             AND (? IS NULL OR kind = ?) AND (? IS NULL OR coach = ?)""",
        about,
        chat,
        chat,
        kind,
        kind,
        coach,
        coach,
    )


async def waiting_for(connection: Connection, chat: int, channel: str) -> list[str | None]:
    """Tell what the letters of a channel to a chat are about that are still to leave."""
    sql = "SELECT appointment FROM letters WHERE chat = ? AND channel = ? AND ended IS NULL"
    return [row["appointment"] for row in await connection.rows(sql, chat, channel)]


async def was_put(connection: Connection, kind: str, about: str, coach: str) -> bool:
    """Tell whether a coach had a letter of this kind about this, whatever became of it."""
    sql = "SELECT 1 FROM letters WHERE appointment = ? AND kind = ? AND coach = ?"
    return bool(await connection.value(sql, about, kind, coach))


async def drop(connection: Connection, channel: str) -> None:
    """Drop what waits for a channel that there is no more."""
    await connection.run("DELETE FROM letters WHERE channel = ? AND ended IS NULL", channel)


async def coaches_not_told(connection: Connection, about: int) -> set[str]:
    """Tell which coaches still wait for a notice about a parent."""
    sql = "SELECT coach FROM letters WHERE about = ? AND ended IS NULL AND appointment IS NULL"
    return {row["coach"] for row in await connection.rows(sql, about)}


async def expire(database: Database, now: datetime) -> int:
    """End the letters that came too late, also those nobody could receive; count them."""
    return await change(database, EXPIRE, seconds(now), seconds(now), seconds(now))

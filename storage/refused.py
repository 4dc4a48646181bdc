"""E-mail that a mail server refused: it keeps its words, to be tried again for a while."""

from dataclasses import dataclass
from datetime import datetime

from storage.database import Connection
from storage.moments import seconds
from storage.outbox import EMAIL
from storage.sealing import WrongKeyError


@dataclass(frozen=True, slots=True)
class Refused:
    """An e-mail to a reader that was refused; `appointment`: the question or call it is about."""

    id: int
    coach: str
    body: str
    appointment: str | None


async def mail(connection: Connection, now: datetime, since: datetime) -> list[Refused]:
    """List the e-mail refused for the first time after a moment, and still of use; oldest first.

    What no key opens any more is passed over.
    """
    rows = await connection.rows(
        f"""SELECT id, coach, body, appointment FROM letters
            WHERE refused > ? AND fate = 'refused' AND channel = '{EMAIL}' AND expires > ?
            ORDER BY refused, id""",  # noqa: S608 - a word of ours
        seconds(since),
        seconds(now),
    )
    found = []
    for row in rows:
        try:
            body = connection.sealer.unseal(row["body"])
        except WrongKeyError:
            continue
        found.append(Refused(row["id"], row["coach"], body, row["appointment"]))
    return found


async def put_back(connection: Connection, letter: Refused, now: datetime) -> None:
    """Let a refused e-mail wait again, as if it was written now: it is the same one, sent once."""
    await connection.run(
        """UPDATE letters SET ended = NULL, fate = NULL, due = ?, attempts = 0, tried = NULL
           WHERE id = ? AND fate = 'refused'""",
        seconds(now),
        letter.id,
    )


async def drop(connection: Connection, letter: Refused) -> None:
    """Give up a refused e-mail that nobody needs any more, and forget what it said."""
    sql = "UPDATE letters SET fate = 'expired', about = NULL, body = '' WHERE id = ?"
    await connection.run(sql, letter.id)

"""Voice messages that Telegram has already, by a mark of what is said in them."""

from datetime import datetime

from storage.database import Connection
from storage.moments import seconds


async def find(connection: Connection, said: str) -> str | None:
    """Give Telegram's name for what is said; None: Telegram does not have it."""
    mark = connection.sealer.marks(said)[0]
    found = await connection.value("SELECT file FROM clips WHERE said = ?", mark)
    return None if found is None else str(found)


async def remember(
    connection: Connection, said: str, file: str, owner: int | None, now: datetime
) -> None:
    """Keep Telegram's name for what is said, and that it was wanted now.

    `owner`: the chat whose own words are in it, and with whom it goes; None: anybody may hear it.
    """
    await connection.run(
        """INSERT INTO clips (said, file, owner, used) VALUES (?, ?, ?, ?)
           ON CONFLICT (said) DO UPDATE SET file = excluded.file, used = excluded.used""",
        connection.sealer.marks(said)[0],
        file,
        owner,
        seconds(now),
    )

"""Voice messages in which parents say a name or a number, by the names that Telegram gave them."""

from datetime import datetime

from storage.database import Connection
from storage.moments import moment, seconds

NAME = ""  # what a voice message with a name is about; one with a number is about a talk or a call


async def put(connection: Connection, about: str, parent: int, file: str, said: datetime) -> None:
    """Keep a voice message, instead of an earlier one about the same."""
    await connection.run(
        """INSERT INTO voice_answers (about, parent, file, said) VALUES (?, ?, ?, ?)
           ON CONFLICT (about, parent) DO UPDATE SET file = excluded.file, said = excluded.said""",
        about,
        parent,
        connection.sealer.seal(file),
        seconds(said),
    )


async def find(connection: Connection, about: str, parent: int) -> str | None:
    """Find the voice message of a parent about something."""
    sql = "SELECT file FROM voice_answers WHERE about = ? AND parent = ?"
    file: str | None = await connection.value(sql, about, parent)
    return file and connection.sealer.unseal(file)


async def forget(connection: Connection, about: str, parent: int) -> None:
    """Forget the voice message of a parent about something."""
    await connection.run("DELETE FROM voice_answers WHERE about = ? AND parent = ?", about, parent)


async def name_said(connection: Connection, parent: int) -> datetime | None:
    """Tell when a parent said a name that no coach has heard; None: that waits for nobody."""
    sql = "SELECT said FROM voice_answers WHERE about = ? AND parent = ?"
    said = await connection.value(sql, NAME, parent)
    return None if said is None else moment(said)

"""Who did what, and never what was said."""

from dataclasses import dataclass
from datetime import datetime

from storage.database import Connection
from storage.ids import letter_id
from storage.moments import moment, seconds


@dataclass(frozen=True, slots=True)
class Note:
    """A deed: when it was done, and which."""

    at: datetime
    what: str


async def note(
    connection: Connection, who: str, what: str, now: datetime, subject: str | None = None
) -> None:
    """Note a deed: `who` is "parent <chat>", "coach <id>" or "operator"; `subject` an id."""
    await connection.run(
        "INSERT INTO audit (id, at, who, what, subject) VALUES (?, ?, ?, ?, ?)",
        letter_id(),
        seconds(now),
        who,
        what,
        subject,
    )


async def of(connection: Connection, who: str) -> list[Note]:
    """List what somebody did, oldest first."""
    rows = await connection.rows("SELECT at, what FROM audit WHERE who = ? ORDER BY id", who)
    return [Note(moment(row["at"]), row["what"]) for row in rows]

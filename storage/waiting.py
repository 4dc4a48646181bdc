"""How many letters wait or are stuck, and since when the oldest of them should have left."""

from dataclasses import dataclass
from datetime import datetime

from storage.database import Connection
from storage.moments import moment, seconds
from storage.outbox import RECEIVABLE

# Two looks into two indexes: one look for either would read every letter that waits.
LATE = f"""FROM letters m WHERE m.expires > ? AND {RECEIVABLE} AND m.id IN
    (SELECT id FROM letters WHERE ended IS NULL AND due <= ?
     UNION SELECT id FROM letters WHERE ended IS NULL AND tried IS NOT NULL)"""  # noqa: S608 - ours


@dataclass(frozen=True, slots=True)
class Late:
    """Letters that somebody can receive and that have not left: how many, since when."""

    count: int
    since: datetime | None


async def late(connection: Connection, now: datetime, kind: str | None = None) -> Late:
    """Count the letters that are due, or were tried in vain; of one kind, or of all."""
    row = await connection.row(
        f"SELECT count(*) AS count, min(coalesce(tried, due)) AS since {LATE}"
        " AND (? IS NULL OR kind = ?)",
        seconds(now),
        seconds(now),
        kind,
        kind,
    )
    if row is None or row["since"] is None:
        return Late(0, None)
    return Late(row["count"], moment(row["since"]))


async def planned(connection: Connection, now: datetime) -> int:
    """Count the letters whose moment has not come: reminders, most of them."""
    sql = "SELECT count(*) FROM letters WHERE ended IS NULL AND due > ? AND tried IS NULL"
    return int(await connection.value(sql, seconds(now)))


@dataclass(frozen=True, slots=True)
class Stuck:
    """Letters of one kind that should have left: how many, for which coach, since when."""

    coach: str | None
    fate: str | None
    count: int
    since: datetime


async def stuck(connection: Connection, now: datetime) -> list[Stuck]:
    """Count the letters that were refused, or wait for more than a minute."""
    rows = await connection.rows(
        """SELECT coach, fate, count(*) AS count, min(coalesce(tried, due)) AS since FROM letters
           WHERE fate = 'refused' OR (ended IS NULL AND coalesce(tried, due) <= ?)
           GROUP BY coach, fate ORDER BY coach, fate""",
        seconds(now) - 60,
    )
    return [Stuck(**{**dict(row), "since": moment(row["since"])}) for row in rows]

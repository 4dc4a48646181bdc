"""Letters that wait or are stuck: how many, since when the oldest of them, and what they say."""

from dataclasses import dataclass
from datetime import datetime

from storage.claiming import IN_TURN, RECEIVABLE
from storage.database import Connection
from storage.moments import moment, seconds
from storage.outbox import MACHINES, SPEECH, Letter

# For the work of a machine nobody waits: it comes or not.
IS_WAITED_FOR = f"channel NOT IN ('{MACHINES}', '{SPEECH}')"
# Two looks into two indexes: one look for either would read every letter that waits.
LATE = f"""FROM letters m WHERE m.expires > ? AND {RECEIVABLE} AND {IS_WAITED_FOR} AND m.id IN
    (SELECT id FROM letters WHERE ended IS NULL AND due <= ?
     UNION SELECT id FROM letters WHERE ended IS NULL AND tried IS NOT NULL)"""  # noqa: S608 - ours


@dataclass(frozen=True, slots=True)
class Late:
    """Letters that somebody can receive and that have not left: how many, since when."""

    count: int
    since: datetime | None


async def late(
    connection: Connection, now: datetime, *, kind: str | None = None, channel: str | None = None
) -> Late:
    """Count the letters that are due, or were tried in vain; of one kind or channel, or of all."""
    row = await connection.row(
        f"SELECT count(*) AS count, min(coalesce(tried, due)) AS since {LATE}"
        " AND (? IS NULL OR kind = ?) AND (? IS NULL OR channel = ?)",
        seconds(now),
        seconds(now),
        kind,
        kind,
        channel,
        channel,
    )
    if row is None or row["since"] is None:
        return Late(0, None)
    return Late(row["count"], moment(row["since"]))


async def left_lying(connection: Connection, now: datetime, before: datetime) -> datetime | None:
    """Tell since when, before a moment, a letter has been due that nobody took up.

    What was tried in vain is due anew after each time.
    """
    value = await connection.value(
        f"""SELECT min(due) FROM letters m
            WHERE ended IS NULL AND due <= ? AND expires > ?
              AND {RECEIVABLE} AND {IN_TURN} AND {IS_WAITED_FOR}""",  # noqa: S608 - words of ours
        seconds(before),
        seconds(now),
    )
    return None if value is None else moment(value)


async def unreached(connection: Connection, before: datetime) -> list[tuple[str, datetime]]:
    """List the coaches for whom letters wait since before a moment, and who receive none."""
    rows = await connection.rows(
        f"""SELECT coach, min(due) AS since FROM letters m
            WHERE ended IS NULL AND due <= ? AND coach IS NOT NULL AND NOT ({RECEIVABLE})
            GROUP BY coach ORDER BY coach""",  # noqa: S608 - words of ours
        seconds(before),
    )
    return [(row["coach"], moment(row["since"])) for row in rows]


async def planned(connection: Connection, now: datetime) -> int:
    """Count the letters whose moment has not come: reminders, most of them."""
    sql = "SELECT count(*) FROM letters WHERE ended IS NULL AND due > ? AND tried IS NULL"
    return int(await connection.value(sql, seconds(now)))


@dataclass(frozen=True, slots=True)
class Stuck:
    """Letters of one kind that should have left: how many, for which coach, since when."""

    coach: str | None
    channel: str
    fate: str | None
    count: int
    since: datetime


async def stuck(connection: Connection, now: datetime) -> list[Stuck]:
    """Count the letters that were refused, or wait for more than a minute."""
    rows = await connection.rows(
        f"""SELECT coach, channel, fate, count(*) AS count,
                  min(coalesce(refused, tried, due)) AS since
           FROM letters
           WHERE {IS_WAITED_FOR}
             AND (fate = 'refused' OR (ended IS NULL AND coalesce(tried, due) <= ?))
           GROUP BY coach, channel, fate ORDER BY coach, channel, fate""",  # noqa: S608 - ours
        seconds(now) - 60,
    )
    return [Stuck(**{**dict(row), "since": moment(row["since"])}) for row in rows]


async def about(connection: Connection, chat: int) -> list[Letter]:
    """List what has not left to a chat, or to a coach about it, the soonest first."""
    sql = """SELECT kind, body, due, expires, chat, coach FROM letters
               WHERE chat = ? AND ended IS NULL
             UNION ALL
             SELECT kind, body, due, expires, chat, coach FROM letters
               WHERE about = ? AND ended IS NULL
             ORDER BY due"""
    return [
        Letter(
            row["kind"],
            connection.sealer.unseal(row["body"]),
            moment(row["due"]),
            moment(row["expires"]),
            row["chat"],
            row["coach"],
        )
        for row in await connection.rows(sql, chat, chat)
    ]

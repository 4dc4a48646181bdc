"""Letters in the hands of delivery: claimed with a lease, put off, marked with what they became."""

from dataclasses import dataclass
from datetime import datetime

from storage.database import Connection, Row
from storage.moments import moment, seconds
from storage.outbox import ANSWER, NOTICE, TELEGRAM
from storage.sealing import WrongKeyError

SHARE = 8  # letters of one receiver in hand at once
NEVER = 2**62  # seconds: later than anything is due


@dataclass(frozen=True, slots=True)
class Claimed:
    """A letter that delivery holds, with what is needed to send it; chat 0: not by Telegram."""

    id: int
    chat: int
    coach: str | None
    lane: int
    kind: str
    body: str
    attempts: int
    appointment: str | None
    lease: int
    expires: datetime
    cause: int | None
    language: str | None
    listens: bool = False  # a parent, for whom every message can be said
    aloud: bool = False  # who wants that without asking for it

    @property
    def receiver(self) -> int | str:
        """Who reads it: letters of one receiver go one by one."""
        return self.chat or self.coach or ""


# Of a letter `m`, which looks up its own receiver: to list all who blocked us is to read everybody.
RECEIVABLE = """(m.coach IS NULL OR m.channel <> 'telegram' OR EXISTS (SELECT 1 FROM coach_links l
         LEFT JOIN people p ON p.chat = l.chat
         WHERE l.coach = m.coach AND coalesce(p.blocked, 0) = 0))
    AND NOT EXISTS (SELECT 1 FROM people p WHERE p.chat = m.chat AND p.blocked = 1)"""
# An e-mail does not overtake an earlier one of its coach that was put off: a calendar would take
# what came last for true.
IN_TURN = """(m.channel <> 'email' OR NOT EXISTS (SELECT 1 FROM letters e
         WHERE e.chat IS NULL AND e.coach = m.coach AND e.channel = 'email' AND e.ended IS NULL
           AND e.lease IS NULL AND e.id < m.id AND e.due > m.due))"""
READY = f"m.ended IS NULL AND m.lease IS NULL AND {RECEIVABLE} AND {IN_TURN}"


async def claim(
    connection: Connection,
    now: datetime,
    lease: datetime,
    most: int,
    channel: str = TELEGRAM,
) -> list[Claimed]:
    """Take at most so many letters that are due, answers first, each until the lease ends.

    Of one receiver at most SHARE are taken at a time, so that nobody's backlog fills the hands
    that others need; answers to a tap are light and always taken.
    """
    rows = await connection.rows(
        f"""UPDATE letters SET lease = ? WHERE id IN
              (SELECT id FROM letters m
               WHERE m.lane IN ({ANSWER}, {NOTICE}) AND m.due <= ? AND m.channel = ? AND {READY}
                 AND (kind = 'toast' OR {SHARE} >
                      (SELECT count(*) FROM letters e
                       WHERE e.ended IS NULL AND e.kind <> 'toast' AND e.channel = m.channel
                         AND e.chat IS m.chat AND e.coach IS m.coach AND (e.lease IS NOT NULL
                           OR (e.due <= ? AND (e.lane < m.lane
                               OR (e.lane = m.lane AND e.id < m.id))))))
               ORDER BY lane, due, id LIMIT ?)
            RETURNING id""",  # noqa: S608 - constants of ours
        seconds(lease),
        seconds(now),
        channel,
        seconds(now),
        most,
    )
    if not rows:
        return []
    marks = ", ".join("?" for _ in rows)
    found = await connection.rows(
        f"""SELECT m.id, coalesce(m.chat, l.chat, 0) AS chat, m.coach, m.lane, m.kind, m.body,
                   m.attempts, m.appointment, m.lease, m.expires, m.cause,
                   coalesce(p.language, m.language) AS language,
                   m.coach IS NULL AND p.chat IS NOT NULL AND (p.school IS NOT NULL OR NOT EXISTS
                     (SELECT 1 FROM coach_links c WHERE c.chat = m.chat)) AS listens,
                   coalesce(p.aloud, 0) AS aloud
            FROM letters m
            LEFT JOIN coach_links l ON l.coach = m.coach AND m.channel = '{TELEGRAM}'
            LEFT JOIN people p ON p.chat = m.chat
            WHERE m.id IN ({marks}) ORDER BY m.lane, m.due, m.id""",  # noqa: S608 - words of ours
        *(row["id"] for row in rows),
    )
    claimed = [await _readable(connection, row, now) for row in found]
    return [letter for letter in claimed if letter is not None]


async def still_claimed(connection: Connection, letter: Claimed) -> bool:
    """Tell whether a claimed letter is still to be sent: not withdrawn, not taken by another."""
    sql = "SELECT 1 FROM letters WHERE id = ? AND lease = ? AND ended IS NULL"
    return bool(await connection.value(sql, letter.id, letter.lease))


async def overtaken(connection: Connection, letter: Claimed, now: datetime) -> bool:
    """Tell whether a later reminder of the same talk is due by now: one of them is enough."""
    sql = """SELECT 1 FROM letters WHERE kind = 'reminder' AND ended IS NULL AND due <= ?
             AND appointment = ? AND chat = ? AND id > ?"""
    values = (seconds(now), letter.appointment, letter.chat, letter.id)
    return bool(await connection.value(sql, *values))


async def end(connection: Connection, letter: Claimed, fate: str, now: datetime) -> bool:
    """Mark a letter as sent, expired or refused; tell whether it was still there.

    What it said, and to or about whom, is kept only of a refused one; and when that was first.
    """
    emptied = "chat = NULL, about = NULL, body = ''"
    then = f"refused = coalesce(refused, {seconds(now)})" if fate == "refused" else emptied
    ended = await connection.run(
        f"""UPDATE letters SET ended = ?, fate = ?, lease = NULL, {then}
            WHERE id = ? AND lease = ?""",  # noqa: S608 - words of ours
        seconds(now),
        fate,
        letter.id,
        letter.lease,
    )
    return bool(ended)


async def put_off(
    connection: Connection, letter: Claimed, due: datetime, tried: datetime | None = None
) -> None:
    """Let go of a letter until later.

    `tried`: when it was tried in vain, of which the first time is kept; None: it was held back.
    """
    since = None if tried is None else seconds(tried)
    await connection.run(
        """UPDATE letters SET lease = NULL, due = ?, attempts = attempts + 1,
             tried = CASE WHEN ? IS NULL THEN NULL ELSE coalesce(tried, ?) END
           WHERE id = ? AND lease = ?""",
        seconds(due),
        since,
        since,
        letter.id,
        letter.lease,
    )


async def release(connection: Connection) -> None:
    """Free every letter, at the start of the program: whoever held one is gone."""
    await connection.run("UPDATE letters SET lease = NULL WHERE lease IS NOT NULL")


async def next_due(
    connection: Connection,
    after: datetime | None = None,
    until: datetime | None = None,
    channel: str | None = None,
) -> datetime | None:
    """Tell when the next letter is due that nobody holds and somebody can receive.

    With moments: the next one due after the first, and not later than the second.
    """
    sql = f"""SELECT due FROM letters m WHERE due > ? AND due <= ?
              AND (? IS NULL OR m.channel = ?) AND {READY} ORDER BY due LIMIT 1"""  # noqa: S608
    value = await connection.value(
        sql, seconds(after) if after else 0, seconds(until) if until else NEVER, channel, channel
    )
    return None if value is None else moment(value)


async def _readable(connection: Connection, row: Row, now: datetime) -> Claimed | None:
    """Read a claimed letter; one that no key opens is set aside, and stops no other."""
    try:
        return _claimed(connection, row)
    except WrongKeyError:
        sql = "UPDATE letters SET ended = ?, fate = 'refused', lease = NULL WHERE id = ?"
        await connection.run(sql, seconds(now), row["id"])
        return None


def _claimed(connection: Connection, row: Row) -> Claimed:
    body, expires = connection.sealer.unseal(row["body"]), moment(row["expires"])
    flags = {name: bool(row[name]) for name in ("listens", "aloud")}
    return Claimed(**{**dict(row), **flags, "body": body, "expires": expires})

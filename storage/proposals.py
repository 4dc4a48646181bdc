"""Times that a coach offers a parent instead of the one that was booked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from storage.database import Connection, Row
from storage.moments import moment, seconds


@dataclass(frozen=True, slots=True)
class Proposal:
    """Other times for an appointment (UTC, soonest first): `drafts` only the coach has seen."""

    drafts: tuple[datetime, ...] = ()
    sent: tuple[datetime, ...] = ()


async def draft(connection: Connection, appointment: str, starts: Iterable[datetime]) -> None:
    """Keep the times that a coach looks at, instead of earlier ones."""
    await connection.run("DELETE FROM proposals WHERE appointment = ? AND sent = 0", appointment)
    await connection.run_many(
        "INSERT INTO proposals (appointment, sent, start) VALUES (?, 0, ?)",
        [(appointment, seconds(start)) for start in starts],
    )


async def send(connection: Connection, appointment: str) -> bool:
    """Let the parent choose from the times the coach looked at; False if there are none."""
    await connection.run(
        """DELETE FROM proposals WHERE appointment = ? AND sent = 1
           AND EXISTS (SELECT 1 FROM proposals WHERE appointment = ? AND sent = 0)""",
        appointment,
        appointment,
    )
    sql = "UPDATE proposals SET sent = 1 WHERE appointment = ? AND sent = 0"
    return bool(await connection.run(sql, appointment))


async def drop(connection: Connection, appointment: str) -> None:
    """Propose nothing any more."""
    await connection.run("DELETE FROM proposals WHERE appointment = ?", appointment)


async def of(connection: Connection, appointments: Sequence[str]) -> Mapping[str, Proposal]:
    """Read what is proposed for these appointments."""
    if not appointments:
        return {}
    marks = ", ".join("?" for _ in appointments)
    rows = await connection.rows(
        f"""SELECT appointment, sent, start FROM proposals
            WHERE appointment IN ({marks})""",  # noqa: S608 - marks only
        *appointments,
    )
    found: dict[str, Proposal] = {}
    for name in {row["appointment"] for row in rows}:
        own = sorted((row for row in rows if row["appointment"] == name), key=_start)
        found[name] = Proposal(
            tuple(moment(row["start"]) for row in own if not row["sent"]),
            tuple(moment(row["start"]) for row in own if row["sent"]),
        )
    return found


def _start(row: Row) -> int:
    return int(row["start"])

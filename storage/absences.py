"""When coaches are away from all their schools, and what was decided about the talks it hits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.scheduling.calendar import Span
from storage.database import Connection, Row
from storage.ids import appointment_id
from storage.moments import moment, seconds

KEEP, ASK, HANDED, DOUBT = "keep", "ask", "handed", "doubt"


@dataclass(frozen=True, slots=True)
class Absence:
    """Local days, both included, on which a coach is away, and when that was entered.

    `reminded`: of talks that were left undecided: 1 the coach, 2 the coordinator too.
    """

    id: str
    coach: str
    span: Span
    made: datetime
    reminded: int


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about a talk; of no account once it has another coach or time.

    KEEP: it goes on; ASK: the parent was asked to choose another time; HANDED: the coach took it
    over from somebody else; DOUBT: nothing, and the parent was told that.
    """

    coach: str
    start: datetime
    decision: str


Absences = Mapping[str, Sequence[Absence]]  # by coach


async def since(connection: Connection, today: date) -> Absences:
    """Give the absences of all coaches that are not over."""
    rows = await connection.rows(
        "SELECT * FROM absences WHERE last >= ? ORDER BY last",
        today.isoformat(),
    )
    found: dict[str, list[Absence]] = {}
    for absence in map(_read, rows):
        found.setdefault(absence.coach, []).append(absence)
    return found


async def of_coach(connection: Connection, coach: str) -> list[Absence]:
    """Give all that is kept of the absences of a coach, oldest first."""
    sql = "SELECT * FROM absences WHERE coach = ? ORDER BY first"
    return [_read(row) for row in await connection.rows(sql, coach)]


def _read(row: Row) -> Absence:
    span = Span(date.fromisoformat(row["first"]), date.fromisoformat(row["last"]))
    return Absence(row["id"], row["coach"], span, moment(row["made"]), row["reminded"])


async def add(
    connection: Connection, coach: str, span: Span, now: datetime, joined: Sequence[Absence] = ()
) -> str:
    """Keep an absence, in the place of those that it joins; give its id."""
    for absence in joined:
        await remove(connection, absence.id)
    name = joined[0].id if joined else appointment_id()
    await connection.run(
        "INSERT INTO absences (id, coach, first, last, made) VALUES (?, ?, ?, ?, ?)",
        name,
        coach,
        span.first.isoformat(),
        span.last.isoformat(),
        seconds(now),
    )
    return name


async def remove(connection: Connection, absence: str) -> None:
    """Forget an absence."""
    await connection.run("DELETE FROM absences WHERE id = ?", absence)


async def remind(connection: Connection, absence: str, whom: int) -> None:
    """Note who was reminded of the talks that were left undecided."""
    await connection.run("UPDATE absences SET reminded = ? WHERE id = ?", whom, absence)


async def decide(
    connection: Connection, appointment: str, coach: str, start: datetime, decision: str
) -> None:
    """Keep what was decided about a talk at this time of this coach."""
    await connection.run(
        """INSERT INTO decisions (appointment, coach, start, decision) VALUES (?, ?, ?, ?)
           ON CONFLICT (appointment) DO UPDATE SET coach = excluded.coach,
             start = excluded.start, decision = excluded.decision""",
        appointment,
        coach,
        seconds(start),
        decision,
    )


async def forget_decision(connection: Connection, appointment: str) -> None:
    """Forget what was decided about a talk."""
    await connection.run("DELETE FROM decisions WHERE appointment = ?", appointment)


async def decisions(connection: Connection, after: datetime) -> Mapping[str, Decision]:
    """Give what was decided about the talks that start after a moment, by appointment."""
    rows = await connection.rows(
        "SELECT appointment, coach, start, decision FROM decisions WHERE start > ?", seconds(after)
    )
    return {
        row["appointment"]: Decision(row["coach"], moment(row["start"]), row["decision"])
        for row in rows
    }

"""Appointments, and the five-minute cells they claim."""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, fields, replace
from datetime import datetime

from bot.scheduling.slots import Talk
from storage.database import Connection, Row
from storage.migrating import SEALED
from storage.moments import moment, seconds


class TakenError(Exception):
    """Somebody else has this time: a cell of it is claimed."""


@dataclass(frozen=True, slots=True)
class Appointment:
    """A talk of a parent with a coach. Moments are in UTC; `place` None: by phone."""

    id: str
    parent: int
    coach: str
    school: str
    topic: str
    kind: str
    interpreter: bool
    language: str
    name: str
    phone: str | None
    place: str | None
    start: datetime
    end: datetime
    state: str
    sequence: int
    booked: datetime


@dataclass(frozen=True, slots=True)
class Cells:
    """The five-minute cells an appointment takes of its coach (buffer included) and its parent."""

    coach: Iterable[int]
    parent: Iterable[int]


COLUMNS = ", ".join(field.name for field in fields(Appointment))
MARKS = ", ".join("?" for _ in fields(Appointment))


async def add(connection: Connection, new: Appointment, cells: Cells) -> None:
    """Book: keep the appointment and claim its cells.

    Raises TakenError, with nothing changed, when a cell is claimed already.
    """
    seal = connection.sealer.seal
    sealed = replace(
        new, topic=seal(new.topic), name=seal(new.name), phone=new.phone and seal(new.phone)
    )
    values = (_plain(value) for value in astuple(sealed))
    async with connection.attempt():
        await connection.run(f"INSERT INTO appointments ({COLUMNS}) VALUES ({MARKS})", *values)  # noqa: S608
        await _claim(connection, new, cells)


async def move(connection: Connection, moved: Appointment, cells: Cells) -> None:
    """Give an appointment its new time: free the old cells, claim the new ones.

    Raises TakenError, with nothing changed, when a cell is claimed already.
    """
    async with connection.attempt():
        await _move(connection, moved, cells)


async def _move(connection: Connection, moved: Appointment, cells: Cells) -> None:
    await connection.run("DELETE FROM claims WHERE appointment = ?", moved.id)
    await connection.run(
        """UPDATE appointments SET coach = ?, start = ?, end = ?, sequence = ?, booked = ?
           WHERE id = ?""",
        moved.coach,
        seconds(moved.start),
        seconds(moved.end),
        moved.sequence,
        seconds(moved.booked),
        moved.id,
    )
    await _claim(connection, moved, cells)


async def cancel(connection: Connection, appointment: str) -> None:
    """Cancel: the cells are free at once."""
    await connection.run("DELETE FROM claims WHERE appointment = ?", appointment)
    await connection.run(
        "UPDATE appointments SET state = 'cancelled', sequence = sequence + 1 WHERE id = ?",
        appointment,
    )


async def find(connection: Connection, appointment: str) -> Appointment | None:
    """Find an appointment, whatever became of it."""
    row = await connection.row(f"SELECT {COLUMNS} FROM appointments WHERE id = ?", appointment)  # noqa: S608
    return _read(connection, row) if row else None


async def coming_of_parent(connection: Connection, parent: int, now: datetime) -> list[Appointment]:
    """List a parent's booked appointments that have not ended, soonest first."""
    rows = await connection.rows(
        f"""SELECT {COLUMNS} FROM appointments
            WHERE parent = ? AND state = 'booked' AND end > ? ORDER BY start""",  # noqa: S608
        parent,
        seconds(now),
    )
    return [_read(connection, row) for row in rows]


async def all_of_parent(connection: Connection, parent: int) -> list[Appointment]:
    """List all that is kept of a parent's appointments, oldest first."""
    rows = await connection.rows(
        f"SELECT {COLUMNS} FROM appointments WHERE parent = ? ORDER BY start",  # noqa: S608
        parent,
    )
    return [_read(connection, row) for row in rows]


@dataclass(frozen=True, slots=True)
class Desk:
    """A coach's appointments of some weeks, oldest first: what is sealed is read when asked for."""

    connection: Connection
    rows: Sequence[Row]

    def find(self, appointment: str) -> Appointment | None:
        """Find one by its id, whatever became of it."""
        return next(
            (_read(self.connection, row) for row in self.rows if row["id"] == appointment), None
        )

    def booked(self, since: datetime, until: datetime) -> list[Appointment]:
        """List the booked ones that overlap [since, until), soonest first."""
        first, last = seconds(since), seconds(until)
        return [
            _read(self.connection, row)
            for row in self.rows
            if row["state"] == "booked" and row["end"] > first and row["start"] < last
        ]


async def desk_of(
    connection: Connection, coach: str, since: datetime, until: datetime
) -> Desk:
    """Read a coach's appointments that overlap [since, until), whatever became of them."""
    rows = await connection.rows(
        f"""SELECT {COLUMNS} FROM appointments
            WHERE coach = ? AND end > ? AND start < ? ORDER BY start""",  # noqa: S608
        coach,
        seconds(since),
        seconds(until),
    )
    return Desk(connection, rows)


@dataclass(frozen=True, slots=True)
class Talks:
    """When and where a coach is taken: read at every turn, looked at in few."""

    rows: Sequence[Row]

    def besides(self, appointment: str | None) -> list[Talk]:
        """List the talks, without that of an appointment that is to be moved."""
        return [
            Talk(moment(start), moment(end), place)
            for name, start, end, place in self.rows
            if name != appointment
        ]


async def talks_of_coach(
    connection: Connection, coach: str, since: datetime, until: datetime
) -> Talks:
    """Read when and where a coach is taken in [since, until), and nothing that is sealed."""
    rows = await connection.rows(
        """SELECT id, start, end, place FROM appointments
           WHERE coach = ? AND state = 'booked' AND end > ? AND start < ?""",
        coach,
        seconds(since),
        seconds(until),
    )
    return Talks(rows)


async def coaches_between(connection: Connection, since: datetime, until: datetime) -> list[str]:
    """List the coaches with a booked appointment that starts in [since, until)."""
    rows = await connection.rows(
        """SELECT DISTINCT coach FROM appointments
           WHERE state = 'booked' AND start >= ? AND start < ? ORDER BY coach""",
        seconds(since),
        seconds(until),
    )
    return [row["coach"] for row in rows]


async def coming_per_coach(connection: Connection, now: datetime) -> list[tuple[str, str, int]]:
    """Count the coming appointments per coach and school: (coach, school, count)."""
    rows = await connection.rows(
        """SELECT coach, school, count(*) AS count FROM appointments
           WHERE state = 'booked' AND start > ? GROUP BY coach, school ORDER BY coach, school""",
        seconds(now),
    )
    return [(row["coach"], row["school"], row["count"]) for row in rows]


async def _claim(connection: Connection, new: Appointment, cells: Cells) -> None:
    rows = [(f"coach {new.coach}", cell, new.id) for cell in cells.coach]
    rows += [(f"parent {new.parent}", cell, new.id) for cell in cells.parent]
    try:
        await connection.run_many(
            "INSERT INTO claims (who, cell, appointment) VALUES (?, ?, ?)", rows
        )
    except sqlite3.IntegrityError as taken:
        raise TakenError(TakenError.__doc__) from taken


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return seconds(value)
    return int(value) if isinstance(value, bool) else value


def _read(connection: Connection, row: Row) -> Appointment:
    values = dict(row)
    for name in SEALED["appointments"]:
        values[name] = values[name] and connection.sealer.unseal(values[name])
    for name in ("start", "end", "booked"):
        values[name] = moment(values[name])
    return Appointment(**{**values, "interpreter": bool(values["interpreter"])})

"""Appointments, and the five-minute cells they claim."""

import sqlite3
from collections.abc import Iterable
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
    """A talk of a parent with a coach. Moments are in UTC; `place` None: by phone.

    `state`: booked, cancelled; once begun also held, no_show, turned_away. `late`: so many minutes
    the coach said to be; `asked`: the parent was asked how it was (1), and said so (2).
    """

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
    late: int = 0
    asked: int = 0

    @property
    def is_nobodys(self) -> bool:
        """Whether a coach booked it for a parent who has not taken it over: nobody reads of it."""
        return self.parent < 0


@dataclass(frozen=True, slots=True)
class Cells:
    """The five-minute cells an appointment takes of its coach (buffer included) and its parent."""

    coach: Iterable[int]
    parent: Iterable[int]


COLUMNS = ", ".join(column.name for column in fields(Appointment))
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
    await _free(connection, moved.id)
    await connection.run(
        """UPDATE appointments
           SET coach = ?, start = ?, end = ?, sequence = ?, booked = ?, late = 0, unreached = NULL
           WHERE id = ?""",
        moved.coach,
        seconds(moved.start),
        seconds(moved.end),
        moved.sequence,
        seconds(moved.booked),
        moved.id,
    )
    await _claim(connection, moved, cells)


async def take_over(connection: Connection, item: Appointment, parent: int) -> None:
    """Give a talk that a coach booked to its parent, and what still waits to be told of it.

    Raises TakenError, with nothing changed, when the parent has another talk then.
    """
    async with connection.attempt():
        await connection.run("UPDATE appointments SET parent = ? WHERE id = ?", parent, item.id)
        sql = "UPDATE claims SET who = ? WHERE appointment = ? AND who = ?"
        try:
            await connection.run(sql, f"parent {parent}", item.id, f"parent {item.parent}")
        except sqlite3.IntegrityError as taken:
            raise TakenError(TakenError.__doc__) from taken
        # Whom such a talk stood for until now is a number of its own: it is in no other letter.
        sql = "UPDATE letters SET about = ? WHERE about = ?"
        await connection.run(sql, parent, item.parent)


async def cancel(connection: Connection, appointment: str) -> None:
    """Cancel: the cells are free at once, and nobody needs to hear a number any more."""
    await _free(connection, appointment)
    await connection.run("DELETE FROM voice_answers WHERE about = ?", appointment)
    await connection.run(
        "UPDATE appointments SET state = 'cancelled', sequence = sequence + 1 WHERE id = ?",
        appointment,
    )


async def _free(connection: Connection, appointment: str) -> None:
    """Let go of the time of an appointment, and of the times proposed instead."""
    await connection.run("DELETE FROM claims WHERE appointment = ?", appointment)
    await connection.run("DELETE FROM proposals WHERE appointment = ?", appointment)


def talk(item: Appointment) -> Talk:
    """Give when and where an appointment is."""
    return Talk(item.start, item.end, item.place)


async def find(connection: Connection, appointment: str) -> Appointment | None:
    """Find an appointment, whatever became of it."""
    row = await connection.row(f"SELECT {COLUMNS} FROM appointments WHERE id = ?", appointment)  # noqa: S608
    return read(connection, row) if row else None


async def coming_of_parent(connection: Connection, parent: int, now: datetime) -> list[Appointment]:
    """List a parent's booked appointments that have not ended, soonest first."""
    rows = await connection.rows(
        f"""SELECT {COLUMNS} FROM appointments
            WHERE parent = ? AND state = 'booked' AND end > ? ORDER BY start""",  # noqa: S608
        parent,
        seconds(now),
    )
    return [read(connection, row) for row in rows]


async def all_of_parent(connection: Connection, parent: int) -> list[Appointment]:
    """List all that is kept of a parent's appointments, oldest first."""
    rows = await connection.rows(
        f"SELECT {COLUMNS} FROM appointments WHERE parent = ? ORDER BY start",  # noqa: S608
        parent,
    )
    return [read(connection, row) for row in rows]


async def coaches_between(connection: Connection, since: datetime, until: datetime) -> list[str]:
    """List the coaches with a booked appointment that starts in [since, until)."""
    rows = await connection.rows(
        """SELECT DISTINCT coach FROM appointments
           WHERE state = 'booked' AND start >= ? AND start < ? ORDER BY coach""",
        seconds(since),
        seconds(until),
    )
    return [row["coach"] for row in rows]


@dataclass(frozen=True, slots=True)
class Booked:
    """Whose a coming talk is, and where; nothing of the parent."""

    id: str
    coach: str
    school: str
    start: datetime
    booked: datetime


async def all_coming(connection: Connection, now: datetime) -> list[Booked]:
    """List the coming talks of everybody, soonest first."""
    rows = await connection.rows(
        """SELECT id, coach, school, start, booked FROM appointments
           WHERE state = 'booked' AND start > ? ORDER BY start""",
        seconds(now),
    )
    return [_booked(row) for row in rows]


async def places_of_coming(connection: Connection, now: datetime) -> list[tuple[str, str]]:
    """List which coaches have a coming talk at which school, each pair once."""
    rows = await connection.rows(
        """SELECT DISTINCT coach, school FROM appointments
           WHERE state = 'booked' AND start > ? ORDER BY coach, school""",
        seconds(now),
    )
    return [(row["coach"], row["school"]) for row in rows]


async def coming_of_coach(connection: Connection, coach: str, now: datetime) -> list[Booked]:
    """List the coming talks of a coach, soonest first."""
    rows = await connection.rows(
        """SELECT id, coach, school, start, booked FROM appointments
           WHERE coach = ? AND state = 'booked' AND start > ? ORDER BY start""",
        coach,
        seconds(now),
    )
    return [_booked(row) for row in rows]


def _booked(row: Row) -> Booked:
    moments = {name: moment(row[name]) for name in ("start", "booked")}
    return Booked(**{**dict(row), **moments})


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


def read(connection: Connection, row: Row) -> Appointment:
    """Read a row of an appointment."""
    values = dict(row)
    for name in SEALED["appointments"]:
        values[name] = values[name] and connection.sealer.unseal(values[name])
    for name in ("start", "end", "booked"):
        values[name] = moment(values[name])
    return Appointment(**{**values, "interpreter": bool(values["interpreter"])})

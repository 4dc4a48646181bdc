"""The appointments of a coach: as a desk to work at, and as what is in the way of others."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.scheduling.slots import Talk
from storage.appointments import COLUMNS, Appointment, read
from storage.database import Connection, Row
from storage.moments import moment, seconds

# As talks of nobody at no place: what was called off leads nowhere, but its buffer stays.
KEPT_FREE = """SELECT '' AS id, start, end, NULL AS place FROM kept_free
    WHERE coach = ? AND end > ? AND start < ?"""


@dataclass(frozen=True, slots=True)
class Desk:
    """A coach's appointments of some weeks, oldest first: what is sealed is read when asked for.

    `kept_free`: when this coach has no talk within the hours.
    """

    connection: Connection
    rows: Sequence[Row]
    kept_free: Sequence[Talk] = ()
    _known: dict[str, Appointment] = field(default_factory=dict)

    def find(self, appointment: str) -> Appointment | None:
        """Find one by its id, whatever became of it."""
        return next((self._read(row) for row in self.rows if row["id"] == appointment), None)

    def booked(self, since: datetime, until: datetime) -> list[Appointment]:
        """List the booked ones that overlap [since, until), soonest first."""
        first, last = seconds(since), seconds(until)
        return [
            self._read(row)
            for row in self.rows
            if row["state"] == "booked" and row["end"] > first and row["start"] < last
        ]

    def talks(self) -> list[Appointment]:
        """List all that was not cancelled, oldest first."""
        return [self._read(row) for row in self.rows if row["state"] != "cancelled"]

    def coming(self, now: datetime) -> list[str]:
        """Name the booked ones that have not begun."""
        soon = seconds(now)
        return [row["id"] for row in self.rows if row["state"] == "booked" and row["start"] > soon]

    def _read(self, row: Row) -> Appointment:
        """Read a row once: what is sealed takes time."""
        if row["id"] not in self._known:
            self._known[row["id"]] = read(self.connection, row)
        return self._known[row["id"]]

    def besides(self, appointment: str) -> list[Talk]:
        """List when and where the coach is taken, without one appointment."""
        talks = [
            Talk(moment(row["start"]), moment(row["end"]), row["place"])
            for row in self.rows
            if row["state"] == "booked" and row["id"] != appointment
        ]
        return [*talks, *self.kept_free]


async def desk_of(connection: Connection, coach: str, since: datetime, until: datetime) -> Desk:
    """Read a coach's appointments that overlap [since, until), whatever became of them."""
    rows = await connection.rows(
        f"""SELECT {COLUMNS} FROM appointments
            WHERE coach = ? AND end > ? AND start < ? ORDER BY start""",  # noqa: S608
        coach,
        seconds(since),
        seconds(until),
    )
    kept = await connection.rows(KEPT_FREE, coach, seconds(since), seconds(until))
    return Desk(connection, rows, Talks(kept).besides(None))


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
        f"""SELECT id, start, end, place FROM appointments
            WHERE coach = ? AND state = 'booked' AND end > ? AND start < ?
            UNION ALL {KEPT_FREE}""",  # noqa: S608 - words of ours
        *(coach, seconds(since), seconds(until)) * 2,
    )
    return Talks(rows)

"""Parents who want to be called, until they were."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from storage.database import Connection, Row
from storage.moments import moment, seconds


@dataclass(frozen=True, slots=True)
class Callback:
    """A call that a parent wants.

    `phone` is empty when the school has the number, and "voice" for one that was said (see
    voice_answers); `part`: morning, afternoon, evening or any; `reminded`: how often its coach was,
    since the last try. `coach` is who is to call, empty when the school has nobody.
    """

    id: str
    parent: int
    coach: str
    school: str
    language: str
    name: str
    phone: str
    part: str
    asked: datetime
    remind: datetime | None
    reminded: int = 0


@dataclass(frozen=True, slots=True)
class Callbacks:
    """Calls still to be made, oldest first: what is sealed is read when asked for."""

    connection: Connection
    rows: Sequence[Row]

    def find(self, callback: str) -> Callback | None:
        """Find one by its id."""
        found = (row for row in self.rows if row["id"] == callback)
        return next((_read(self.connection, row) for row in found), None)

    @property
    def all(self) -> list[Callback]:
        """List them."""
        return [_read(self.connection, row) for row in self.rows]


@dataclass(frozen=True, slots=True)
class Ended:
    """A call that was made, or taken back: whom it was asked of, and when; no more is kept."""

    coach: str
    asked: datetime
    done: datetime


OPEN = "SELECT rowid AS number, * FROM callbacks WHERE done IS NULL"


async def put(connection: Connection, new: Callback) -> None:
    """Keep a call that is to be made."""
    seal = connection.sealer.seal
    await connection.run(
        """INSERT INTO callbacks
             (id, parent, coach, school, language, name, phone, part, asked, remind)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        new.id,
        new.parent,
        new.coach,
        new.school,
        new.language,
        seal(new.name),
        new.phone and seal(new.phone),
        new.part,
        seconds(new.asked),
        None if new.remind is None else seconds(new.remind),
    )


async def of_parent(connection: Connection, parent: int) -> Callbacks:
    """Read the call that a parent waits for."""
    return Callbacks(connection, await connection.rows(f"{OPEN} AND parent = ?", parent))


async def ended_of_parent(connection: Connection, parent: int) -> list[Ended]:
    """List the calls that a parent does not wait for any more, oldest first."""
    rows = await connection.rows(
        """SELECT coach, asked, done FROM callbacks
           WHERE parent = ? AND done IS NOT NULL ORDER BY asked""",
        parent,
    )
    return [Ended(row["coach"], moment(row["asked"]), moment(row["done"])) for row in rows]


async def of_schools(connection: Connection, schools: Collection[str]) -> Callbacks:
    """Read the calls to be made to parents of these schools."""
    if not schools:
        return Callbacks(connection, ())
    marks = ", ".join("?" for _ in schools)
    rows = await connection.rows(f"{OPEN} AND school IN ({marks})", *sorted(schools))
    return Callbacks(connection, sorted(rows, key=lambda row: (row["asked"], row["number"])))


async def open_ones(connection: Connection) -> list[Callback]:
    """List all calls that are still to be made, oldest first."""
    return Callbacks(connection, await connection.rows(f"{OPEN} ORDER BY asked, rowid")).all


async def waits_for(connection: Connection, callback: str) -> str | None:
    """Tell which coach is to make a call; None: it was made, or is not needed any more."""
    sql = "SELECT coach FROM callbacks WHERE id = ? AND done IS NULL"
    found: str | None = await connection.value(sql, callback)
    return found


async def hand_on(
    connection: Connection, callback: str, coach: str, again: datetime | None, times: int
) -> None:
    """Note who is to call now, when the coach is reminded next, and how often that was."""
    await connection.run("UPDATE callbacks SET coach = ? WHERE id = ?", coach, callback)
    await remind(connection, callback, again, times)


async def due(connection: Connection, now: datetime) -> list[Callback]:
    """List the calls of which somebody is to be reminded by now."""
    rows = await connection.rows(f"{OPEN} AND remind <= ? ORDER BY remind", seconds(now))
    return Callbacks(connection, rows).all


async def remind(connection: Connection, callback: str, again: datetime | None, times: int) -> None:
    """Note how often the coach was reminded of a call, and when somebody is next."""
    await connection.run(
        "UPDATE callbacks SET remind = ?, reminded = ? WHERE id = ?",
        None if again is None else seconds(again),
        times,
        callback,
    )


async def end(connection: Connection, callback: str, now: datetime) -> None:
    """Note that a call needs to be made no more; forget whom, and on which number."""
    await connection.run("DELETE FROM voice_answers WHERE about = ?", callback)
    await connection.run(
        "UPDATE callbacks SET done = ?, remind = NULL, name = '', phone = '' WHERE id = ?",
        seconds(now),
        callback,
    )


def _read(connection: Connection, row: Row) -> Callback:
    unseal = connection.sealer.unseal
    values = {key: value for key, value in dict(row).items() if key not in {"number", "done"}}
    return Callback(
        **{
            **values,
            "name": unseal(row["name"]),
            "phone": row["phone"] and unseal(row["phone"]),
            "asked": moment(row["asked"]),
            "remind": None if row["remind"] is None else moment(row["remind"]),
        }
    )

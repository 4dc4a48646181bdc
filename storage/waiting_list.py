"""Parents who want to hear of an earlier time: one entry each, for some weeks."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields, replace
from datetime import datetime

from storage.database import Connection, Row
from storage.moments import moment, seconds

MOST_TOLD = 3  # messages a parent gets


@dataclass(frozen=True, slots=True)
class Wait:
    """What a parent waits for; moments in UTC.

    `id` marks the letters about it; `appointment`: the talk that would move, None: a new talk of
    this kind about this topic. `told`: how often the parent heard of a time, `last`: when.
    """

    parent: int
    id: str
    school: str
    kind: str
    topic: str
    interpreter: bool
    appointment: str | None
    since: datetime
    until: datetime
    told: int = 0
    last: datetime | None = None


COLUMNS = ", ".join(column.name for column in fields(Wait))
MARKS = ", ".join("?" for _ in fields(Wait))


async def put(connection: Connection, wait: Wait) -> None:
    """Let a parent wait, from now on for this and for nothing else."""
    values = astuple(replace(wait, topic=connection.sealer.seal(wait.topic)))
    await connection.run("DELETE FROM waiting_list WHERE parent = ?", wait.parent)
    await connection.run(
        f"INSERT INTO waiting_list ({COLUMNS}) VALUES ({MARKS})",  # noqa: S608 - names of ours
        *(seconds(item) if isinstance(item, datetime) else item for item in values),
    )


async def find(connection: Connection, parent: int, now: datetime) -> Wait | None:
    """Find what a parent waits for."""
    row = await connection.row(
        f"SELECT {COLUMNS} FROM waiting_list WHERE parent = ? AND until > ?",  # noqa: S608 - ours
        parent,
        seconds(now),
    )
    return _read(connection, row) if row else None


async def at_schools(connection: Connection, schools: Sequence[str], now: datetime) -> list[Wait]:
    """List who waits at these schools: who waits longest first."""
    marks = ", ".join("?" for _ in schools)
    rows = await connection.rows(
        f"""SELECT {COLUMNS} FROM waiting_list
            WHERE school IN ({marks}) AND until > ?""",  # noqa: S608 - marks only
        *schools,
        seconds(now),
    )
    return [_read(connection, row) for row in sorted(rows, key=_since)]


async def tell(connection: Connection, wait: str, parent: int, now: datetime) -> None:
    """Note that a parent heard of a time, if it is this that the parent waits for still."""
    sql = "UPDATE waiting_list SET told = told + 1, last = ? WHERE parent = ? AND id = ?"
    await connection.run(sql, seconds(now), parent, wait)


async def end(connection: Connection, parent: int) -> None:
    """Let a parent wait no more."""
    await connection.run("DELETE FROM waiting_list WHERE parent = ?", parent)


def _since(row: Row) -> tuple[int, int]:
    return row["since"], row["parent"]


def _read(connection: Connection, row: Row) -> Wait:
    values = dict(row)
    values["topic"] = connection.sealer.unseal(values["topic"])
    for name in ("since", "until", "last"):
        values[name] = None if values[name] is None else moment(values[name])
    return Wait(**{**values, "interpreter": bool(values["interpreter"])})

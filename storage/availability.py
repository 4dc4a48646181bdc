"""The coaches' bookable weeks."""

from ast import literal_eval
from collections.abc import Iterable, Mapping, Sequence
from datetime import time

from bot.scheduling.slots import WeeklyHours
from storage.database import Connection

Week = Mapping[str, Sequence[WeeklyHours]]  # school id -> hours
Row = tuple[str, str, int, int, int]
INSERT = "INSERT INTO weekly_hours (coach, school, weekday, start, end) VALUES (?, ?, ?, ?, ?)"


async def hours(connection: Connection, coach: str, school: str) -> list[WeeklyHours]:
    """Give a coach's weekly hours at a school."""
    rows = await connection.rows(
        """SELECT weekday, start, end FROM weekly_hours
           WHERE coach = ? AND school = ? ORDER BY weekday, start""",
        coach,
        school,
    )
    return [WeeklyHours(row["weekday"], _time(row["start"]), _time(row["end"])) for row in rows]


async def week(connection: Connection, coach: str) -> dict[str, list[WeeklyHours]]:
    """Give a coach's weekly hours at every school."""
    rows = await connection.rows(
        """SELECT school, weekday, start, end FROM weekly_hours
           WHERE coach = ? ORDER BY school, weekday, start""",
        coach,
    )
    found: dict[str, list[WeeklyHours]] = {}
    for row in rows:
        entry = WeeklyHours(row["weekday"], _time(row["start"]), _time(row["end"]))
        found.setdefault(row["school"], []).append(entry)
    return found


async def add(connection: Connection, coach: str, school: str, entry: WeeklyHours) -> None:
    """Let parents book in these hours too."""
    await connection.run(INSERT, *_row(coach, school, entry))


async def remove(connection: Connection, coach: str, school: str, entry: WeeklyHours) -> None:
    """Take away hours."""
    await connection.run(
        """DELETE FROM weekly_hours
           WHERE coach = ? AND school = ? AND weekday = ? AND start = ? AND end = ?""",
        *_row(coach, school, entry),
    )


async def take_over(connection: Connection, coach: str, week: Week) -> bool:
    """Take over a coach's starting hours at the schools where they are new.

    What the coach changed meanwhile stays at the other schools.
    """
    rows = [
        _row(coach, school, entry) for school, entries in sorted(week.items()) for entry in entries
    ]
    known = await connection.value("SELECT hours FROM starting_hours WHERE coach = ?", coach)
    if known == repr(rows):
        return False
    before = _by_school(literal_eval(known)) if known else {}
    for school in {*before, *week}:
        new = [row for row in rows if row[1] == school]
        if known is None or new != before.get(school, []):
            await connection.run(
                "DELETE FROM weekly_hours WHERE coach = ? AND school = ?", coach, school
            )
            await connection.run_many(INSERT, new)
    await connection.run(
        """INSERT INTO starting_hours (coach, hours) VALUES (?, ?)
           ON CONFLICT (coach) DO UPDATE SET hours = excluded.hours""",
        coach,
        repr(rows),
    )
    return True


def _row(coach: str, school: str, entry: WeeklyHours) -> Row:
    return coach, school, entry.weekday, _minutes(entry.start), _minutes(entry.end)


def _by_school(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row[1], []).append(row)
    return found


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def _time(minutes: int) -> time:
    return time(*divmod(minutes, 60))

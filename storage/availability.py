"""The coaches' bookable weeks."""

from collections.abc import Mapping, Sequence
from datetime import time

from bot.scheduling.slots import WeeklyHours
from storage.database import Connection

Week = Mapping[str, Sequence[WeeklyHours]]  # school id -> hours


async def hours(connection: Connection, coach: str, school: str) -> list[WeeklyHours]:
    """Give a coach's weekly hours at a school."""
    rows = await connection.rows(
        """SELECT weekday, start, end FROM weekly_hours
           WHERE coach = ? AND school = ? ORDER BY weekday, start""",
        coach,
        school,
    )
    return [WeeklyHours(row["weekday"], _time(row["start"]), _time(row["end"])) for row in rows]


async def take_over(connection: Connection, coach: str, week: Week) -> bool:
    """Take over a coach's starting hours where the configuration says something new."""
    rows = [
        (coach, school, entry.weekday, _minutes(entry.start), _minutes(entry.end))
        for school, entries in sorted(week.items())
        for entry in entries
    ]
    known = await connection.value("SELECT hours FROM starting_hours WHERE coach = ?", coach)
    if known == repr(rows):
        return False
    await connection.run("DELETE FROM weekly_hours WHERE coach = ?", coach)
    await connection.run_many(
        "INSERT INTO weekly_hours (coach, school, weekday, start, end) VALUES (?, ?, ?, ?, ?)", rows
    )
    await connection.run(
        """INSERT INTO starting_hours (coach, hours) VALUES (?, ?)
           ON CONFLICT (coach) DO UPDATE SET hours = excluded.hours""",
        coach,
        repr(rows),
    )
    return True


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def _time(minutes: int) -> time:
    return time(*divmod(minutes, 60))

"""What the database must look like when everything is quiet, read with SQL of its own."""

import sqlite3
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from bot.scheduling.calendar import is_public_holiday
from bot.scheduling.reminders import coach_reminder, parent_reminders
from bot.settings import Config

SENDING = (
    "('message', 'reminder', 'freed', 'agenda', 'file', 'keyboard_off')"  # that make a new message
)


class Ledger:
    """A database, looked at from outside of the program."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def rows(self, sql: str, *values: object) -> list[Any]:
        """Ask."""
        with closing(sqlite3.connect(self._path)) as connection:
            connection.row_factory = sqlite3.Row
            return connection.execute(sql, values).fetchall()

    def unheard(self, updates: Iterable[int]) -> set[int]:
        """Find the updates that had no effect."""
        return set(updates) - {row[0] for row in self.rows("SELECT id FROM updates")}

    def waiting(self, now: datetime) -> int:
        """Count the letters that are due and have not left."""
        sql = "SELECT count(*) FROM letters WHERE ended IS NULL AND due <= ?"
        return int(self.rows(sql, int(now.timestamp()))[0][0])

    def sent(self) -> int:
        """Count the letters that became a new message on a phone."""
        sql = f"SELECT count(*) FROM letters WHERE fate = 'sent' AND kind IN {SENDING}"  # noqa: S608
        return int(self.rows(sql)[0][0])

    def unsent(self) -> list[Any]:
        """List the letters that ended in another way than at a phone."""
        return self.rows(
            "SELECT kind, fate FROM letters WHERE ended IS NOT NULL AND fate <> 'sent'"
        )

    def notices(self) -> Counter[str]:
        """Count the notices of what happened that each coach got."""
        sql = "SELECT coach FROM letters WHERE appointment IS NULL AND fate = 'sent'"
        return Counter(row["coach"] for row in self.rows(sql) if row["coach"])

    def deeds(self) -> Counter[str]:
        """Count what each coach must hear of: a booking, and every change after it."""
        found = self.rows("SELECT coach, sequence FROM appointments")
        return Counter({coach: 0 for coach, _ in found}) + sum(
            (Counter({coach: 1 + changes}) for coach, changes in found), Counter()
        )

    def count(self, where: str) -> int:
        """Count appointments."""
        return int(self.rows(f"SELECT count(*) FROM appointments WHERE {where}")[0][0])  # noqa: S608

    def clashes(self, buffer: timedelta) -> list[tuple[str, str]]:
        """Find booked talks of one coach, or of one parent, that overlap."""
        booked = self.rows("SELECT * FROM appointments WHERE state = 'booked' ORDER BY start")
        found = []
        for who, apart in (("coach", int(buffer.total_seconds())), ("parent", 0)):
            for name in {talk[who] for talk in booked}:
                talks = [talk for talk in booked if talk[who] == name]
                pairs = pairwise(talks)
                found += [(a["id"], b["id"]) for a, b in pairs if a["end"] + apart > b["start"]]
        return found

    def wrong_reminders(self, config: Config) -> list[str]:
        """Find appointments that have other reminders than the rules say."""
        wrong = []
        for talk in self.rows("SELECT * FROM appointments"):
            sql = "SELECT due FROM letters WHERE appointment = ?"
            kept = sorted(row["due"] for row in self.rows(sql, talk["id"]))
            wanted = _due(talk, config) if talk["state"] == "booked" else []
            if kept != wanted:
                wrong.append(f"{talk['id']} ({talk['state']}): {kept}, not {wanted}")
        return wrong


def _due(talk: sqlite3.Row, config: Config) -> list[int]:
    start, booked = (datetime.fromtimestamp(talk[name], UTC) for name in ("start", "booked"))
    zone, rules, quiet = config.municipality.tz, config.reminders, config.quiet
    parent = parent_reminders(start, booked, rules, quiet, zone, is_public_holiday)
    moments = [reminder.due for reminder in parent]
    coach = coach_reminder(start, booked, rules)
    return sorted(int(moment.timestamp()) for moment in [*moments, *([coach] if coach else [])])

"""The tables of the database, read from its file with SQL of our own."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from storage.sealing import Sealer

Row = Mapping[str, Any]
Rows = tuple[Row, ...]
NAMES = (
    "appointments",
    "letters",
    "ledger",
    "history",
    "people",
    "audit",
    "erased",
    "messages",
    "callbacks",
)


@dataclass(frozen=True)
class Tables:
    """All rows of the tables that are looked at."""

    appointments: Rows
    letters: Rows
    ledger: Rows  # all letters that ever were: see ledger.py
    history: Rows  # all that became of talks, idem
    people: Rows
    audit: Rows
    erased: Rows
    messages: Rows
    callbacks: Rows
    sealer: Sealer

    def waiting(self, now: datetime) -> list[Row]:
        """List the letters that are due and have not left."""
        return [
            letter
            for letter in self.letters
            if letter["ended"] is None and letter["due"] <= now.timestamp()
        ]

    def erased_at(self, chat: int) -> datetime | None:
        """Tell when the person of this chat last erased everything."""
        marks = set(self.sealer.marks(f"{chat}"))
        found = [row["at"] for row in self.erased if row["mark"] in marks]
        return moment(max(found)) if found else None


def read_tables(path: Path, sealer: Sealer) -> Tables:
    """Read the database with SQL of our own."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        read = {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in NAMES}  # noqa: S608
    return Tables(
        **{name: tuple(dict(row) for row in rows) for name, rows in read.items()}, sealer=sealer
    )


def moment(seconds: float) -> datetime:
    """Seconds since 1970 -> UTC."""
    return datetime.fromtimestamp(seconds, UTC)

"""A database as version 0.1.0 wrote it: rows in every table, all of them in plain text."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

FIRST = Path(__file__).parents[2] / "storage" / "migrations" / "0001_first.sql"
SEEN = 1_795_000_000  # a moment in November 2026, in seconds since 1970
NAME, NAME_AT_BOOKING, PHONE, TOPIC = "Wilhelmina", "Willemijntje", "06 12345678", "geheim_topic"
ASKED = {"topic": "verborgen_topic", "name": "Annechien"}
PLACE: dict[str, Any] = {
    "conversation": "booking",
    "tag": "a1b2",
    "question": "how",
    "answers": ASKED,
}
TAPPED = "booking:a1b2:how:huisbezoek"
WAITING = '{"text":"Beste Wilhelmina"}'
SECRET = (NAME, NAME_AT_BOOKING, PHONE, TOPIC, *ASKED.values(), "huisbezoek", "Beste", "Hallo")
APPOINTMENT = (11, "anna", "lutten", TOPIC, "phone", 1, "nl", NAME_AT_BOOKING)
ROWS: dict[str, list[tuple[object, ...]]] = {
    "people": [
        (11, NAME, "nl", "lutten", 1, 0, SEEN),
        (12, "Noortje", "ar", None, 0, 1, SEEN - 9),
    ],
    "coach_links": [("anna", 500, SEEN)],
    "invitations": [("open", "anna", SEEN + 9, None), ("shut", "anna", SEEN, SEEN - 9)],
    "weekly_hours": [("anna", "lutten", 0, 540, 720)],
    "starting_hours": [("anna", "[('anna', 'lutten', 0, 540, 720)]")],
    "appointments": [
        ("one", *APPOINTMENT, PHONE, None, SEEN + 900, SEEN + 1800, "booked", 2, SEEN),
        ("two", *APPOINTMENT, None, "lutten", SEEN - 1800, SEEN - 900, "cancelled", 0, SEEN - 9999),
    ],
    "claims": [("coach anna", 7, "one"), ("parent 11", 7, "one")],
    "places": [
        (11, json.dumps({**PLACE, "given": ["school"], "page": 1}), TAPPED, SEEN),
        (12, None, "", SEEN),
    ],
    "letters": [
        (1, 11, None, 0, "message", WAITING, None, SEEN, SEEN + 99, None, 3, None, None),
        (2, 11, None, 1, "reminder", "", "one", SEEN - 9, SEEN, None, 1, SEEN - 8, "sent"),
        (3, 12, None, 0, "message", "Hallo", None, SEEN, SEEN, None, 0, SEEN, "refused"),
        (4, 12, None, 0, "message", "Hallo", None, SEEN, SEEN, None, 0, SEEN, "expired"),
        (5, None, "zoe", 1, "message", WAITING, None, SEEN, SEEN + 99, None, 0, None, None),
    ],
    "updates": [(77, SEEN), (78, SEEN)],
    "facts": [("heartbeat", "2026-11-18T00:00:00+00:00"), ("username", "a_bot")],
}


def write(path: Path) -> None:
    """Write the database, with the traces of somebody whose row is gone."""
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("PRAGMA journal_mode = WAL")
        raw.execute("PRAGMA secure_delete = OFF")
        raw.executescript(FIRST.read_text("utf-8"))
        for table, rows in ROWS.items():
            marks = ", ".join("?" for _ in rows[0])
            raw.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608 - ours
        gone = [(n, NAME * 99, "nl", None, 1, 0, SEEN) for n in range(1000, 1050)]
        raw.executemany("INSERT INTO people VALUES (?, ?, ?, ?, ?, ?, ?)", gone)
        raw.execute("DELETE FROM people WHERE chat >= 1000")
        raw.execute("PRAGMA user_version = 1")

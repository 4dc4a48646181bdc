"""A ledger that the database keeps by itself: all letters that ever were, and all that became.

The program empties a letter once it is sent, and deletes it with an appointment or a person. Only a
copy can tell which message is of which letter, and only a history which of them had to be written.
Both are written in the transactions of the program, and know the update that began each of them.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

COPIED = "id, chat, coach, kind, body, appointment, due, cause, language, channel, ended, fate"

LETTERS = f"""
CREATE TABLE ledger ({COPIED}, gone INTEGER NOT NULL DEFAULT 0);
CREATE UNIQUE INDEX ledger_id ON ledger (id);
CREATE TRIGGER ledger_written AFTER INSERT ON letters BEGIN
    INSERT INTO ledger ({COPIED}) VALUES ({", ".join(f"NEW.{n}" for n in COPIED.split(", "))});
END;
CREATE TRIGGER ledger_ended AFTER UPDATE OF fate ON letters BEGIN
    UPDATE ledger SET fate = NEW.fate, ended = NEW.ended WHERE id = NEW.id;
END;
CREATE TRIGGER ledger_gone AFTER DELETE ON letters BEGIN
    UPDATE ledger SET gone = 1 WHERE id = OLD.id;
END;
"""  # noqa: S608 - names of ours

TURN = """
CREATE TABLE turn (number INTEGER, at INTEGER);
INSERT INTO turn (number, at) VALUES (NULL, 0);
CREATE TRIGGER turn_begun AFTER INSERT ON updates BEGIN
    UPDATE turn SET number = NEW.id, at = NEW.heard;
END;
CREATE TABLE history (
    step INTEGER PRIMARY KEY, cause INTEGER, at INTEGER, what TEXT, talk TEXT,
    parent INTEGER, coach TEXT, start INTEGER, end INTEGER, state TEXT, language TEXT
);
"""

CHANGED = """OLD.parent <> NEW.parent OR OLD.coach <> NEW.coach OR OLD.start <> NEW.start
    OR OLD.state <> NEW.state"""
WISH = "CASE NEW.reminders WHEN 1 THEN 'reminding' ELSE 'silent' END"
TALK = "id AS talk, parent, coach, start, end, state, language"
DECISION = "appointment AS talk, coach, start"
PERSON = "chat AS parent"
NOTED = (  # after what, whether it is noted, what it is called, and the row
    ("INSERT ON appointments", "1", "'talk'", f"NEW {TALK}"),
    ("UPDATE ON appointments", CHANGED, "'talk'", f"NEW {TALK}"),
    ("UPDATE ON appointments", "NEW.coming IS NOT OLD.coming", "'coming'", f"NEW {TALK}"),
    ("DELETE ON appointments", "1", "'gone'", f"OLD {TALK}"),
    ("INSERT ON decisions", "1", "NEW.decision", f"NEW {DECISION}"),
    ("UPDATE ON decisions", "1", "NEW.decision", f"NEW {DECISION}"),
    ("DELETE ON decisions", "1", "'undecided'", f"OLD {DECISION}"),
    ("INSERT ON people", "1", "'reminding'", f"NEW {PERSON}"),
    ("UPDATE ON people", "OLD.reminders <> NEW.reminders", WISH, f"NEW {PERSON}"),
)


def _noting(number: int, event: str, when: str, what: str, row: str) -> str:
    """Write the trigger that notes one kind of change in the history."""
    version, _, listed = row.partition(" ")
    columns = [column.partition(" AS ") for column in listed.split(", ")]
    names = ", ".join(name or column for column, _, name in columns)
    values = ", ".join(f"{version}.{column}" for column, _, _ in columns)
    return f"""CREATE TRIGGER history_{number} AFTER {event} WHEN {when} BEGIN
    INSERT INTO history (cause, at, what, {names}) SELECT number, at, {what}, {values} FROM turn;
END;
"""  # noqa: S608 - names of ours


HISTORY = "".join(_noting(number, *noted) for number, noted in enumerate(NOTED))


def open_ledger(database: Path) -> None:
    """Let this database keep a ledger from now on, in the transactions of the program."""
    with closing(sqlite3.connect(database)) as connection:
        connection.executescript(LETTERS + TURN + HISTORY)

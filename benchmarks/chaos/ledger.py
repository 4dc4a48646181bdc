"""A ledger that the database keeps by itself: every letter that was ever written, and its end.

The program empties a letter once it is sent, and deletes it with an appointment or a person. Only a
copy can tell which message is of which letter.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

COPIED = "id, chat, coach, kind, body, appointment, due, cause, language, channel, ended, fate"
LEDGER = f"""
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


def open_ledger(database: Path) -> None:
    """Let this database keep a ledger from now on, in the transactions of the program."""
    with closing(sqlite3.connect(database)) as connection:
        connection.executescript(LEDGER)

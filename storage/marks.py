"""Who erased everything stays erased when an old database comes back."""

import sqlite3
from contextlib import closing
from pathlib import Path

from storage import privacy
from storage.backups import FOLDER, SUFFIX
from storage.database import Connection
from storage.integrity import look

Marks = dict[str, int]  # what recognises who erased everything, and when in seconds since 1970
PEOPLE = """SELECT chat FROM people UNION SELECT chat FROM places
    UNION SELECT parent FROM appointments UNION SELECT chat FROM letters WHERE chat IS NOT NULL
    UNION SELECT about FROM letters WHERE about IS NOT NULL
    UNION SELECT parent FROM messages UNION SELECT parent FROM callbacks
    UNION SELECT parent FROM waiting_list UNION SELECT parent FROM voice_answers
    UNION SELECT chat FROM coach_links"""


def read_marks(database: Path) -> tuple[Marks, bool]:
    """Read who erased everything, and whether the database could tell.

    The backups are asked too, for a database that cannot.
    """
    marks: Marks = {}
    for path in database.with_name(FOLDER).glob(f"*{SUFFIX}"):
        _add_marks(path, "mode=ro&immutable=1", marks)
    return marks, database.exists() and _add_marks(database, "mode=ro", marks)


def _add_marks(path: Path, how: str, marks: Marks) -> bool:
    try:
        with closing(look(path, how)) as connection:
            if not list(connection.execute("PRAGMA table_info(erased)")):
                return True  # of a version that could not erase
            for mark, at in connection.execute("SELECT mark, at FROM erased"):
                marks[mark] = max(at, marks.get(mark, 0))
    except sqlite3.Error:
        return False
    return True


async def erase_again(connection: Connection, marks: Marks) -> int:
    """Erase those who erased everything after the backup was made; count them.

    Who did so before it, and came back, is in the backup with the same mark and stays.
    """
    rows = await connection.rows("SELECT mark, at FROM erased")
    known = {row["mark"]: row["at"] for row in rows}
    new = {mark: at for mark, at in marks.items() if at > known.get(mark, 0)}
    await connection.run_many(
        """INSERT INTO erased (mark, at) VALUES (?, ?)
           ON CONFLICT (mark) DO UPDATE SET at = excluded.at""",
        list(new.items()),
    )
    gone = await _recognised(connection, new)
    for chat in gone:
        await privacy.erase(connection, chat)
    return len(gone)


async def _recognised(connection: Connection, marks: Marks) -> set[int]:
    """Find the chats that are marked, and whoever has a talk here that is."""
    sealer = connection.sealer
    known = [(f"{row['chat']}", row["chat"]) for row in await connection.rows(PEOPLE)]
    talks = await connection.rows("SELECT id, parent FROM appointments")
    known += [(privacy.talk_text(row["id"]), row["parent"]) for row in talks]
    return {chat for text, chat in known if not marks.keys().isdisjoint(sealer.marks(text))}

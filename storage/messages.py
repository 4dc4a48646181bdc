"""What parents asked their coach, until it is answered."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from storage.database import Connection, Row
from storage.moments import moment, seconds


@dataclass(frozen=True, slots=True)
class Question:
    """Something a parent asked. `name`, `language` and `blocked` are the parent's of now.

    `content` is JSON, and empty once it was answered; `remind` None: nobody is reminded any more;
    `coach` is who has it now, empty when its school has nobody;
    `put_off`: it was promised for a later day, as the coach went away.
    """

    id: str
    parent: int
    coach: str
    school: str
    content: str
    sent: datetime
    remind: datetime | None
    reminded: int
    answered: datetime | None
    name: str
    language: str
    blocked: bool
    put_off: bool = False


SELECT = """SELECT m.rowid AS number, m.*, p.name, p.language, p.blocked
    FROM messages m JOIN people p ON p.chat = m.parent"""


@dataclass(frozen=True, slots=True)
class Questions:
    """Questions, oldest first: what is sealed is read when asked for."""

    connection: Connection
    rows: Sequence[Row]

    def find(self, question: str) -> Question | None:
        """Find one by its id, answered or not."""
        found = (row for row in self.rows if row["id"] == question)
        return next((_read(self.connection, row) for row in found), None)

    @property
    def all(self) -> list[Question]:
        """List them, answered or not."""
        return [_read(self.connection, row) for row in self.rows]

    @property
    def waiting(self) -> list[Question]:
        """List those without an answer."""
        rows = (row for row in self.rows if row["answered"] is None)
        return [_read(self.connection, row) for row in rows]


async def put(connection: Connection, new: Question) -> None:
    """Keep a new question."""
    await connection.run(
        """INSERT INTO messages (id, parent, coach, school, content, sent, remind)
           VALUES (?, ?, ?, ?, ?, ?, ?)""",
        new.id,
        new.parent,
        new.coach,
        new.school,
        connection.sealer.seal(new.content),
        seconds(new.sent),
        None if new.remind is None else seconds(new.remind),
    )


async def of_parent(connection: Connection, parent: int) -> Questions:
    """Read what a parent asked."""
    rows = await connection.rows(f"{SELECT} WHERE m.parent = ? ORDER BY m.sent, m.rowid", parent)
    return Questions(connection, rows)


async def of_schools(connection: Connection, schools: Collection[str]) -> Questions:
    """Read what was asked at these schools."""
    if not schools:
        return Questions(connection, ())
    marks = ", ".join("?" for _ in schools)
    rows = await connection.rows(f"{SELECT} WHERE m.school IN ({marks})", *sorted(schools))
    return Questions(connection, sorted(rows, key=lambda row: (row["sent"], row["number"])))


async def open_ones(connection: Connection) -> list[Question]:
    """List all that wait for an answer, oldest first."""
    rows = await connection.rows(f"{SELECT} WHERE m.answered IS NULL ORDER BY m.sent, m.rowid")
    return Questions(connection, rows).waiting


async def find(connection: Connection, question: str) -> Question | None:
    """Find one by its id, answered or not."""
    rows = await connection.rows(f"{SELECT} WHERE m.id = ?", question)
    return Questions(connection, rows).find(question)


async def waits_for(connection: Connection, question: str) -> str | None:
    """Tell which coach is to answer a question; None: it is answered, or gone."""
    sql = "SELECT coach FROM messages WHERE id = ? AND answered IS NULL"
    found: str | None = await connection.value(sql, question)
    return found


async def hand_on(
    connection: Connection, question: str, coach: str, remind: datetime | None, times: int
) -> None:
    """Note who has a question now, when somebody is reminded next, and how often it was."""
    await connection.run(
        "UPDATE messages SET coach = ?, remind = ?, reminded = ? WHERE id = ?",
        coach,
        None if remind is None else seconds(remind),
        times,
        question,
    )


async def due(connection: Connection, now: datetime) -> list[Question]:
    """List the questions that wait and of which somebody is to be reminded by now."""
    rows = await connection.rows(
        f"{SELECT} WHERE m.answered IS NULL AND m.remind <= ? ORDER BY m.remind", seconds(now)
    )
    return Questions(connection, rows).waiting


async def reminded(connection: Connection, question: str, again: datetime | None) -> None:
    """Note that somebody was reminded of a question, and when somebody is again."""
    await connection.run(
        "UPDATE messages SET remind = ?, reminded = reminded + 1 WHERE id = ?",
        None if again is None else seconds(again),
        question,
    )


async def put_off(connection: Connection, question: str, remind: datetime) -> None:
    """Note that an answer was promised for a later day."""
    sql = "UPDATE messages SET remind = ?, put_off = 1 WHERE id = ?"
    await connection.run(sql, seconds(remind), question)


async def answered(connection: Connection, question: Question, now: datetime) -> None:
    """Note a question as answered, with what its parent asked there before; empty them."""
    await connection.run(
        """UPDATE messages SET answered = ?, remind = NULL, content = ''
           WHERE parent = ? AND school = ? AND sent <= ? AND answered IS NULL""",
        seconds(now),
        question.parent,
        question.school,
        seconds(question.sent),
    )


def _read(connection: Connection, row: Row) -> Question:
    unseal = connection.sealer.unseal
    values = {key: value for key, value in dict(row).items() if key not in {"number", "unreached"}}
    return Question(
        **{
            **values,
            "content": row["content"] and unseal(row["content"]),
            "sent": moment(row["sent"]),
            "remind": None if row["remind"] is None else moment(row["remind"]),
            "answered": None if row["answered"] is None else moment(row["answered"]),
            "name": unseal(row["name"]),
            "blocked": bool(row["blocked"]),
            "put_off": bool(row["put_off"]),
        }
    )

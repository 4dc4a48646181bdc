"""The clean-up of a night: nothing old stays, nothing goes by halves, nobody waits for it."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.scheduling.calendar import Span
from bot.scheduling.slots import cells
from storage import (
    absences,
    appointments,
    audit,
    callbacks,
    clips,
    coaches,
    conversations,
    kept_free,
    messages,
    outbox,
    people,
    privacy,
    voice_answers,
    waiting_list,
)
from storage.appointments import Appointment, Cells
from storage.batches import BATCH
from storage.callbacks import Callback
from storage.database import Connection, Database
from storage.messages import Question
from storage.outbox import Letter
from storage.people import Person
from storage.privacy import Terms
from storage.waiting_list import Wait
from tests.keys import SEALER

NOW = datetime(2026, 12, 8, 9, 0, tzinfo=UTC)
LONG_AGO = NOW - timedelta(days=30)
ALL = Terms(*[NOW] * len(Terms.__slots__))
MANY = 2 * BATCH + 1
OF_A_TALK = ("proposals", "takeovers", "decisions")  # go with it, and are counted when it stays
NOTHING = dict.fromkeys((*privacy.OLD, "appointments"), 0)
LIVED = NOTHING.keys() - {*OF_A_TALK}
COUNTED = NOTHING | dict.fromkeys(LIVED, MANY)
TABLES = (
    "people",
    "places",
    "updates",
    "letters",
    "appointments",
    "claims",
    "audit",
    "erased",
    "messages",
    "callbacks",
    "invitations",
    "absences",
    "waiting_list",
    "voice_answers",
    "clips",
)
HALVES = (
    """SELECT count(*) FROM claims WHERE appointment NOT IN (SELECT id FROM appointments)""",
    """SELECT count(*) FROM letters WHERE appointment NOT IN (SELECT id FROM appointments)""",
    """SELECT count(*) FROM appointments WHERE id NOT IN (SELECT appointment FROM claims)""",
    """SELECT count(*) FROM appointments WHERE id NOT IN
       (SELECT appointment FROM letters WHERE appointment IS NOT NULL)""",
)


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = await Database.open(tmp_path / "b.sqlite3", SEALER)
    yield opened
    await opened.close()


async def _live(connection: Connection, number: int, at: datetime) -> None:
    """Let a parent have talked at that moment, and leave one of everything behind."""
    await people.save(connection, Person(number, "Sanne", "nl"), at)
    await conversations.save(connection, number, None, "", at)
    await conversations.first_time(connection, number, at)
    await audit.note(connection, f"parent {number}", "booked", at)
    await privacy.remember_erased(connection, -number, at)
    await _want(connection, number, at)
    await outbox.put(connection, _letter(at))
    await connection.run("UPDATE letters SET ended = due, fate = 'sent'")
    talk = _talk(number, at)
    taken = cells(talk.start, talk.end)
    await appointments.add(connection, talk, Cells(taken, taken))


async def _want(connection: Connection, number: int, at: datetime) -> None:
    """Let a parent ask, want a call and wait for a time; and coaches be invited and away."""
    name = f"{number}"
    question = Question(name, number, "a", "l", "", at, None, 0, None, "", "", blocked=False)
    await messages.put(connection, question)
    call = Callback(name, number, "a", "l", "nl", "Sanne", "", "any", at, None)
    await callbacks.put(connection, call)
    await coaches.invite(connection, name, f"c{number}", at)
    await absences.add(connection, "anna", Span(at.date(), at.date()), at)
    await kept_free.keep(connection, name, at, at)
    wait = Wait(
        number,
        name,
        "l",
        "school",
        "money",
        interpreter=False,
        appointment=None,
        since=at,
        until=at,
    )
    await waiting_list.put(connection, wait)
    await voice_answers.put(connection, voice_answers.NAME, number, "file", at)
    await clips.remember(connection, name, f"AwAC{name}", number, at)


def _letter(at: datetime, appointment: str | None = None) -> Letter:
    return Letter("message", "", at, at + timedelta(hours=1), chat=1, appointment=appointment)


def _talk(number: int, at: datetime) -> Appointment:
    """A talk that has just ended, with a coach of its own."""
    return Appointment(
        id=f"{number}",
        parent=number,
        coach=f"c{number}",
        school="lutten",
        topic="money",
        kind="school",
        interpreter=False,
        language="nl",
        name="Sanne",
        phone=None,
        place="lutten",
        start=at - timedelta(minutes=30),
        end=at,
        state="booked",
        sequence=0,
        booked=at,
    )


async def _fill(database: Database) -> None:
    """Write more than two batches of old parents, and one of now; each has a waiting reminder."""
    async with database.transaction() as connection:
        for number in range(1, MANY + 1):
            await _live(connection, number, LONG_AGO)
        await _live(connection, MANY + 1, NOW)
        for number in range(1, MANY + 2):
            await outbox.put(connection, _letter(NOW, f"{number}"))


async def test_everything_old_goes_however_much_it_is_and_is_counted(database: Database) -> None:
    await _fill(database)
    assert await privacy.purge(database, ALL) == COUNTED
    left = {table: await _count(database.reader, table) for table in TABLES}
    assert left == {**dict.fromkeys(TABLES, 1), "letters": 2, "claims": 12}
    assert await privacy.purge(database, ALL) == NOTHING


async def test_others_get_their_turn_meanwhile_and_see_nothing_done_by_halves(
    database: Database,
) -> None:
    """What they see is also what a crash would leave."""
    await _fill(database)
    seen: dict[str, set[int]] = {table: set() for table in TABLES}
    halves: set[int] = set()
    purging = asyncio.create_task(privacy.purge(database, ALL))
    while not purging.done():
        async with database.transaction() as connection:
            for table in TABLES:
                seen[table].add(await _count(connection, table))
            halves |= {await connection.value(sql) for sql in HALVES}
    assert await purging == COUNTED
    for table in TABLES:
        assert len(seen[table]) > 3, table  # before, between the batches, and after
    assert halves == {0}


async def test_letters_end_however_many_came_too_late(database: Database) -> None:
    async with database.transaction() as connection:
        for _ in range(MANY):
            await outbox.put(connection, _letter(LONG_AGO))
        await outbox.put(connection, _letter(NOW))
        await outbox.put(connection, _letter(NOW + timedelta(days=1)))
    assert await outbox.expire(database, NOW) == MANY
    waiting = await database.reader.value("SELECT count(*) FROM letters WHERE ended IS NULL")
    assert waiting == 2


async def test_a_coach_and_who_has_a_talk_stay_however_long_they_were_silent(
    database: Database,
) -> None:
    async with database.transaction() as connection:
        for chat in (1, 2, 3):
            await people.save(connection, Person(chat, "Sanne", "nl"), LONG_AGO)
        await coaches.link(connection, "anna", 1, LONG_AGO)
        coming = replace(_talk(2, LONG_AGO), end=NOW + timedelta(hours=1))
        await appointments.add(connection, coming, Cells((), ()))
    assert (await privacy.purge(database, ALL))["people"] == 1
    rows = await database.reader.rows("SELECT chat FROM people ORDER BY chat")
    assert [row["chat"] for row in rows] == [1, 2]


async def _count(connection: Connection, table: str) -> int:
    return int(await connection.value(f"SELECT count(*) FROM {table}"))  # noqa: S608 - ours

"""Letters that wait: claimed once, in order, withdrawn with their cause, never silently gone."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storage import claiming, coaches, outbox, people, waiting
from storage.claiming import Claimed
from storage.database import Database
from storage.outbox import ANSWER, EMAIL, MACHINES, NOTICE, Letter
from storage.people import Person
from tests.keys import SEALER

NOW = datetime(2026, 12, 8, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = await Database.open(tmp_path / "b.sqlite3", SEALER)
    async with opened.transaction() as connection:
        for chat in (1, 2, 3):
            await people.save(connection, Person(chat, "Sanne", "nl"), NOW)
    yield opened
    await opened.close()


def letter(body: str, **fields: object) -> Letter:
    """A letter to chat 1 that is due now."""
    known = {"chat": 1, "due": NOW, "expires": NOW + timedelta(days=1)}
    return Letter("message", body, **{**known, **fields})  # type: ignore[arg-type]


async def put(database: Database, *letters: Letter) -> None:
    async with database.transaction() as connection:
        for item in letters:
            await outbox.put(connection, item)


async def claim(database: Database, now: datetime = NOW, most: int = 100) -> list[Claimed]:
    async with database.transaction() as connection:
        return await claiming.claim(connection, now, now + MINUTE, most)


async def test_answers_go_before_notices_and_each_in_the_order_of_writing(
    database: Database,
) -> None:
    await put(
        database,
        letter("notice", lane=NOTICE),
        letter("first", lane=ANSWER),
        letter("second", lane=ANSWER),
    )
    assert [item.body for item in await claim(database)] == ["first", "second", "notice"]


async def test_a_letter_is_claimed_once(database: Database) -> None:
    await put(database, letter("a"), letter("b"))
    assert len(await claim(database, most=1)) == 1
    assert len(await claim(database)) == 1
    assert await claim(database) == []


async def test_a_letter_that_no_key_opens_is_set_aside_and_stops_no_other(
    database: Database,
) -> None:
    await put(database, letter("damaged"), letter("whole"))
    async with database.transaction() as connection:
        sql = "UPDATE letters SET body = 'gAAAAA' WHERE id = (SELECT min(id) FROM letters)"
        await connection.run(sql)
    assert [item.body for item in await claim(database)] == ["whole"]
    [stuck] = await waiting.stuck(database.reader, NOW)
    assert (stuck.fate, stuck.count) == ("refused", 1)


async def test_at_the_start_of_the_program_every_letter_is_free_again(database: Database) -> None:
    await put(database, letter("a"))
    await claim(database)
    async with database.transaction() as connection:
        await claiming.release(connection)
    assert len(await claim(database)) == 1


async def test_a_letter_waits_until_it_is_due(database: Database) -> None:
    await put(database, letter("a", due=NOW + MINUTE))
    assert await claim(database) == []
    assert await claiming.next_due(database.reader) == NOW + MINUTE
    assert len(await claim(database, NOW + MINUTE)) == 1
    assert await claiming.next_due(database.reader) is None


async def test_what_a_sent_letter_said_is_not_kept(database: Database) -> None:
    await put(database, letter("secret"))
    [held] = await claim(database)
    async with database.transaction() as connection:
        await claiming.end(connection, held, "sent", NOW)
    assert await database.reader.value("SELECT body FROM letters") == ""


async def test_a_withdrawn_letter_is_no_longer_wanted_and_its_mark_does_no_harm(
    database: Database,
) -> None:
    await put(database, letter("a", appointment="x"))
    [held] = await claim(database)
    assert await claiming.still_claimed(database.reader, held)
    async with database.transaction() as connection:
        await outbox.withdraw(connection, "x")
    assert not await claiming.still_claimed(database.reader, held)
    async with database.transaction() as connection:
        await claiming.end(connection, held, "sent", NOW)
    assert await database.reader.value("SELECT count(*) FROM letters") == 0


async def test_only_the_letters_to_one_chat_are_withdrawn_if_asked_so(database: Database) -> None:
    await put(
        database,
        letter("parent", appointment="x"),
        letter("coach", chat=None, coach="anna", appointment="x"),
    )
    async with database.transaction() as connection:
        await outbox.withdraw(connection, "x", chat=1)
    assert SEALER.unseal(await database.reader.value("SELECT body FROM letters")) == "coach"


async def test_letters_to_a_coach_wait_until_the_coach_is_linked(database: Database) -> None:
    await put(database, letter("a", chat=None, coach="anna"))
    assert await claim(database) == []
    assert await claiming.next_due(database.reader) is None
    async with database.transaction() as connection:
        await coaches.link(connection, "anna", 2, NOW)
    [held] = await claim(database)
    assert held.chat == 2


async def test_letters_to_a_blocked_chat_wait_until_it_is_open_again(database: Database) -> None:
    async with database.transaction() as connection:
        await people.block(connection, 1, blocked=True)
        await people.block(connection, 2, blocked=True)
        await coaches.link(connection, "anna", 2, NOW)
    await put(database, letter("a"), letter("b", chat=None, coach="anna"), letter("c", chat=3))
    assert [item.body for item in await claim(database)] == ["c"]
    async with database.transaction() as connection:
        await people.block(connection, 1, blocked=False)
        await people.block(connection, 2, blocked=False)
    assert len(await claim(database)) == 2


async def test_letters_that_should_have_left_are_counted(database: Database) -> None:
    await put(
        database,
        letter("a", chat=None, coach="anna"),
        letter("b", chat=None, coach="anna", due=NOW + MINUTE),
        letter("c", due=NOW + timedelta(hours=1)),
        letter("d", chat=3),
    )
    [held] = await claim(database)
    async with database.transaction() as connection:
        await claiming.end(connection, held, "refused", NOW)
    found = await waiting.stuck(database.reader, NOW + 2 * MINUTE)
    told = [(item.coach, item.fate, item.count, item.since) for item in found]
    assert told == [(None, "refused", 1, NOW), ("anna", None, 2, NOW)]


async def test_letters_that_came_too_late_end(database: Database) -> None:
    await put(database, letter("a", expires=NOW), letter("b"))
    assert await outbox.expire(database, NOW) == 1
    sql = "SELECT body FROM letters WHERE ended IS NULL"
    assert SEALER.unseal(await database.reader.value(sql)) == "b"
    assert await database.reader.value("SELECT body FROM letters WHERE ended IS NOT NULL") == ""


async def _put_off(database: Database, held: Claimed, due: datetime) -> None:
    async with database.transaction() as connection:
        await claiming.put_off(connection, held, due, NOW)


async def _claim_mail(database: Database, now: datetime) -> list[str]:
    async with database.transaction() as connection:
        found = await claiming.claim(connection, now, now + MINUTE, 100, EMAIL)
    return [held.body for held in found]


async def test_an_e_mail_waits_for_an_earlier_one_of_its_coach_and_for_no_other(
    database: Database,
) -> None:
    mail = {"chat": None, "coach": "anna", "channel": EMAIL}
    await put(database, letter("first", **mail))
    async with database.transaction() as connection:
        [held] = await claiming.claim(connection, NOW, NOW + MINUTE, 100, EMAIL)
    await _put_off(database, held, NOW + 5 * MINUTE)
    await put(database, letter("second", **mail), letter("other", **{**mail, "coach": "bo"}))
    assert await _claim_mail(database, NOW) == ["other"]
    assert await claiming.next_due(database.reader) == NOW + 5 * MINUTE
    assert await _claim_mail(database, NOW + 5 * MINUTE) == ["first"]
    assert await _claim_mail(database, NOW + 5 * MINUTE) == ["second"]


async def test_e_mail_needs_no_link_and_is_no_letter_for_telegram(database: Database) -> None:
    await put(database, letter("a", chat=None, coach="anna", channel=EMAIL), letter("b"))
    assert [item.body for item in await claim(database)] == ["b"]
    assert await _claim_mail(database, NOW) == ["a"]


async def test_the_work_of_a_machine_needs_no_phone_and_is_missed_by_nobody(
    database: Database,
) -> None:
    work = letter("", chat=None, coach="anna", channel=MACHINES)
    await put(database, work)
    async with database.transaction() as connection:
        await outbox.reroute(connection, lambda _: ("telegram",))
        [claimed] = await claiming.claim(connection, NOW, NOW + MINUTE, 9, MACHINES)
        await claiming.put_off(connection, claimed, NOW, NOW)
    await put(database, replace(work, expires=NOW))
    later, reader = NOW + timedelta(hours=1), database.reader
    assert await waiting.stuck(reader, later) == []
    assert await waiting.late(reader, later) == waiting.Late(0, None)
    assert await waiting.left_lying(reader, later, later) is None
    assert await outbox.expire(database, NOW) == 1
    async with database.transaction() as connection:
        await outbox.drop(connection, EMAIL)
        assert await claiming.next_due(connection) is not None
        await outbox.drop(connection, MACHINES)
        assert await claiming.next_due(connection) is None

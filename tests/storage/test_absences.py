"""Absences and what was decided about talks: found, joined, and gone in time."""

from collections.abc import AsyncIterator
from dataclasses import fields
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from bot.scheduling.calendar import Span
from bot.scheduling.slots import WeeklyHours
from storage import absences, availability, coaches, privacy
from storage.absences import ASK
from storage.database import Database
from storage.privacy import Terms
from tests.keys import SEALER

NOW = datetime(2026, 12, 8, 9, 0, tzinfo=UTC)
DAYS = Span(date(2026, 12, 10), date(2026, 12, 11))
MORNING, EVENING = WeeklyHours(0, time(9), time(12)), WeeklyHours(0, time(18), time(20))


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = await Database.open(tmp_path / "a.sqlite3", SEALER)
    yield opened
    await opened.close()


@pytest.mark.parametrize(("today", "count"), [(date(2026, 12, 11), 1), (date(2026, 12, 12), 0)])
async def test_an_absence_holds_until_its_last_day_is_over(
    database: Database, today: date, count: int
) -> None:
    async with database.transaction() as connection:
        await absences.add(connection, "anna", DAYS, NOW)
        found = await absences.since(connection, today)
    assert sum(len(items) for items in found.values()) == count


@pytest.mark.parametrize(("before", "left"), [(11, 1), (12, 0)])
async def test_the_clean_up_takes_an_absence_whose_last_day_is_before_its_term(
    database: Database, before: int, left: int
) -> None:
    async with database.transaction() as connection:
        await absences.add(connection, "anna", DAYS, NOW)
    moment = datetime(2026, 12, before, tzinfo=UTC)
    await privacy.purge(database, Terms(*[moment] * len(fields(Terms))))
    assert len(await database.reader.rows("SELECT id FROM absences")) == left


async def test_a_decision_goes_with_what_is_erased_of_its_parent(database: Database) -> None:
    async with database.transaction() as connection:
        await connection.run(
            """INSERT INTO appointments (id, parent, coach, school, topic, kind, interpreter,
                 language, name, start, end, state, sequence, booked)
               VALUES ('x', 7, 'anna', 'lutten', '', 'school', 0, 'nl', '', 1, 2, 'booked', 0, 0)"""
        )
        await absences.decide(connection, "x", "anna", NOW, ASK)
        await privacy.erase(connection, 7)
        assert await connection.rows("SELECT * FROM decisions") == []


async def test_new_starting_hours_replace_only_those_of_their_own_school(
    database: Database,
) -> None:
    first = {"lutten": (MORNING,), "slagharen": (MORNING,)}
    async with database.transaction() as connection:
        assert await availability.take_over(connection, "anna", first)
        await availability.remove(connection, "anna", "lutten", MORNING)
        await availability.add(connection, "anna", "slagharen", EVENING)
        assert not await availability.take_over(connection, "anna", first)
        assert await availability.week(connection, "anna") == {"slagharen": [MORNING, EVENING]}
        assert await availability.take_over(connection, "anna", {"lutten": (MORNING,)})
        assert await availability.week(connection, "anna") == {}  # that school is gone
        assert await availability.take_over(connection, "anna", {"lutten": (EVENING,)})
        assert await availability.week(connection, "anna") == {"lutten": [EVENING]}


async def test_of_a_coach_who_left_no_hours_and_no_chat_are_kept(database: Database) -> None:
    async with database.transaction() as connection:
        for chat, coach in enumerate(("anna", "bilal")):
            await availability.take_over(connection, coach, {"lutten": (MORNING,)})
            await coaches.link(connection, coach, chat, NOW)
        await coaches.unlink_others(connection, ["anna", "carla"])
    for table in ("coach_links", "weekly_hours", "starting_hours"):
        rows = await database.reader.rows(f"SELECT coach FROM {table}")  # noqa: S608 - ours
        assert [row["coach"] for row in rows] == ["anna"], table

"""Nothing is kept longer than its term: the clean-up of a night, seen from the tables."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.services.coaches import VALID, invite
from bot.services.rota import DECIDED
from bot.settings.rules import Privacy
from tests.stories.busy import busy
from tests.stories.test_privacy import _night
from tests.stories.town import Town

pytestmark = pytest.mark.parametrize("town", ["straight"], indirect=True)
MINUTE = timedelta(minutes=1)
TEXT = timedelta(days=Privacy().free_text_days)
TALK = timedelta(weeks=Privacy().appointment_weeks)
# Every column that names a talk, in whichever table.
OF_TALKS = """SELECT tables.name, columns.name FROM sqlite_master AS tables
    JOIN pragma_table_info(tables.name) AS columns
    WHERE tables.type = 'table' AND columns.name = 'appointment'"""


async def _count(town: Town, table: str) -> int:
    [(count,)] = await town.rows(f"SELECT count(*) FROM {table}")  # noqa: S608 - ours
    return int(count)


async def _kept_until(town: Town, table: str, last: datetime) -> None:
    """Insist that a table has rows in the night of the last moment, and none a minute later."""
    await town.at(last)
    await _night(town)
    assert await _count(town, table) > 0
    await town.at(last + MINUTE)
    await _night(town)
    assert await _count(town, table) == 0


async def test_a_wish_to_be_called_and_a_question_go_after_their_term(town: Town) -> None:
    asked = town.clock()
    await busy(town)
    await _kept_until(town, "callbacks", asked + TEXT)
    assert await _count(town, "messages") == 0


async def test_an_invitation_goes_after_its_term_used_or_not(town: Town) -> None:
    assert town.app is not None
    made = town.clock()
    await town.coach("bilal")
    await invite(town.app.office.database, "anna", made)
    assert await _count(town, "invitations") == 2
    await _kept_until(town, "invitations", made + VALID + TEXT)


@pytest.mark.parametrize("table", ["proposals", "takeovers"])
async def test_what_only_a_coming_talk_needs_goes_when_it_is_over(town: Town, table: str) -> None:
    await busy(town)
    rows = await town.rows(
        f"SELECT max(end) FROM appointments WHERE id IN (SELECT appointment FROM {table})"  # noqa: S608
    )
    await _kept_until(town, table, datetime.fromtimestamp(rows[0][0], UTC))


async def test_what_was_decided_goes_when_no_coach_looks_back_at_the_talk(town: Town) -> None:
    await busy(town)
    [(start,)] = await town.rows("SELECT start FROM decisions")
    await _kept_until(town, "decisions", datetime.fromtimestamp(start, UTC) + DECIDED)


async def test_no_row_is_left_of_a_talk_that_is_kept_no_more(town: Town) -> None:
    await busy(town)
    talks = await town.rows("SELECT id FROM appointments")
    [(last,)] = await town.rows("SELECT max(end) FROM appointments")
    await town.at(datetime.fromtimestamp(last, UTC) + TALK + MINUTE)
    await _night(town)
    assert await _count(town, "appointments") == 0
    named = await town.rows(OF_TALKS)
    assert len(named) >= 6
    for table, column in named:
        left = await town.rows(f"SELECT {column} FROM {table}")  # noqa: S608 - ours
        assert set(left).isdisjoint(talks), table

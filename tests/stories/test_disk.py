"""Another writer holds the database for a while: that delays, and loses nothing."""

import sqlite3

import pytest

from bot.folder import DATABASE
from bot.simulator import Fault
from tests.stories.town import Town
from tests.stories.ways import book, first_time, to_days


async def _under_way(town: Town) -> None:
    """Wait until Telegram has begun with the call that goes wrong."""
    await town.simulator.wait(lambda: not town.simulator.faults._left)


async def _locked(town: Town) -> sqlite3.Connection:
    """Let another writer take the database; the program soon loses patience."""
    assert town.app is not None
    town.app.office.database.patience = 20
    other = sqlite3.connect(town.data / DATABASE, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    return other


async def test_a_locked_database_delays_and_loses_nothing(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    parent, coach = await town.parent(), await town.coach("bilal")
    await to_days(parent)
    await first_time(parent, 1)
    heard, told = len(parent.everything), len(coach.everything)
    other = await _locked(town)
    number = parent.phone.tap_text("✅")
    await town.simulator.wait(lambda: "OperationalError" in caplog.text)
    assert town.simulator.confirmed < number
    other.close()
    await town.quiet(number)
    assert len(await town.booked()) == 1
    assert len(parent.everything) == heard + 1
    assert len(coach.everything) == told + 1


async def test_a_letter_that_cannot_be_marked_yet_is_not_sent_twice(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    parent = await town.parent()
    heard = len(parent.everything)
    town.simulator.faults.add(Fault("sendMessage", status=200, delay=0.2))
    parent.phone.type("/menu")
    await _under_way(town)
    other = await _locked(town)
    await town.simulator.wait(lambda: "the database refuses" in caplog.text)
    other.close()
    await town.quiet()
    assert len(parent.everything) == heard + 1
    await parent.type("/help")
    assert len(parent.everything) == heard + 2


@pytest.mark.parametrize("town", ["straight"], indirect=True)
async def test_a_block_that_cannot_be_noted_yet_holds_up_no_later_letter(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    parent = await town.parent()
    await book(parent, day=1)
    refused = Fault("sendMessage", status=403, chat_id=parent.phone.chat_id, delay=0.2)
    town.simulator.faults.add(refused)
    parent.phone.type("/menu")
    await _under_way(town)
    other = await _locked(town)
    await town.simulator.wait(lambda: "the database refuses" in caplog.text)
    other.close()
    await town.after(minutes=2)
    await parent.type("/help")
    assert "112" in "".join(parent.everything[-2:])

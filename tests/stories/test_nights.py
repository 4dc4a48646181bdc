"""What goes on without anybody: a backup each day, and a count of what went wrong."""

from contextlib import closing
from datetime import timedelta

import pytest

from bot import status
from bot.folder import DATABASE
from bot.simulator import Fault
from storage import trouble
from storage.integrity import look
from tests.stories.town import MONDAY, Town


def _backups(town: Town) -> list[str]:
    return sorted(path.name for path in (town.data / "backups").iterdir())


async def _faults(town: Town) -> list[str]:
    assert town.app is not None
    reader = town.app.office.database.reader
    return status.night_faults(await status.read(reader, town.clock()))


async def _silence(town: Town) -> list[str]:
    assert town.app is not None
    return status.silence(await status.read(town.app.office.database.reader, town.clock()))


async def test_a_backup_is_made_at_the_start_and_when_a_night_was_missed(town: Town) -> None:
    await town.after(hours=0)
    await town.after(hours=25)
    assert _backups(town) == ["2026-11-30T080000Z.sqlite3"]
    assert await _faults(town) == []
    await town.after(hours=2)
    assert _backups(town)[1:] == ["2026-12-01T110000Z.sqlite3"]
    await town.restart()
    await town.after(minutes=1)
    assert len(_backups(town)) == 2


async def test_backups_go_after_their_term_once_there_is_a_new_one(town: Town) -> None:
    await town.after(hours=0)
    replaced = town.data / f"{DATABASE}.before-restore-2026-11-30T080000Z"
    replaced.touch()
    await town.at(MONDAY + timedelta(days=30))
    assert len(_backups(town)) == 2
    await town.at(MONDAY + timedelta(days=32))
    assert _backups(town) == ["2026-12-30T080000Z.sqlite3", "2027-01-01T080000Z.sqlite3"]
    assert not replaced.exists()


async def test_a_backup_that_fails_is_logged_and_told_and_takes_nothing_away(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    await town.after(hours=0)
    (town.data / "backups" / "2027-01-09T080000Z.sqlite3").mkdir()
    await town.at(MONDAY + timedelta(days=40))
    assert "the chore 'back up' failed" in caplog.text
    assert _backups(town)[0] == "2026-11-30T080000Z.sqlite3"
    assert any("failed" in fault for fault in await _faults(town))
    await town.after(hours=27)
    assert await _faults(town) == []


async def test_a_clean_up_that_a_night_missed_comes_when_the_program_runs_again(
    town: Town,
) -> None:
    parent = await town.parent()
    await parent.tap("📅")
    await town.after(hours=25)
    assert await parent.place() is not None  # a day has 25 hours at most
    await town.stop_program()
    town.clock.moment += timedelta(hours=2)
    await town.start_program()
    await town.after(minutes=1)
    assert await parent.place() is None
    assert await _faults(town) == []


async def test_a_clean_up_that_fails_is_told(town: Town) -> None:
    await town.after(hours=0)
    assert town.app is not None
    await town.at(MONDAY + timedelta(hours=25))
    town.app.office.database.patience = 1
    with closing(look(town.data / DATABASE)) as somebody:
        somebody.execute("BEGIN")
        somebody.execute("SELECT count(*) FROM people").fetchall()
        await town.after(hours=2)
    assert [fault for fault in await _faults(town) if "clean-up" in fault and "failed" in fault]
    await town.after(hours=27)
    assert await _faults(town) == []


async def test_a_bot_that_telegram_tells_nothing_is_not_well(town: Town) -> None:
    """Another program that uses its token takes every message away."""
    parent = await town.parent()
    conflict = "Conflict: terminated by other getUpdates request"
    town.simulator.faults.add(Fault("getUpdates", None, 409, conflict, times=None, after=True))
    await town.quiet(parent.phone.type("/menu"))
    for _ in range(5):
        await town.after(minutes=1)
        assert await _silence(town) == []
    await town.after(minutes=1)
    [fault] = await _silence(town)
    assert fault == "The bot hears nothing: it last heard from Telegram 2026-11-30 08:00 UTC."


async def test_what_went_wrong_is_counted_each_minute(town: Town) -> None:
    parent = await town.parent()
    assert town.app is not None
    words = "Bad Request: can't parse entities"
    town.simulator.faults.add(Fault("sendMessage", status=400, description=words))
    await town.quiet(parent.phone.type("/help"))
    await town.after(minutes=1)
    await town.after(minutes=1)
    await town.restart()
    await town.after(minutes=1)
    reader = town.app.office.database.reader
    assert (await trouble.read(reader, town.clock()))["error"] == 1
    assert (await trouble.read(reader, town.clock() + timedelta(hours=25)))["error"] == 0

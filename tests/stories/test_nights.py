"""What goes on without anybody: a backup each day, and a count of what went wrong."""

from datetime import timedelta

import pytest

from bot import status
from bot.app import DATABASE
from bot.simulator import Fault
from storage import trouble
from tests.stories.town import MONDAY, Town


def _backups(town: Town) -> list[str]:
    return sorted(path.name for path in (town.data / "backups").iterdir())


async def _faults(town: Town) -> list[str]:
    assert town.app is not None
    reader = town.app.office.database.reader
    return status.backup_faults(await status.read(reader, town.clock()))


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

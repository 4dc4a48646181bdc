"""An old backup comes back: who erased everything stays erased, and no old link opens anything."""

from pathlib import Path

from storage import backups
from storage.restoring import Restored, restore
from tests.keys import SEALER
from tests.stories.test_gate import _booked, _payload
from tests.stories.test_privacy import _erase
from tests.stories.town import Town


async def _backed_up(town: Town) -> Path:
    assert town.app is not None
    made = await backups.back_up(town.app.office.database, town.clock())
    await town.after(minutes=1)
    return made


async def _restored(town: Town, backup: Path) -> Restored:
    """Put a backup back, as `kansencoach restore` does while the program stands still."""
    assert town.app is not None
    path = town.app.office.database.path
    await town.stop_program()
    done = await restore(backup, path, SEALER, town.clock())
    await town.start_program()
    return done


async def test_a_talk_that_was_taken_over_and_erased_after_a_backup_does_not_come_back(
    town: Town,
) -> None:
    coach = await town.coach("bilal")
    payload = await _booked(coach, language="Nederlands", day=2)
    backup = await _backed_up(town)
    parent = town.somebody("A.", "nl")
    await parent.start(payload)
    await _erase(parent)
    assert (await _restored(town, backup)).erased == 1
    for table in ("appointments", "claims", "takeovers"):
        assert await town.rows(f"SELECT * FROM {table}") == [], table  # noqa: S608 - ours
    assert await town.rows("SELECT id FROM letters WHERE about IS NOT NULL") == []


async def test_a_talk_that_nobody_erased_comes_back_and_only_a_new_code_opens_it(
    town: Town,
) -> None:
    coach = await town.coach("bilal")
    payload = await _booked(coach, language="Nederlands", day=2)
    backup = await _backed_up(town)
    assert (await _restored(town, backup)).erased == 0
    parent = town.somebody("A.", "nl")
    await parent.start(payload)
    assert town.outcome("taking_over", "unknown") in "".join(parent.everything)
    await coach.type("/agenda")
    await coach.tap("Amina")
    await coach.tap("📲")
    await parent.start(_payload(coach))
    assert [owner for _, owner, *_ in await town.booked()] == [parent.phone.chat_id]

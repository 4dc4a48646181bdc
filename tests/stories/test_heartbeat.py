"""Reminders do not get out for a while: the coordinator hears of it, once."""

from datetime import UTC, datetime

import pytest

from bot.simulator import Fault
from tests.stories.town import Somebody, Town
from tests.stories.ways import book

EVE = datetime(2026, 12, 1, 15, 59, tzinfo=UTC)  # a minute before the reminder of the talk
STUCK = "❗ Herinneringen"


async def _minutes(town: Town, count: int) -> None:
    """Let so many minutes go by; the heart beats in each."""
    for _ in range(count):
        await town.after(minutes=1)


def _refuse(town: Town, parent: Somebody) -> None:
    town.simulator.faults.add(Fault("sendMessage", chat_id=parent.phone.chat_id, times=None))


def _alarms(coordinator: Somebody) -> list[str]:
    return [text for text in coordinator.everything if text.startswith(STUCK)]


@pytest.fixture
async def coordinator(town: Town) -> Somebody:
    return await town.coach("coordinator")


async def _on_the_eve(town: Town, name: str = "Sanne") -> Somebody:
    """Give a parent whose reminder is due in a minute."""
    parent = await town.parent(name)
    await book(parent, day=1)
    await town.at(EVE)
    await town.after(seconds=1)
    return parent


async def test_the_coordinator_hears_once_how_long_reminders_have_been_stuck(
    town: Town, coordinator: Somebody
) -> None:
    parent = await _on_the_eve(town)
    _refuse(town, parent)
    await _minutes(town, 15)
    assert _alarms(coordinator) == []
    await _minutes(town, 5)
    [alarm] = _alarms(coordinator)
    assert "17:00" in alarm
    if town.restarts:
        await town.restart()
    await _minutes(town, 40)
    assert _alarms(coordinator) == [alarm]


async def test_a_new_incident_is_told_again(town: Town, coordinator: Somebody) -> None:
    parent = await _on_the_eve(town)
    _refuse(town, parent)
    await _minutes(town, 20)
    town.simulator.faults.clear()
    await _minutes(town, 6)
    assert any("🔔" in text for text in parent.everything)
    assert len(_alarms(coordinator)) == 1
    await town.at(datetime(2026, 12, 2, 7, 0, tzinfo=UTC))
    other = await town.parent("Noor")
    await book(other, day=1)
    await town.at(datetime(2026, 12, 2, 15, 59, tzinfo=UTC))
    _refuse(town, other)
    await _minutes(town, 20)
    assert len(_alarms(coordinator)) == 2


async def test_nobody_is_alarmed_when_reminders_go_out_late_but_go(
    town: Town, coordinator: Somebody
) -> None:
    parent = await _on_the_eve(town)
    _refuse(town, parent)
    await _minutes(town, 10)
    town.simulator.faults.clear()
    await _minutes(town, 30)
    assert any("🔔" in text for text in parent.everything)
    assert _alarms(coordinator) == []


async def test_nobody_is_alarmed_for_a_parent_who_blocked_the_bot(
    town: Town, coordinator: Somebody
) -> None:
    parent = await _on_the_eve(town)
    parent.phone.block()
    await _minutes(town, 30)
    assert _alarms(coordinator) == []


async def test_nobody_is_alarmed_by_a_program_that_just_woke(
    town: Town, coordinator: Somebody
) -> None:
    await _on_the_eve(town)
    await town.stop_program()
    town.clock.moment = EVE.replace(hour=17)
    await town.start_program()
    await _minutes(town, 30)
    assert _alarms(coordinator) == []


async def test_nobody_is_alarmed_by_reminders_that_wait_for_the_morning(
    town: Town, coordinator: Somebody
) -> None:
    parent = await _on_the_eve(town)
    _refuse(town, parent)
    await town.at(EVE.replace(hour=18, minute=50))  # ten minutes before the quiet hours
    await _minutes(town, 60)
    assert _alarms(coordinator) == []
    town.simulator.faults.clear()
    await town.at(EVE.replace(day=2, hour=6, minute=50))
    await _minutes(town, 20)
    assert _alarms(coordinator) == []

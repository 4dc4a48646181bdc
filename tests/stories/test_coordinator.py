"""The coordinator hears when something needs a hand, once a day at most, and never what is said."""

from datetime import timedelta

import pytest

from bot.conversation.words import Say, Value
from bot.services.coaches import invite
from bot.services.coordinator import BLOCKED, WAITING
from bot.services.roles import NOT_FOR_YOU
from bot.simulator import Fault
from tests.stories.town import Somebody, Town
from tests.stories.ways import book

DINA = "Voorbeeldcoördinator Dina"
BEGIN = "❗"
OFF = "❗ De bot stond uit."
DAY = timedelta(days=1)


@pytest.fixture
async def coordinator(town: Town) -> Somebody:
    return await town.coach("coordinator", "Dina")


def says(words: Say, **values: Value) -> Say:
    """Fill in a sentence for the coordinator."""
    return Say(words.msgid, values)


def told(somebody: Somebody) -> list[str]:
    return [text for text in somebody.everything if text.startswith(BEGIN)]


async def test_the_coordinator_comes_in_by_a_link_and_has_nothing_of_coaches(
    town: Town, coordinator: Somebody
) -> None:
    assert coordinator.everything[0].startswith("👋")
    assert DINA in coordinator.everything[0]
    assert not any("🗓️" in button for button in coordinator.buttons)
    await coordinator.type("/agenda")
    assert coordinator.reads.startswith(town.says(NOT_FOR_YOU))
    await coordinator.type("Hallo?")
    assert await town.rows("SELECT coach, role FROM coach_links") == [
        ("coordinator", "coordinator")
    ]
    await book(await town.parent("Sanne"))
    assert not any("Sanne" in text for text in coordinator.everything)


async def test_one_phone_can_be_of_a_coach_and_of_the_coordinator(
    town: Town, coordinator: Somebody
) -> None:
    assert town.app is not None
    await coordinator.start(await invite(town.app.office.database, "bilal", town.clock()))
    assert any("🗓️" in button for button in coordinator.buttons)
    await book(await town.parent("Sanne"))
    assert "Sanne" in coordinator.reads
    carla = await town.coach("carla")
    await carla.does("block")
    assert len(told(coordinator)) == 1


async def test_a_coach_who_blocked_the_bot_is_told_of_once_a_day(
    town: Town, coordinator: Somebody
) -> None:
    coach = await town.coach("bilal")
    for _ in range(2):
        await coach.does("block")
        await coach.does("unblock")
    await coach.does("block")
    await book(await town.parent("Sanne"))
    [words] = told(coordinator)
    assert words == town.says(says(BLOCKED, coach="Voorbeeldcoach Bilal"))
    await coach.does("unblock")
    await town.after(hours=25)
    await coach.does("block")
    assert len(told(coordinator)) == 2


async def test_a_coach_who_is_not_linked_is_told_of_when_letters_have_waited_for_a_day(
    town: Town, coordinator: Somebody
) -> None:
    await book(await town.parent("Sanne"), day=2)
    await town.after(hours=23, minutes=59)
    assert told(coordinator) == []
    await town.after(minutes=2)
    [words] = told(coordinator)
    waiting = says(WAITING, coach="Voorbeeldcoach Bilal", day=town.clock().date() - DAY)
    assert words == town.says(waiting)
    for _ in range(3):
        await town.after(hours=7)
    assert len(told(coordinator)) == 1
    await town.coach("bilal")
    await town.after(hours=30)
    assert len(told(coordinator)) == 1


async def test_after_a_standstill_the_coordinator_hears_that_letters_leave_late(
    town: Town, coordinator: Somebody
) -> None:
    await town.coach("bilal")
    await book(await town.parent("Sanne"), day=1)
    await town.stop_program()
    town.clock.moment += timedelta(days=1, hours=9)
    await town.start_program()
    await town.quiet()
    [words] = told(coordinator)
    assert words.startswith(OFF)
    assert "17:00" in words
    await town.restart()
    await town.quiet()
    assert len(told(coordinator)) == 1


async def test_what_telegram_did_not_take_is_no_standstill(
    town: Town, coordinator: Somebody
) -> None:
    parent = await town.parent("Sanne")
    await book(parent, day=1)
    town.simulator.faults.add(Fault("sendMessage", chat_id=parent.phone.chat_id, times=None))
    await town.after(days=1, hours=8)
    await town.after(minutes=16)
    await town.restart()
    town.simulator.faults.clear()
    await town.quiet()
    assert not any(text.startswith(OFF) for text in told(coordinator))

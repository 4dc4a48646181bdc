"""Telegram fails for a while: nothing is lost, and hardly anything comes twice."""

import asyncio

import pytest

from bot.simulator import Fault
from storage import waiting
from tests.stories.town import Town
from tests.stories.ways import first_time, to_days

STRAIGHT = pytest.mark.parametrize("town", ["straight"], indirect=True)
LOST_BEFORE = [
    Fault("sendMessage", status=429, retry_after=1),
    Fault("sendMessage", status=500),
    Fault("sendMessage", status=502, times=3),
    Fault("sendMessage", drop=True),
]
LOST_AFTER = [Fault("sendMessage", drop=True, after=True), Fault("sendMessage", after=True)]


@STRAIGHT
@pytest.mark.parametrize("fault", LOST_BEFORE)
async def test_an_answer_that_did_not_get_through_comes_later_and_once(
    town: Town, fault: Fault
) -> None:
    parent = await town.parent()
    town.simulator.faults.add(fault)
    heard = len(parent.everything)
    await parent.type("/menu")
    assert len(parent.everything) == heard
    await town.halt_is_over()
    for _ in range(fault.times or 0):
        await town.after(seconds=10)
    assert len(parent.everything) == heard + 1
    await parent.tap("👤")
    assert len(parent.everything) == heard + 2


@STRAIGHT
@pytest.mark.parametrize("fault", LOST_AFTER)
async def test_only_a_letter_whose_answer_was_lost_is_repeated(town: Town, fault: Fault) -> None:
    parent = await town.parent()
    town.simulator.faults.add(fault)
    heard = len(parent.everything)
    await parent.type("/menu")
    assert len(parent.everything) == heard + 1
    await town.after(seconds=10)
    assert len(parent.everything) == heard + 2
    assert parent.everything[-1] == parent.everything[-2]
    await town.after(seconds=60)
    assert len(parent.everything) == heard + 2


@STRAIGHT
async def test_letters_of_a_chat_keep_their_order_when_the_first_must_wait(town: Town) -> None:
    parent = await town.parent()
    town.simulator.faults.add(Fault("sendMessage", chat_id=parent.phone.chat_id, times=2))
    heard = len(parent.everything)
    parent.phone.type("/help")
    parent.phone.type("/privacy")
    await town.quiet(parent.phone.type("/menu"))
    for _ in range(4):
        await town.after(seconds=10)
    first, second, third = parent.everything[heard:]
    assert "112" in first
    assert "🔒" in second
    assert third == parent.reads


@STRAIGHT
async def test_trouble_with_one_chat_does_not_hold_up_another(town: Town) -> None:
    parent, other = await town.parent(), await town.parent("Noor")
    town.simulator.faults.add(Fault(chat_id=parent.phone.chat_id, times=None))
    heard, others = len(parent.everything), len(other.everything)
    await parent.type("/menu")
    await other.type("/menu")
    assert (len(parent.everything), len(other.everything)) == (heard, others + 1)
    town.simulator.faults.clear()
    await town.after(seconds=10)
    assert len(parent.everything) == heard + 1


async def test_a_booking_survives_a_telegram_that_refuses_everything(town: Town) -> None:
    parent, coach = await town.parent(), await town.coach("bilal")
    await to_days(parent)
    await first_time(parent, 1)
    told = len(coach.everything)
    for method in ("sendMessage", "sendDocument", "editMessageText", "answerCallbackQuery"):
        town.simulator.faults.add(Fault(method, times=2))
    await parent.tap("✅")
    for _ in range(6):
        await town.after(seconds=10)
    assert len(await town.booked()) == 1
    assert len(coach.everything) == told + 1
    assert sum(message.document is not None for message in parent.phone.messages) == 1


@STRAIGHT
@pytest.mark.parametrize("after", [False, True])
async def test_updates_are_heard_once_when_fetching_them_fails(town: Town, *, after: bool) -> None:
    parent = await town.parent()
    heard = len(parent.everything)
    town.simulator.faults.add(Fault("getUpdates", drop=True, after=after))
    await parent.type("/menu")
    await parent.type("/help")
    assert len(parent.everything) == heard + 2


@STRAIGHT
async def test_the_program_stops_while_telegram_is_silent_and_sends_after_its_start(
    town: Town,
) -> None:
    parent = await town.parent()
    heard = len(parent.everything)
    town.simulator.faults.add(Fault("sendMessage", drop=True, delay=60))
    parent.phone.type("/menu")
    await town.simulator.wait(lambda: not town.simulator.faults._left)  # the call is under way
    async with asyncio.timeout(5):
        await town.stop_program()
    await town.start_program()
    await town.quiet()
    assert len(parent.everything) == heard + 1


async def test_a_refused_letter_is_set_aside_and_named_and_the_others_go(town: Town) -> None:
    parent = await town.parent()
    heard = len(parent.everything)
    words = "Bad Request: can't parse entities"
    if town.restarts:
        await town.restart()
    town.simulator.faults.add(Fault("sendMessage", status=400, description=words))
    await town.quiet(parent.phone.type("/help"))
    await parent.type("/menu")
    await town.after(minutes=5)
    assert len(parent.everything) == heard + 1
    assert town.app is not None
    [stuck] = await waiting.stuck(town.app.office.database.reader, town.clock())
    assert (stuck.fate, stuck.count) == ("refused", 1)

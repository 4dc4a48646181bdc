"""What a waiting parent reads of a free time is true at that moment; a few hear of it, thrice."""

from datetime import UTC, datetime, timedelta

from bot.simulator import Fault
from tests.stories.test_booking import coming
from tests.stories.test_waiting_list import TALK, cancel, told, wait, waiting
from tests.stories.town import Somebody, Town
from tests.stories.ways import book

NIGHT = datetime(2026, 11, 30, 19, 30, tzinfo=UTC)  # 20:30
MORNING = datetime(2026, 12, 1, 7, 0, tzinfo=UTC)


async def test_a_time_that_is_taken_before_it_is_told_is_neither_told_nor_counted(
    town: Town,
) -> None:
    holder, quick, waits = [await town.parent(name) for name in ("Sanne", "Noor", "Fatima")]
    await book(holder, day=1)
    await wait(waits)
    await town.at(NIGHT)
    await cancel(holder)
    await book(quick, day=0)  # Monday is over: the same time again
    assert [item.start for item in await coming(town, quick)] == [TALK]
    await town.at(MORNING)
    assert told(waits) == 0
    assert await waiting(town) == [(waits.phone.chat_id, 0)]
    await cancel(quick)
    assert told(waits) == 1
    assert await waiting(town) == [(waits.phone.chat_id, 1)]


async def test_of_two_times_of_a_night_the_one_that_is_still_free_is_told(town: Town) -> None:
    names = ("Sanne", "Noor", "Fatima", "Omar")
    one, two, quick, waits = [await town.parent(name) for name in names]
    await book(one, day=1)
    await book(two, day=2)  # Thursday
    await wait(waits)
    await town.at(NIGHT)
    await cancel(one)
    await cancel(two)
    await book(quick, day=0)
    await town.at(MORNING)
    assert told(waits) == 1
    assert "donderdag 3 december" in waits.reads


async def test_of_two_times_of_a_night_that_are_both_free_one_is_told(town: Town) -> None:
    one, two, waits = [await town.parent(name) for name in ("Sanne", "Noor", "Fatima")]
    await book(one, day=1)
    await book(two, day=2)
    await wait(waits)
    await town.at(NIGHT)
    await cancel(one)
    await cancel(two)
    await town.at(MORNING)
    assert told(waits) == 1
    assert "woensdag 2 december" in waits.reads
    assert await waiting(town) == [(waits.phone.chat_id, 1)]


async def test_what_telegram_could_not_take_by_day_is_not_told_at_night(town: Town) -> None:
    holder, waits = await town.parent("Sanne"), await town.parent("Noor")
    await book(holder, day=2)
    await wait(waits)
    town.simulator.faults.add(Fault(chat_id=waits.phone.chat_id, times=None))
    await cancel(holder)
    town.simulator.faults.clear()
    await town.at(NIGHT)
    assert told(waits) == 0
    await town.at(MORNING)
    assert told(waits) == 1


async def test_at_most_five_parents_hear_of_one_time_those_who_wait_longest(town: Town) -> None:
    holder = await town.parent("Sanne")
    await book(holder, day=1)
    waiters = [await town.parent(f"Noor {number}") for number in range(6)]
    for number, parent in enumerate(waiters):
        await town.at(town.clock() + timedelta(seconds=number))
        await wait(parent)
    await cancel(holder)
    assert [told(parent) for parent in waiters] == [1, 1, 1, 1, 1, 0]


async def _told_thrice(town: Town) -> tuple[Somebody, Somebody]:
    """Let a parent hear of a third free time, which somebody else can still take."""
    holder, waits = await town.parent("Sanne"), await town.parent("Noor")
    await wait(waits)
    for number in range(3):
        await town.after(hours=4 * bool(number))
        await book(holder, day=2)
        await cancel(holder)
    assert told(waits) == 3
    return holder, waits


async def test_who_is_too_late_for_the_last_time_reads_that_the_waiting_is_over(
    town: Town,
) -> None:
    holder, waits = await _told_thrice(town)
    await waits.tap("📅")
    await book(holder, day=2)
    assert (await waits.tap("✅")).startswith(town.outcome("taking", "taken_last"))
    assert await waiting(town) == []


async def test_who_does_not_want_the_last_time_reads_that_the_waiting_is_over(town: Town) -> None:
    _, waits = await _told_thrice(town)
    await waits.tap("📅")
    assert (await waits.tap("❌")).startswith(town.outcome("taking", "declined_last"))
    assert await waiting(town) == []


async def test_who_does_not_want_an_earlier_one_goes_on_waiting(town: Town) -> None:
    holder, waits = await town.parent("Sanne"), await town.parent("Noor")
    await book(holder, day=2)
    await wait(waits)
    await cancel(holder)
    await waits.tap("📅")
    assert (await waits.tap("❌")).startswith(town.outcome("taking", "declined"))
    assert await waiting(town) == [(waits.phone.chat_id, 1)]

"""A coach who cannot be there at a time has no talk then: nobody else gets that time."""

from datetime import timedelta

import pytest

from tests.stories.test_absence import BILAL, CARLA, to_absence
from tests.stories.test_booking import coming
from tests.stories.test_desk_talk import TALK, open_talk, talking
from tests.stories.test_hours import configured, times_on
from tests.stories.test_left_behind import GONE
from tests.stories.test_waiting_list import told, wait
from tests.stories.town import Somebody, Town
from tests.stories.ways import all_times, book, first_time, to_days

DAY = "woensdag 2 december"
KEPT = "SELECT coach, start FROM kept_free"


async def call_off(coach: Somebody, reason: str) -> None:
    """Cancel the talk of these stories."""
    await open_talk(coach)
    await coach.tap("❌")
    await coach.tap(reason)


async def ask_for_another_time(coach: Somebody) -> None:
    """Propose the first times that are found."""
    await open_talk(coach)
    await coach.tap("🔄")
    await coach.tap("✅")


@pytest.mark.parametrize("reason", ["🤒", "📌"])
async def test_a_time_that_a_coach_calls_off_for_a_reason_is_nobodys(
    town: Town, reason: str
) -> None:
    slow, waits = await town.parent("Fatima"), await town.parent("Noor")
    await to_days(slow)
    await first_time(slow, 1)  # 8:30, not confirmed yet
    coach, parent = await talking(town)
    await wait(waits)
    await call_off(coach, reason)
    assert (await slow.tap("✅")).startswith(town.outcome("booking", "taken"))
    await parent.tap("📅")  # under the very message
    await parent.type("/menu")
    assert "08:30" not in await times_on(parent, DAY)
    assert told(waits) == 0
    assert await town.booked() == []


async def test_a_time_that_a_coach_calls_off_without_a_reason_is_free_again(town: Town) -> None:
    coach, parent = await talking(town)
    waits = await town.parent("Noor")
    await wait(waits)
    await wait(parent)
    await call_off(coach, "🤐")
    assert (told(waits), told(parent)) == (1, 0)  # who lost it is not offered it
    assert "08:30" in await times_on(parent, DAY)


@pytest.mark.parametrize("way", ["the proposed", "another", "cancel", "erase"])
async def test_a_time_that_a_coach_asks_to_leave_is_nobodys_and_nobody_hears_of_it(
    town: Town, way: str
) -> None:
    coach, parent = await talking(town)
    waits = await town.parent("Noor")
    await wait(waits)
    await ask_for_another_time(coach)
    if way == "the proposed":
        await parent.tap("30 november 11:00")
    elif way == "another":
        await parent.tap("🔄")
        await first_time(parent, 2)
        await parent.tap("✅")
    elif way == "cancel":
        await parent.tap("❌")
        await parent.tap("✅")
    else:
        await parent.type("/privacy")
        await parent.tap("🗑️")
        await parent.tap("✅")
    assert int(TALK.timestamp()) not in [start for *_, start in await town.booked()]
    assert told(waits) == 0
    assert "08:30" not in await times_on(waits, DAY)
    assert await town.rows(KEPT) == [("bilal", int(TALK.timestamp()))]


async def test_who_is_asked_for_another_time_cannot_choose_one_that_overlaps(town: Town) -> None:
    coach, parent = await talking(town)
    await parent.type("/menu")
    await parent.tap("📋")
    await parent.tap(parent.buttons[0])
    await parent.tap("🔄")
    await parent.tap(DAY)
    await parent.tap("ochtend")
    await parent.tap("08:45")
    await ask_for_another_time(coach)
    assert (await parent.tap("✅")).startswith(town.outcome("moving", "taken"))
    await parent.tap(DAY)
    await parent.tap("ochtend")
    assert "08:45" not in await all_times(parent)
    assert [item.start for item in await coming(town, parent)] == [TALK]


async def test_a_coach_does_not_propose_a_time_that_was_called_off(town: Town) -> None:
    coach, _ = await talking(town)
    await call_off(coach, "📌")
    await book(await town.parent("Noor"), day=1)
    await open_talk(coach, "Noor")
    found = await coach.tap("🔄")
    assert "2 december" in found
    assert "08:30" not in found


async def test_a_colleague_who_called_a_talk_off_gets_no_other_one_then(town: Town) -> None:
    anna, bilal, _ = [await town.coach(name) for name in ("anna", "bilal", "carla")]
    await book(await town.parent("Sanne", "nl", "slagharen"))  # Tuesday 9:00
    await book(await town.parent("Joe", "nl", "de_krim"))  # at the same time, with Anna
    await open_talk(bilal, "Sanne")
    await bilal.tap("❌")
    await bilal.tap("📌")
    await to_absence(anna, "1️⃣", "➕", "1", "✅", "❗")
    assert f"🤝 {CARLA}" in anna.buttons
    assert f"🤝 {BILAL}" not in anna.buttons


async def test_what_is_over_is_kept_no_longer(town: Town) -> None:
    coach, _ = await talking(town)
    await call_off(coach, "🤒")
    assert town.app is not None
    await town.at(TALK)
    await town.app.chores.clean_up()
    assert len(await town.rows(KEPT)) == 1
    await town.at(TALK + timedelta(minutes=31))
    await town.app.chores.clean_up()
    assert await town.rows(KEPT) == []


async def test_with_a_coach_who_erases_everything_or_is_gone_it_goes_too(town: Town) -> None:
    for coach, school in (("bilal", "hardenberg"), ("anna", "de_krim")):
        somebody, parent = await town.coach(coach), await town.parent("Noor", "nl", school)
        await book(parent)
        await somebody.type("/agenda")
        await somebody.tap("Noor")
        await somebody.tap("❌")
        await somebody.tap("🤒")
        if coach == "bilal":
            await somebody.type("/privacy")
            await somebody.tap("🗑️")
            await somebody.tap("✅")
            assert await town.rows(KEPT) == []
    assert len(await town.rows(KEPT)) == 1
    await configured(town, *GONE)
    assert await town.rows(KEPT) == []

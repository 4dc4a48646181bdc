"""Buttons that are old, unknown, forged or tapped twice: a kind answer, and nothing half done."""

import logging
from collections.abc import Iterator

import pytest

from bot.conversation import phrases
from bot.services.dialogue import GOT_IT
from tests.stories.town import Somebody, Town
from tests.stories.ways import book, first_time, to_days


@pytest.fixture(autouse=True)
def nothing_raises(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Hold every story here to this: nothing that is tapped is a fault of the program."""
    yield
    faults = [one for one in caplog.get_records("call") if one.levelno >= logging.ERROR]
    assert not faults


STRAIGHT = pytest.mark.parametrize("town", ["straight"], indirect=True)  # each by itself
GARBAGE = [
    "x",
    ":::",
    "nothing:to:see:here",
    "booking:0000:nowhere:yes",
    "booking:0000:check:yes",
    "booking::topic:money",
    "menu::menu:no_such_choice",
    "menu::menu:~more",
    "menu::menu:~more99",
    "menu::menu:~more-1",
    "menu::menu:~more²",
    "menu::menu:~back",
    "appointment::show:cancel",
    "reminder:' OR 1=1 --:remind:come",
    "switching:no_such_school:switch:yes",
    "invitation::link:x",
    "{coach}:{0}:%s:\\",
    "a:b:c:d:e:f",
    "é🏫:::",
]


@STRAIGHT
async def test_garbage_on_a_button_gets_a_way_on(town: Town) -> None:
    parent = await town.parent()
    for data in GARBAGE:
        answers = len(parent.everything)
        await parent.tap_again(parent.phone.last, data)
        fewest = 0 if "~more" in data else 1  # a page turns inside its message
        assert fewest <= len(parent.everything) - answers <= 1, data
        assert parent.buttons, data
    assert await town.booked() == []


@STRAIGHT
async def test_garbage_in_the_middle_of_a_dialogue_leaves_the_question_open(town: Town) -> None:
    parent = await town.parent()
    asked = await to_days(parent)
    place, tapped = await parent.place(), parent.phone.last
    for data in GARBAGE:
        await parent.tap_again(tapped, data)
        assert await parent.place() == place, data
        if not parent.reads.endswith(asked):
            await parent.tap("📝")
        assert parent.reads.endswith(asked), data


async def test_an_old_button_says_kindly_that_it_is_past_and_asks_again(town: Town) -> None:
    parent = await town.parent()
    await parent.tap("📅")
    topics = parent.phone.last
    data = topics.data("💶")
    await parent.tap("💶")
    asked, buttons = parent.reads, parent.buttons
    await parent.tap("🏫")
    await parent.tap("↩️")
    await parent.tap_again(topics, data)
    assert parent.reads == f"{town.says(phrases.PAST)}\n\n{asked}"
    assert parent.buttons == buttons


async def test_a_button_of_a_dialogue_of_yesterday_shows_the_menu(town: Town) -> None:
    parent = await town.parent()
    await to_days(parent)
    days = parent.phone.last
    data = days.data(parent.buttons[0])
    await first_time(parent)
    await parent.tap("✅")
    await parent.tap_again(days, data)
    assert parent.reads.startswith(town.says(phrases.PAST))
    assert any("📅" in button for button in parent.buttons)
    assert len(await town.booked()) == 1


async def test_a_double_tap_has_one_effect_and_one_answer(town: Town) -> None:
    parent = await town.parent()
    coach = await town.coach("bilal")
    await to_days(parent)
    await first_time(parent)
    check = parent.phone.last
    data = check.data("✅")
    heard, told = len(parent.everything), len(coach.everything)
    parent.phone.tap(check.message_id, data)
    parent.phone.tap(check.message_id, data)
    await town.quiet(parent.phone.tap(check.message_id, data))
    assert len(await town.booked()) == 1
    assert len(parent.everything) == heard + 1
    assert len(coach.everything) == told + 1
    toasts = [toast.text for toast in parent.phone.toasts]
    assert toasts[-2:] == [town.says(GOT_IT)] * 2
    assert toasts.count(town.says(GOT_IT)) == 2


async def test_a_double_tap_on_a_standing_button_has_one_effect(town: Town) -> None:
    parent = await town.parent()
    menu = parent.phone.last
    heard = len(parent.everything)
    parent.phone.tap(menu.message_id, menu.data("👤"))
    await town.quiet(parent.phone.tap(menu.message_id, menu.data("👤")))
    assert len(parent.everything) == heard + 1


async def test_an_update_that_is_delivered_again_changes_nothing(town: Town) -> None:
    parent = await town.parent()
    coach = await town.coach("bilal")
    await to_days(parent)
    await first_time(parent)
    last = parent.phone.tap_text("✅")
    await town.quiet(last)
    heard, told, booked = parent.everything, coach.everything, await town.booked()
    if town.restarts:
        await town.restart()
    town.simulator.again(last)
    await town.simulator.wait(lambda: len(town.simulator.world.queue) == 0)
    await town.quiet()
    assert (parent.everything, coach.everything, await town.booked()) == (heard, told, booked)


async def test_every_update_of_a_booking_delivered_again_changes_nothing(town: Town) -> None:
    parent = await town.parent()
    first = parent.phone.tap_text("📅")
    await town.quiet(first)
    await parent.tap("💶")
    await parent.tap("🏫")
    await first_time(parent)
    last = parent.phone.tap_text("✅")
    await town.quiet(last)
    heard, booked, place = parent.everything, await town.booked(), await parent.place()
    for number in range(first, last + 1):
        town.simulator.again(number)
    await town.simulator.wait(lambda: len(town.simulator.world.queue) == 0)
    await town.quiet()
    assert (parent.everything, await town.booked()) == (heard, booked)
    assert await parent.place() == place


async def test_a_choice_that_is_not_on_the_screen_is_refused(town: Town) -> None:
    parent = await town.parent()
    await to_days(parent)
    asked, shown = parent.reads, parent.phone.last
    forged = shown.data(parent.buttons[0])[:-10] + "2026-12-25"
    await parent.tap_again(shown, forged)
    assert parent.reads == f"{town.says(phrases.NOT_POSSIBLE)}\n\n{asked}"


async def test_a_time_outside_the_offered_ones_cannot_be_forged(town: Town) -> None:
    parent = await town.parent()
    await to_days(parent)
    await parent.tap(parent.buttons[1])
    place = await parent.place()
    assert place is not None
    forged = f"booking:{place.tag}:{place.question}:2026-12-02T23:00Z"
    await parent.tap_again(parent.phone.last, forged)
    assert parent.reads.startswith(town.says(phrases.NOT_POSSIBLE))
    assert await parent.place() == place


FORGED = [
    "appointment:{id}:show:move",
    "appointment:{id}:show:cancel",
    "appointment:{id}:show:file",
    "appointment:{id}:show:~back",
    "reminder:{id}:remind:come",
    "reminder:{id}:remind:move",
    "reminder:{id}:remind:cancel",
    "cancelling:{id}:check:yes",
    "moving:{id}:day:2026-12-02",
    "appointments::list:{id}",
]


async def _secrets(town: Town, owner: Somebody) -> tuple[list[object], list[str]]:
    kept = await town.rows("SELECT * FROM appointments")
    letters = await town.rows("SELECT id, due, fate FROM letters WHERE appointment IS NOT NULL")
    return [*kept, *letters], owner.everything


@STRAIGHT
async def test_the_appointment_of_another_cannot_be_reached_by_a_forged_button(town: Town) -> None:
    owner = await town.parent("Sanne")
    coach = await town.coach("bilal")
    await book(owner, day=1)
    kept, told = await _secrets(town, owner), coach.everything
    [(appointment, *_)] = await town.booked()
    stranger = await town.parent("Noor")
    tapped, heard = stranger.phone.last, len(stranger.everything)
    for data in FORGED:
        await stranger.tap_again(tapped, data.format(id=appointment))
        assert stranger.buttons
        assert await stranger.place() is None
    assert await _secrets(town, owner) == kept
    assert coach.everything == told
    assert not any("Sanne" in text or "08:30" in text for text in stranger.everything[heard:])
    assert not any(message.document for message in stranger.phone.messages)


async def test_a_forged_move_cannot_slip_in_by_a_dialogue_of_ones_own(town: Town) -> None:
    owner, thief = await town.parent("Sanne"), await town.parent("Noor")
    await book(owner, day=1)
    [(theirs, *_)] = await town.booked()
    await book(thief, day=2)
    await thief.tap("🔄")
    own_round = await thief.place()
    assert own_round is not None
    await thief.tap_again(thief.phone.last, f"moving:{theirs}:day:2026-12-02")
    assert await thief.place() == own_round
    assert theirs in [booked[0] for booked in await town.booked()]


async def test_a_forged_id_reads_like_one_that_never_was(town: Town) -> None:
    owner, stranger = await town.parent("Sanne"), await town.parent("Noor")
    await book(owner, day=1)
    [(appointment, *_)] = await town.booked()
    there = await stranger.tap_again(stranger.phone.last, f"reminder:{appointment}:remind:come")
    never = await stranger.tap_again(stranger.phone.last, "reminder:0123456789:remind:come")
    assert there == never

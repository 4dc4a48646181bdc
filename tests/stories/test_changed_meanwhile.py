"""What was shown is not true any more: nothing is half done, and there is a way on."""

import re

import pytest

from bot.conversation import phrases
from bot.settings import read_config
from tests.stories.conftest import EXAMPLE
from tests.stories.town import Somebody, Town
from tests.stories.ways import book, first_time, to_days

HOURS = r"^hardenberg = .*$"  # a coach's hours at the school
NO_COACH = [(r'(?<=[\[ ])"hardenberg", |, "hardenberg"(?=\])', ""), (HOURS, "")]
RESTARTS_ITSELF = pytest.mark.parametrize("town", ["straight"], indirect=True)
RENAMED = [('"hardenberg"', '"renamed"'), (r"^hardenberg = ", "renamed = ")]


async def changed(town: Town, *changes: tuple[str, str]) -> None:
    """Stop the program, change its configuration, and start it again."""
    text = EXAMPLE.read_text("utf-8")
    for old, new in changes:
        text, count = re.subn(old, new, text, flags=re.MULTILINE)
        assert count, old
    path = town.data / "kansencoach.toml"
    path.write_text(text, "utf-8")
    await town.stop_program()
    town.config = read_config(path)
    await town.start_program()


async def _at_the_check(parent: Somebody, day: int = 1) -> str:
    await to_days(parent)
    return await first_time(parent, day)


# --- a slot just taken


async def test_a_time_taken_before_the_confirm_leads_to_other_times(town: Town) -> None:
    first, second = await town.parent("Sanne"), await town.parent("Noor")
    await _at_the_check(first)
    await _at_the_check(second)
    await first.tap("✅")
    days = await second.tap("✅")
    assert days.startswith(town.outcome("booking", "taken"))
    assert [parent for _, parent, *_ in await town.booked()] == [first.phone.chat_id]
    assert "Sanne" not in "".join(second.everything)
    await first_time(second, 1)
    assert "08:30" not in second.reads
    await second.tap("✅")
    assert len({start for *_, start in await town.booked()}) == 2


async def test_a_time_taken_before_it_is_chosen_is_not_possible_any_more(town: Town) -> None:
    first, second = await town.parent("Sanne"), await town.parent("Noor")
    await to_days(second)
    await second.tap(second.buttons[1])
    while not second.buttons[0][0].isdigit():
        await second.tap(second.buttons[0])
    assert second.buttons[0] == "08:30"
    await book(first, day=1)
    await second.tap("08:30")
    assert second.reads.startswith(town.says(phrases.NOT_POSSIBLE))
    assert "08:30" not in second.buttons
    await second.tap(second.buttons[0])
    await second.tap("✅")
    assert len(await town.booked()) == 2


async def test_a_time_taken_while_moving_leaves_the_old_appointment_as_it_was(town: Town) -> None:
    first, second = await town.parent("Sanne"), await town.parent("Noor")
    await book(second, day=2)
    kept = await town.booked()
    await second.tap("🔄")
    await first_time(second, 1)
    await book(first, day=1)
    days = await second.tap("✅")
    assert days.startswith(town.outcome("moving", "taken"))
    assert kept[0] in await town.booked()
    await first_time(second, 1)
    await second.tap("✅")
    assert kept[0] not in await town.booked()
    assert len(await town.booked()) == 2


async def test_notice_that_ran_out_before_the_confirm_leads_to_other_times(town: Town) -> None:
    parent = await town.parent()
    await _at_the_check(parent, 0)
    await town.after(hours=3)
    days = await parent.tap("✅")
    assert days.startswith(town.outcome("booking", "taken"))
    assert await town.booked() == []


# --- a coach's hours, a school's coach, a school


@RESTARTS_ITSELF
async def test_hours_changed_after_a_time_was_shown_lead_to_other_times(town: Town) -> None:
    parent = await town.parent()
    await _at_the_check(parent)
    await changed(town, (HOURS, 'hardenberg = ["wednesday 10:00-12:30"]'))
    days = await parent.tap("✅")
    assert days.startswith(town.outcome("booking", "taken"))
    assert await town.booked() == []
    await first_time(parent)
    assert "10:00" in parent.reads
    await parent.tap("✅")
    assert len(await town.booked()) == 1


@RESTARTS_ITSELF
async def test_hours_that_are_all_gone_lead_to_a_person_to_call(town: Town) -> None:
    parent = await town.parent()
    await _at_the_check(parent)
    await changed(town, (HOURS, "hardenberg = []"))
    await parent.tap("✅")
    assert "14 0523" in parent.reads
    assert await town.booked() == []
    await parent.tap("↩️")
    assert parent.buttons


@RESTARTS_ITSELF
async def test_a_school_that_lost_its_coach_leads_to_a_person_to_call(town: Town) -> None:
    parent = await town.parent()
    await _at_the_check(parent)
    await changed(town, *NO_COACH)
    await parent.tap("✅")
    assert "14 0523" in parent.reads
    assert await town.booked() == []
    await parent.type("/menu")
    await parent.tap("📅")
    assert "14 0523" in parent.reads
    assert any("🏫" in button for button in parent.buttons)
    await parent.type("/menu")
    await parent.tap("👤")
    assert "14 0523" in parent.reads


@RESTARTS_ITSELF
async def test_an_appointment_at_a_school_without_a_coach_can_still_be_cancelled(
    town: Town,
) -> None:
    parent, coach = await town.parent(), await town.coach("bilal")
    await book(parent, day=1)
    await changed(town, *NO_COACH)
    await parent.type("/menu")
    await parent.tap("📋")
    await parent.tap(parent.buttons[0])
    assert "Voorbeeldcoach Bilal" in parent.reads
    await parent.tap("🔄")
    assert "14 0523" in parent.reads
    await parent.type("/menu")
    await parent.tap("📋")
    await parent.tap(parent.buttons[0])
    await parent.tap("❌")
    await parent.tap("✅")
    assert await town.booked() == []
    assert "❌" in coach.reads


@RESTARTS_ITSELF
async def test_a_parent_of_a_school_that_disappeared_chooses_another_one(town: Town) -> None:
    parent = await town.parent()
    await _at_the_check(parent)
    await changed(town, *RENAMED)
    await parent.tap("✅")
    assert await town.booked() == []
    await parent.type("/menu")
    await parent.tap("📅")
    await parent.tap("🏫")
    await parent.tap("Slagharen")
    await book(parent)
    assert len(await town.booked()) == 1


@RESTARTS_ITSELF
async def test_an_appointment_at_a_school_that_disappeared_is_shown_and_cancelled(
    town: Town,
) -> None:
    parent, coach = await town.parent(), await town.coach("bilal")
    await book(parent, day=1)
    await changed(town, *RENAMED)
    await town.after(days=1, hours=8, minutes=30)
    assert "🔔" in parent.reads
    await parent.tap("🔄")
    assert "14 0523" in parent.reads
    await parent.type("/menu")
    await parent.tap("📋")
    await parent.tap(parent.buttons[0])
    await parent.tap("❌")
    await parent.tap("✅")
    assert await town.booked() == []
    assert "❌" in coach.reads


@RESTARTS_ITSELF
async def test_the_school_of_a_link_that_disappears_during_the_welcome_is_asked_for(
    town: Town,
) -> None:
    parent = town.somebody("Sanne", "nl")
    await parent.start("school_hardenberg")
    for label in ("Nederlands", "✅", "✅"):
        await parent.tap(label)
    await changed(town, *RENAMED)
    await parent.tap("Sanne")
    assert parent.reads.startswith(town.outcome("welcome", "gone"))
    await parent.tap("Slagharen")
    assert await town.rows("SELECT school FROM people") == [("slagharen",)]


@RESTARTS_ITSELF
async def test_the_offer_to_go_to_a_school_that_disappeared_is_withdrawn(town: Town) -> None:
    parent = await town.parent(school="slagharen")
    await parent.start("school_hardenberg")
    await changed(town, *RENAMED)
    await parent.tap("✅")
    assert await town.rows("SELECT school FROM people") == [("slagharen",)]
    assert any("📅" in button for button in parent.buttons)

"""The one-time links of coaches, coach buttons in wrong hands, and coaches who are parents."""

import logging

import pytest

from bot.services.coaches import invite
from bot.services.roles import NOT_FOR_YOU
from tests.stories.town import Somebody, Town
from tests.stories.ways import book


async def _link(town: Town, coach: str = "bilal") -> str:
    assert town.app is not None
    return await invite(town.app.office.database, coach, town.clock())


async def _linked(town: Town) -> list[tuple[str, int]]:
    return await town.rows("SELECT coach, chat FROM coach_links ORDER BY coach")


async def test_an_invitation_counts_once(town: Town) -> None:
    coach, other = town.somebody("Bilal"), town.somebody("Other")
    link = await _link(town)
    await coach.start(link)
    assert any("🗓️" in button for button in coach.buttons)
    await other.start(link)
    assert other.reads.startswith(town.outcome("invitation", "used"))
    assert not any("🗓️" in button for button in other.buttons)
    assert other.buttons
    await coach.start(link)
    assert coach.reads.startswith(town.outcome("invitation", "used"))
    assert await _linked(town) == [("bilal", coach.phone.chat_id)]


async def test_the_audit_tells_who_opened_the_link_of_which_coach_and_who_left(town: Town) -> None:
    anna, dina = town.somebody("Anna"), town.somebody("Dina")
    await anna.start(await _link(town, "anna"))
    await dina.start(await _link(town, "coordinator"))
    noted = "SELECT who, subject FROM audit WHERE what = 'linked' ORDER BY id"
    linked = [
        (f"parent {anna.phone.chat_id}", "anna"),
        (f"parent {dina.phone.chat_id}", "coordinator"),
    ]
    assert await town.rows(noted) == linked
    for tap in ("🔒", "🗑️", "✅"):
        await anna.tap(tap)
    assert await town.rows(noted) == linked[1:]
    assert await town.rows("SELECT who FROM audit WHERE what = 'unlinked'") == [("coach anna",)]


async def test_of_two_who_open_an_invitation_at_once_one_is_linked(town: Town) -> None:
    one, two = town.somebody("One"), town.somebody("Two")
    link = await _link(town)
    one.phone.start(link)
    await town.quiet(two.phone.start(link))
    assert len(await _linked(town)) == 1
    used = town.outcome("invitation", "used")
    assert sum(somebody.reads.startswith(used) for somebody in (one, two)) == 1


async def test_an_invitation_ends_after_seven_days(town: Town) -> None:
    late, link = town.somebody("Bilal"), await _link(town)
    await town.after(days=7)
    await late.start(link)
    assert late.reads.startswith(town.outcome("invitation", "expired"))
    assert await _linked(town) == []


async def test_a_newer_invitation_ends_the_older_one(town: Town) -> None:
    coach = town.somebody("Bilal")
    old, new = await _link(town), await _link(town)
    await coach.start(old)
    assert coach.reads.startswith(town.outcome("invitation", "unknown"))
    await coach.start(new)
    assert await _linked(town) == [("bilal", coach.phone.chat_id)]


async def test_an_invitation_that_was_made_up_links_nobody(town: Town) -> None:
    stranger = town.somebody("Stranger")
    for made_up in ("coach_", "coach_bilal", "coach_" + "A" * 22, (await _link(town))[:-1]):
        await stranger.start(made_up)
        assert stranger.reads.startswith(town.outcome("invitation", "unknown"))
        assert stranger.buttons
    assert await _linked(town) == []


async def test_an_invitation_of_a_coach_who_left_links_nobody(town: Town) -> None:
    stranger, link = town.somebody("Stranger"), await _link(town, "nobody_any_more")
    await stranger.start(link)
    assert stranger.reads.startswith(town.outcome("invitation", "unknown"))
    assert await _linked(town) == []


async def test_only_the_hash_of_an_invitation_is_kept(town: Town) -> None:
    link = await _link(town)
    secret = link.removeprefix("coach_")
    assert secret not in str(await town.rows("SELECT * FROM invitations"))


async def test_a_coach_with_a_new_phone_gets_notices_there_only(town: Town) -> None:
    old, new = await town.coach("bilal", "Old"), await town.coach("bilal", "New")
    parent = await town.parent()
    told = len(old.everything)
    await book(parent)
    assert "Sanne" in new.reads
    assert len(old.everything) == told


# --- coach buttons in wrong hands


def _warned(caplog: pytest.LogCaptureFixture) -> bool:
    return any(record.levelno == logging.WARNING for record in caplog.records)


async def test_a_coach_button_tapped_by_a_parent_is_refused_and_logged(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    parent, coach = await town.parent(), await town.coach("bilal")
    other = await town.parent("Noor")
    await book(other)
    caplog.clear()
    for data in ("coach_notice:bilal:notice:agenda", "desk::desk:agenda"):
        await parent.tap_again(parent.phone.last, data)
        assert "Noor" not in parent.reads
        assert parent.buttons
    refusal = town.app.office.conversations["coach_notice"].refusal if town.app else ""
    assert any(text.startswith(town.says(refusal or "")) for text in parent.everything)
    assert _warned(caplog)
    assert any("🗓️" in button for button in coach.buttons)


async def test_the_agenda_command_of_a_parent_is_refused_and_logged(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    parent = await town.parent()
    caplog.clear()
    await parent.type("/agenda")
    assert parent.reads.startswith(town.says(NOT_FOR_YOU))
    assert _warned(caplog)


async def test_a_coach_cannot_read_the_agenda_of_another_coach(town: Town) -> None:
    anna, parent = await town.coach("anna", "Anna"), await town.parent("Noor")
    await book(parent)
    await anna.tap_again(anna.phone.last, "coach_notice:bilal:notice:agenda")
    assert "Noor" not in "".join(anna.everything)
    assert anna.buttons


# --- a coach who is a parent too


async def _also_parent(coach: Somebody) -> None:
    await coach.type("/menu")
    await coach.tap("👪")
    for label in ("Nederlands", "✅", "✅"):
        await coach.tap(label)
    await coach.type("Bilal")
    await coach.tap("Voorbeeldschool Gramsbergen")


async def test_a_coach_can_be_a_parent_too_and_the_menu_offers_both(town: Town) -> None:
    bilal, anna = await town.coach("bilal", "Bilal"), await town.coach("anna", "Anna")
    await bilal.type("/menu")
    assert not any("📋" in button for button in bilal.buttons)
    await _also_parent(bilal)
    await bilal.type("/menu")
    icons = {button.split()[0] for button in bilal.buttons}
    assert {"🗓️", "📅", "📋", "👤", "🆘", "⚙️", "🔒"} <= icons
    await book(bilal, day=1)
    assert "Bilal" in anna.reads
    await bilal.type("/agenda")
    await bilal.tap("🗓️")
    assert "Gramsbergen" not in bilal.reads


async def test_a_parent_who_becomes_a_coach_keeps_school_and_appointments(town: Town) -> None:
    parent = await town.parent("Bilal", school="gramsbergen")
    await book(parent, day=1)
    await parent.start(await _link(town))
    icons = {button.split()[0] for button in parent.buttons}
    assert {"🗓️", "📅", "📋"} <= icons
    assert len(await town.booked()) == 1
    assert await town.rows("SELECT school FROM people") == [("gramsbergen",)]


async def test_a_coach_who_is_a_parent_at_the_own_school_gets_both_sides(town: Town) -> None:
    both = await town.parent("Bilal")
    await both.start(await _link(town))
    await book(both, day=1)
    assert len(await town.booked()) == 1
    assert any("🙂 Bilal" in text for text in both.everything)
    assert any(message.document for message in both.phone.messages)

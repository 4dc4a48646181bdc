"""Something else than a button comes: a kind word, the question again, and nothing is lost."""

import pytest

from bot.conversation import phrases
from bot.services.commands import EDITED, UNKNOWN_LINK
from bot.services.readers import NO_NAME, NO_NUMBER, NOT_YOURS
from tests.stories.town import Somebody, Town
from tests.stories.ways import first_time, to_days

STRAIGHT = pytest.mark.parametrize("town", ["straight"], indirect=True)  # each by itself
SENDS: list[tuple[str, tuple[object, ...]]] = [
    ("type", ("I want to talk on Monday",)),
    ("type", ("🏫",)),
    ("type", ("x" * 4096,)),
    ("send_sticker", ()),
    ("send_photo", (b"a photo",)),
    ("send_voice", (b"a voice", 3)),
    ("send_document", ("letter.pdf", b"a letter", "application/pdf")),
    ("share_contact", ()),
]


@STRAIGHT
async def test_anything_sent_where_a_button_was_asked_asks_again(town: Town) -> None:
    parent = await town.parent()
    asked = await to_days(parent)
    place, buttons = await parent.place(), parent.buttons
    for what, values in SENDS:
        await parent.does(what, *values)
        assert parent.reads == f"{town.says(phrases.TAP_A_BUTTON)}\n\n{asked}", what
        assert parent.buttons == buttons
        assert await parent.place() == place


@STRAIGHT
async def test_anything_sent_without_an_open_question_shows_the_menu(town: Town) -> None:
    parent = await town.parent()
    menu = parent.buttons
    for what, values in SENDS:
        await parent.does(what, *values)
        assert parent.buttons == menu, what
        assert await parent.place() is None


@STRAIGHT
async def test_whatever_a_stranger_sends_first_begins_the_welcome(town: Town) -> None:
    for what, values in SENDS:
        stranger = town.somebody("Sanne", "nl")
        await stranger.does(what, *values)
        assert stranger.buttons[0] == "Nederlands", what


async def test_start_in_the_middle_of_a_question_shows_the_menu_and_the_way_back(
    town: Town,
) -> None:
    parent = await town.parent()
    asked = await to_days(parent)
    place = await parent.place()
    await parent.start()
    assert any("📅" in button for button in parent.buttons)
    assert await parent.place() == place
    await parent.tap("📝")
    assert parent.reads == asked


async def test_start_during_the_welcome_begins_it_anew(town: Town) -> None:
    parent = town.somebody("Sanne", "nl")
    await parent.start("school_hardenberg")
    await parent.tap("English")
    await parent.tap("✅")
    await parent.start("school_slagharen")
    assert parent.buttons[0] == "English"
    for label in ("Nederlands", "✅", "✅", "Sanne"):
        await parent.tap(label)
    coach = town.config.coach_of("slagharen")
    assert coach is not None
    assert coach.name in parent.reads


async def test_an_edited_message_is_answered_with_the_open_question(town: Town) -> None:
    parent = await town.parent()
    asked = await to_days(parent)
    await parent.type("Monday")
    place = await parent.place()
    mine = next(message for message in parent.phone.messages[::-1] if not message.outgoing)
    await parent.does("edit", mine.message_id, "Tuesday")
    assert parent.reads == f"{town.says(EDITED)}\n\n{asked}"
    assert await parent.place() == place


@STRAIGHT
async def test_an_unknown_command_shows_the_menu_and_keeps_the_question(town: Town) -> None:
    parent = await town.parent()
    await to_days(parent)
    place = await parent.place()
    for command in ("/unknown", "/", "/start@another_bot x", "/MENU", "/agenda"):
        await parent.type(command)
        assert any("🆘" in button for button in parent.buttons)
        assert await parent.place() == place


@pytest.mark.parametrize("payload", ["nonsense", "school_", "school_atlantis", "coach", "_" * 64])
@STRAIGHT
async def test_an_unknown_link_is_named_and_one_goes_on(town: Town, payload: str) -> None:
    stranger = town.somebody("Sanne", "nl")
    await stranger.start(payload)
    assert stranger.reads.startswith(town.says(UNKNOWN_LINK))
    assert stranger.buttons[0] == "Nederlands"
    for label in ("Nederlands", "✅", "✅", "Sanne", "Hardenberg"):
        await stranger.tap(label)
    await stranger.start(payload)
    assert stranger.reads.startswith(town.says(UNKNOWN_LINK))
    assert any("📅" in button for button in stranger.buttons)


# --- names


async def _asked_for_a_name(town: Town) -> Somebody:
    parent = town.somebody("Sanne", "nl")
    await parent.start("school_hardenberg")
    for label in ("Nederlands", "✅", "✅"):
        await parent.tap(label)
    return parent


@STRAIGHT
async def test_a_name_that_is_none_is_asked_again(town: Town) -> None:
    parent = await _asked_for_a_name(town)
    asked = parent.reads
    for name in ("🙂", "12345", "...", "x" * 41, "http://example.org", "me@example.org", "\u200b"):
        await parent.type(name)
        assert parent.reads == f"{town.says(NO_NAME.words)}\n\n{asked}", name
    await parent.does("share_contact")
    assert parent.reads == f"{town.says(NO_NAME.words)}\n\n{asked}"
    await parent.does("send_sticker")
    assert parent.reads == f"{town.says(phrases.ONLY_BUTTONS)}\n\n{asked}"
    await parent.type("  Anne-Fleur   ’t Hooft ")
    assert await town.rows("SELECT name FROM people") == [("Anne-Fleur ’t Hooft",)]


async def test_braces_and_markup_in_a_name_are_only_letters(town: Town) -> None:
    parent = await _asked_for_a_name(town)
    coach = await town.coach("bilal")
    await parent.type("{name} <b>*Anne*</b>".replace("/", ""))
    await to_days(parent)
    await first_time(parent, 1)
    await parent.tap("✅")
    assert "{name} <b>*Anne*<b>" in coach.reads


# --- phone numbers


async def _asked_for_a_number(town: Town) -> Somebody:
    parent = await town.parent()
    await to_days(parent, how="📞")
    await first_time(parent, 1)
    assert parent.phone.keyboard
    return parent


@STRAIGHT
async def test_a_number_that_is_none_is_asked_again(town: Town) -> None:
    parent = await _asked_for_a_number(town)
    asked = parent.reads
    place = await parent.place()
    for number in ("06", "hello", "0612345", "+999 123", "1" * 200, "🙂", "000000000000"):
        await parent.type(number)
        assert parent.reads == f"{town.says(NO_NUMBER.words)}\n\n{asked}", number
        assert await parent.place() == place
    for what in ("send_sticker", "send_photo"):
        await parent.does(what, *dict(SENDS)[what])
        assert parent.reads == f"{town.says(phrases.ONLY_BUTTONS)}\n\n{asked}"
    await parent.type("06 1234 5678")
    assert "06 12345678" in parent.reads
    await parent.tap("✅")
    assert len(await town.booked()) == 1


async def test_the_contact_of_somebody_else_is_not_taken_as_the_number(town: Town) -> None:
    parent = await _asked_for_a_number(town)
    asked = parent.reads
    await parent.does("share_contact", "+31611111111", user_id=999)
    assert parent.reads == f"{town.says(NOT_YOURS.words)}\n\n{asked}"
    await parent.does("share_contact", "+31622222222")
    assert parent.reads == f"{town.says(NOT_YOURS.words)}\n\n{asked}"
    assert not any("11111" in text or "22222" in text for text in parent.everything)
    await parent.does("share_contact")
    await parent.tap("✅")
    assert len(await town.booked()) == 1


async def test_ones_own_contact_that_was_forwarded_is_taken(town: Town) -> None:
    parent = await _asked_for_a_number(town)
    await parent.does("share_contact", "+31612345678", user_id=parent.phone.user_id)
    assert "06 12345678" in parent.reads

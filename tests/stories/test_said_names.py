"""A parent who cannot type says the name: the coach hears it as it is, with the first notice."""

from datetime import timedelta

from bot.conversation import phrases
from bot.conversation.words import Say
from bot.services import messages, voice_answers
from tests.stories.saying import VOICE, exported, heard, say, says_name
from tests.stories.test_privacy import _erase, _night
from tests.stories.town import MONDAY, Somebody, Town
from tests.stories.ways import ask, book, want_call

OTHER = b"OggS" + bytes(20)


async def _to_name(town: Town, name: str, language: str, payload: str | None = None) -> Somebody:
    """Go through the welcome to the question for the name."""
    assert town.app is not None
    parent = town.somebody(name, language)
    await parent.start(payload)
    await parent.tap(town.app.office.languages.own_name(language))
    await parent.tap("✅")
    await parent.tap("✅")
    return parent


async def _rename(parent: Somebody) -> None:
    """Ask for another name."""
    await parent.type("/menu")
    await parent.tap("⚙️")
    await parent.tap("🙂")


def _thanks(town: Town, name: str, language: str = "nl") -> str:
    return town.says(Say(voice_answers.TAKEN.msgid, {"name": name}), language)


async def _kept(town: Town) -> list[tuple[str, int]]:
    return await town.rows("SELECT about, parent FROM voice_answers")


async def test_a_name_that_is_said_at_the_welcome_goes_along_with_the_first_notice_once(
    town: Town,
) -> None:
    coach, parent = await town.coach("bilal"), await _to_name(town, "Amina", "ar")
    await say(parent)
    assert _thanks(town, "Amina", "ar") in parent.everything
    assert parent.reads == town.says("🏫 Which school does your child go to?", "ar")
    await parent.tap("Voorbeeldschool Hardenberg")
    assert heard(coach) == []
    assert await _kept(town) == [("", parent.phone.chat_id)]
    await ask(parent, "متى تبدأ السباحة؟")
    assert "السباحة" in coach.everything[-2]
    assert coach.reads == f"{says_name(town, 'Amina')}\n🌐 Taal: Arabisch"
    assert heard(coach) == [(VOICE, says_name(town, "Amina"))]
    assert await _kept(town) == []
    await book(parent, day=1)
    assert len(heard(coach)) == 1


async def test_the_link_of_a_school_leads_on_from_a_name_that_is_said(town: Town) -> None:
    coach, parent = (
        await town.coach("bilal"),
        await _to_name(town, "Sanne", "nl", "school_hardenberg"),
    )
    await say(parent)
    assert _thanks(town, "Sanne") in parent.everything
    assert "📅" in parent.buttons[0]
    await book(parent, day=1)
    assert "Sanne" in coach.everything[-2]
    assert heard(coach) == [(VOICE, says_name(town, "Sanne"))]


async def test_a_name_goes_along_with_a_call_too_and_waits_for_a_coach_who_comes_later(
    town: Town,
) -> None:
    parent = await _to_name(town, "Sanne", "nl", "school_hardenberg")
    await say(parent)
    await want_call(parent)
    coach = await town.coach("bilal")
    assert "06 1000" in coach.everything[-2]
    assert heard(coach) == [(VOICE, says_name(town, "Sanne"))]


async def test_the_newest_name_counts_and_waits_for_the_next_notice(town: Town) -> None:
    coach, parent = await town.coach("bilal"), await town.parent("Sanne")
    await book(parent, day=1)
    for voice in (VOICE, OTHER):
        await _rename(parent)
        await say(parent, voice)
    assert _thanks(town, "Sanne") in parent.everything
    assert "📅" in parent.buttons[0]
    assert heard(coach) == []
    await ask(parent, "Is er zwemles?")
    assert heard(coach) == [(OTHER, says_name(town, "Sanne"))]


async def test_who_types_or_taps_the_name_after_all_says_none(town: Town) -> None:
    coach, parent = await town.coach("bilal"), await town.parent("Sanne")
    for answer in ("type", "tap"):
        await _rename(parent)
        await say(parent)
        await _rename(parent)
        await parent.does("type", "Sanne") if answer == "type" else await parent.tap("Sanne")
        assert await _kept(town) == []
    await ask(parent, "Is er zwemles?")
    assert heard(coach) == []


async def test_a_name_that_no_coach_hears_is_forgotten_in_time_and_by_who_erases(
    town: Town,
) -> None:
    first, second = await town.parent("Sanne"), await town.parent("Noor")
    for parent in (first, second):
        await _rename(parent)
        await say(parent)
    assert town.app is not None
    raw = await town.app.office.database.reader.value("SELECT file FROM voice_answers")
    assert raw.startswith("gAAAAA")
    text = await exported(first)
    assert f"{says_name(town, 'Sanne')}\nmaandag 30 november" in text
    await _erase(second)
    assert await _kept(town) == [("", first.phone.chat_id)]
    await town.at(MONDAY + timedelta(days=30))
    await _night(town)
    assert len(await _kept(town)) == 1
    await town.after(minutes=1)
    await _night(town)
    assert await _kept(town) == []
    assert says_name(town, "Sanne") not in await exported(first)


async def test_what_is_too_long_or_no_voice_is_no_name(town: Town) -> None:
    parent = await town.parent("Sanne")
    await _rename(parent)
    place = await parent.place()
    assert (await say(parent, seconds=121)).startswith(town.says(messages.TOO_LONG_VOICE.words))
    photo = await parent.does("send_photo", b"\xff\xd8\xff" + bytes(40))
    assert photo.startswith(town.says(phrases.ONLY_BUTTONS))
    assert await parent.place() == place
    assert await _kept(town) == []
    await parent.type("voice/AwACAg")  # as if it were said
    assert await _kept(town) == []

"""A parent books a talk with buttons, and the coach hears of it at once."""

from datetime import UTC, datetime

import icalendar

from storage import appointments
from tests.stories.town import Somebody, Town
from tests.stories.ways import all_times, book, first_time, to_days


async def test_seven_taps_lead_from_the_menu_to_a_booked_talk_at_school(town: Town) -> None:
    coach = await town.coach("bilal")
    parent = await town.parent()
    parent.taps = 0
    for label in ("📅", "💶", "🏫", "donderdag 3 december", "ochtend", "10:00", "✅"):
        await parent.tap(label)
    assert parent.taps == 7
    assert "donderdag 3 december\n10:00 uur in de ochtend" in parent.reads
    assert "Voorbeeldschool Hardenberg" in parent.reads
    assert "Voorbeeldcoach Bilal" in parent.reads
    assert "donderdag 3 december\n10:00 uur in de ochtend" in coach.reads
    for told in ("Sanne", "💶", "Voorbeeldschool Hardenberg", "Nederlands"):
        assert told in coach.reads


async def test_the_part_of_the_day_is_asked_only_when_there_are_more_than_six_times(
    town: Town,
) -> None:
    parent = await town.parent(school="slagharen")
    await to_days(parent, how="🏠")
    await parent.tap(parent.buttons[0])
    assert parent.buttons[0][0].isdigit()
    parent = await town.parent("Noor", school="hardenberg")
    await to_days(parent)
    await parent.tap(parent.buttons[1])
    assert not parent.buttons[0][0].isdigit()


async def test_an_interpreter_is_offered_only_to_who_speaks_no_dutch(town: Town) -> None:
    coach = await town.coach("bilal")
    dutch = await town.parent("Sanne", "nl")
    await dutch.tap("📅")
    await dutch.tap("💶")
    await dutch.tap("🏫")
    assert "📅" in dutch.reads
    arabic = await town.parent("Noor", "ar")
    await arabic.tap("📅")
    await arabic.tap("💶")
    await arabic.tap("🏫")
    await arabic.tap("✅")
    await first_time(arabic)
    assert "🗣️" in arabic.reads
    await arabic.tap("✅")
    assert "Tolk: ja" in coach.reads
    assert "Taal: Arabisch" in coach.reads
    assert "Geld en rekeningen" in coach.reads


async def test_a_talk_by_phone_asks_for_the_number_with_one_button(town: Town) -> None:
    coach = await town.coach("bilal")
    parent = await town.parent()
    await to_days(parent, how="📞")
    await first_time(parent)
    assert parent.phone.keyboard is not None
    assert "📞" in parent.buttons[0]
    await parent.does("share_contact")
    assert parent.phone.keyboard is None
    sent = town.simulator.sent("sendMessage", parent.phone.user_id)
    assert any((call.params.get("reply_markup") or {}).get("remove_keyboard") for call in sent)
    assert "06" in parent.reads
    await parent.tap("✅")
    assert "06" in coach.reads


async def test_a_phone_number_can_be_typed_or_left_to_school(town: Town) -> None:
    coach = await town.coach("bilal")
    parent = await town.parent()
    await to_days(parent, how="📞")
    await first_time(parent)
    await parent.type("0523 28 91 11")
    assert "0523 289 111" in parent.reads
    await parent.tap("↩️")
    await parent.tap("🏫")
    await parent.tap("✅")
    assert "📞" in coach.reads
    assert "0523" not in coach.reads


async def test_back_leads_through_every_question_to_the_menu(town: Town) -> None:
    parent = await town.parent()
    await to_days(parent)
    await parent.tap("donderdag 3 december")
    await parent.tap("ochtend")
    await parent.tap("10:00")
    for expected in ("10:00", "ochtend", "donderdag", "🏫", "💶"):
        await parent.tap("↩️")
        assert any(expected in button for button in parent.buttons), expected
    await parent.tap("↩️")
    assert any("📋" in button for button in parent.buttons)


async def test_a_tap_costs_three_calls_to_telegram_at_the_most(town: Town) -> None:
    parent = await town.parent()
    for label in ("📅", "💶", "🏫", "donderdag 3 december", "ochtend", "10:00", "✅"):
        before = len(town.simulator.sent(chat_id=parent.phone.user_id)) + answered(town)
        await parent.tap(label)
        after = len(town.simulator.sent(chat_id=parent.phone.user_id)) + answered(town)
        assert after - before <= 3


async def test_every_question_offers_back_and_help(town: Town) -> None:
    parent = await town.parent()
    await parent.tap("📅")
    for label in ("💶", "🏫", "donderdag 3 december", "ochtend", "10:00"):
        assert any("↩️" in button for button in parent.buttons)
        assert any("🆘" in button for button in parent.buttons)
        await parent.tap(label)
    await parent.tap("🆘")
    assert "112" in parent.reads
    await parent.tap("↩️")
    assert "donderdag 3 december" in parent.reads


async def test_later_and_something_else_are_always_answers(town: Town) -> None:
    coach = await town.coach("bilal")
    parent = await town.parent()
    await parent.tap("📅")
    for _ in range(2):
        assert any("🤫" in button for button in parent.buttons)
        assert any("❓" in button for button in parent.buttons)
        await parent.tap("➕")
    await book(parent, topic="🤫")
    assert "🤫" in coach.reads


async def test_a_tapped_question_loses_its_buttons_and_shows_what_was_chosen(town: Town) -> None:
    parent = await town.parent()
    await parent.tap("📅")
    asked = parent.phone.last
    assert asked is not None
    await parent.tap("💶")
    assert not asked.buttons
    assert "Geld en rekeningen" in (asked.text or "")


async def test_the_calendar_file_holds_the_talk_and_no_topic(town: Town) -> None:
    parent = await town.parent()
    await book(parent)
    assert parent.phone.last is not None
    assert parent.phone.last.document is not None
    stored = town.simulator.world.files.by_id(parent.phone.last.document["file_id"])
    assert stored is not None
    file = stored.data
    [event] = icalendar.Calendar.from_ical(file).walk("VEVENT")
    [booked] = await coming(town, parent)
    assert event.decoded("DTSTART") == booked.start
    assert event.decoded("DTEND") == booked.end
    assert "Voorbeeldschool Hardenberg" in str(event["LOCATION"])
    assert "Geld" not in file.decode()


async def test_three_coming_talks_are_enough(town: Town) -> None:
    parent = await town.parent()
    for day in range(3):
        await book(parent, day=day)
    await parent.type("/menu")
    await parent.tap("📅")
    assert "3" in parent.reads
    await parent.tap("📋")
    await parent.tap(parent.buttons[0])
    assert any("❌" in button for button in parent.buttons)


async def test_talks_of_one_coach_at_two_schools_leave_time_to_travel(town: Town) -> None:
    one = await town.parent("Sanne", school="hardenberg")
    await to_days(one)
    await one.tap("donderdag 3 december")
    await one.tap("middag")
    await one.tap("13:00")
    await one.tap("✅")
    other = await town.parent("Noor", school="hardenberg")
    await to_days(other, how="🏠")
    await other.tap("donderdag 3 december")
    await other.tap("ochtend")
    assert max(await all_times(other)) == "11:30"
    await other.type("/menu")
    await to_days(other, how="🏠")
    await other.tap("donderdag 3 december")
    await other.tap("middag")
    assert min(await all_times(other)) == "14:00"


def answered(town: Town) -> int:
    """Count the answers to taps, which name no chat."""
    return len(town.simulator.sent("answerCallbackQuery", None))


async def coming(town: Town, parent: Somebody) -> list[appointments.Appointment]:
    """Read the parent's coming appointments from the database."""
    assert town.app is not None
    reader = town.app.office.database.reader
    return await appointments.coming_of_parent(
        reader, parent.phone.user_id, datetime(2026, 11, 1, tzinfo=UTC)
    )

"""Both sides are reminded: never too late, never at night, never of an old time."""

from datetime import UTC, datetime, timedelta

from bot.services.dialogue import GOT_IT
from storage.waiting import stuck
from tests.stories.test_booking import coming
from tests.stories.test_desk_talk import open_talk, talking
from tests.stories.town import Somebody, Town
from tests.stories.ways import book, first_time, to_days

# Thursday 10 December 10:00 in Hardenberg; booked on Monday 30 November 09:00.
TALK = datetime(2026, 12, 10, 9, 0, tzinfo=UTC)
DUE = (
    TALK - timedelta(days=3),
    datetime(2026, 12, 9, 16, 0, tzinfo=UTC),  # the day before at 17:00
    TALK - timedelta(hours=2),
)

LEFT = "SELECT kind, chat, coach, due FROM letters WHERE ended IS NULL ORDER BY due, kind"


async def booked(town: Town) -> Somebody:
    """Book the talk that these stories are about."""
    parent = await town.parent()
    await to_days(parent)
    await parent.tap("donderdag 10 december")
    await parent.tap("ochtend")
    await parent.tap("10:00")
    await parent.tap("✅")
    assert [item.start for item in await coming(town, parent)] == [TALK]
    return parent


def reminders(parent: Somebody) -> int:
    """Count the reminders that stand in the chat, answered or not."""
    return sum(text.startswith("🔔") for text in parent.everything)


async def test_three_reminders_come_when_they_are_due(town: Town) -> None:
    parent = await booked(town)
    for number, due in enumerate(DUE):
        await town.at(due - timedelta(seconds=1))
        assert reminders(parent) == number
        await town.at(due)
        assert reminders(parent) == number + 1
    assert "donderdag 10 december\n10:00 uur in de ochtend" in parent.reads


async def test_a_reminder_is_neutral(town: Town) -> None:
    parent = await booked(town)
    await town.at(DUE[0])
    assert "💶" not in parent.reads
    assert "Geld" not in parent.reads
    assert "Sanne" not in parent.reads


async def test_the_coach_hears_the_answer_to_a_reminder(town: Town) -> None:
    coach = await town.coach("bilal")
    parent = await booked(town)
    await town.at(DUE[0])
    await parent.tap("✅")
    assert "✅" in coach.reads
    assert "Sanne" in coach.reads


async def test_a_reminder_leads_to_another_time_and_the_old_reminders_are_gone(town: Town) -> None:
    parent = await booked(town)
    await town.at(DUE[0])
    await parent.tap("🔄")
    await parent.tap("donderdag 10 december")
    await parent.tap("middag")
    await parent.tap("13:00")
    await parent.tap("✅")
    await town.at(DUE[1])
    assert reminders(parent) == 2
    assert "13:00" in parent.reads
    await town.at(DUE[2])
    assert reminders(parent) == 2
    await town.at(DUE[2] + timedelta(hours=3))
    assert reminders(parent) == 3


async def test_after_a_cancel_no_reminder_comes(town: Town) -> None:
    coach = await town.coach("bilal")
    parent = await booked(town)
    await town.at(DUE[0])
    await parent.tap("❌")
    await parent.tap("✅")
    heard = len(coach.everything)
    for moment in (*DUE[1:], TALK):
        await town.at(moment)
    assert reminders(parent) == 1
    assert len(coach.everything) == heard


async def test_stop_ends_all_reminders_and_the_settings_bring_them_back(town: Town) -> None:
    parent = await booked(town)
    await town.at(DUE[0])
    await parent.tap("🔕")
    await town.at(DUE[1])
    assert reminders(parent) == 1
    await parent.tap("⚙️")
    await parent.tap("🔔")
    await town.at(DUE[2])
    assert reminders(parent) == 2


async def test_turning_reminders_on_again_keeps_what_waits_to_be_told_of_a_talk(
    town: Town,
) -> None:
    coach, parent = await talking(town)
    await town.at(datetime(2026, 11, 30, 19, 30, tzinfo=UTC))  # 20:30: it is told in the morning
    await open_talk(coach)
    await coach.tap("🔄")
    await coach.tap("✅")
    planned = await town.rows(LEFT)
    for button in ("🔕", "🔔"):
        await parent.type("/menu")
        await parent.tap("⚙️")
        await parent.tap(button)
    assert await town.rows(LEFT) == planned  # nothing lost, and nobody reminded twice
    await town.at(datetime(2026, 12, 1, 7, 0, tzinfo=UTC))
    assert "vraagt om een andere tijd" in parent.reads
    await town.at(datetime(2026, 12, 2, 7, 0, tzinfo=UTC))
    assert reminders(coach) == 1


async def test_silence_is_fine(town: Town) -> None:
    parent = await booked(town)
    for moment in DUE:
        await town.at(moment)
    assert len(await coming(town, parent)) == 1


async def test_a_parent_reads_a_reminder_in_the_language_of_that_moment(town: Town) -> None:
    parent = await booked(town)
    await parent.type("/menu")
    await parent.tap("⚙️")
    await parent.tap("🌐")
    await parent.tap("English")
    await town.at(DUE[0])
    assert "Thursday, 10 December\n10:00 in the morning" in parent.reads


async def test_the_coach_is_reminded_half_an_hour_before(town: Town) -> None:
    coach = await town.coach("bilal")
    await booked(town)
    await town.at(TALK - timedelta(minutes=31))
    before = len(coach.everything)
    await town.at(TALK - timedelta(minutes=30))
    assert len(coach.everything) == before + 1
    assert "10:00 uur" in coach.reads


async def test_a_coach_gets_the_agenda_of_the_day_once_at_half_past_seven(town: Town) -> None:
    coach = await town.coach("bilal")
    await booked(town)
    await town.at(datetime(2026, 12, 10, 6, 29, tzinfo=UTC))
    before = len(coach.everything)
    await town.at(datetime(2026, 12, 10, 6, 30, tzinfo=UTC))
    assert len(coach.everything) == before + 1
    assert "10:00 uur" in coach.reads
    await town.restart()
    await town.at(datetime(2026, 12, 10, 6, 45, tzinfo=UTC))
    assert len(coach.everything) == before + 1


async def test_no_agenda_comes_on_a_day_without_talks(town: Town) -> None:
    coach = await town.coach("bilal")
    await booked(town)
    before = len(coach.everything)
    await town.at(datetime(2026, 12, 8, 6, 30, tzinfo=UTC))
    assert len(coach.everything) == before


async def test_the_coach_sees_the_coming_seven_days(town: Town) -> None:
    coach = await town.coach("bilal")
    parent = await town.parent()
    await book(parent)
    await booked(town)
    await coach.type("/agenda")
    assert "maandag 30 november" in coach.reads
    assert "donderdag 10 december" not in coach.reads
    await coach.tap("🗓️")
    assert "maandag 30 november" in coach.reads


async def test_a_notice_keeps_its_words_and_its_button_when_the_coach_asks_for_the_week(
    town: Town,
) -> None:
    coach, parent = await town.coach("bilal"), await town.parent()
    await book(parent)
    notice = coach.phone.last
    said, buttons, heard = coach.reads, notice.buttons, len(coach.everything)
    await coach.tap("🗓️")
    assert (notice.text, notice.buttons) == (said, buttons)
    assert coach.everything[heard:] == [coach.reads]  # the week is a message of its own
    assert "maandag 30 november" in coach.reads


async def test_the_week_under_a_notice_is_shown_anew_however_often_it_is_asked_for(
    town: Town,
) -> None:
    coach, parent = await town.coach("bilal"), await town.parent()
    await book(parent)
    notice, week = coach.phone.last, coach.phone.last.data("🗓️")
    one = await coach.tap("🗓️")
    assert await coach.tap_again(notice, week) == one  # twice in a row
    other = await town.parent("Noor")
    await book(other, day=1)
    await coach.type("/menu")
    two = await coach.tap_again(notice, week)
    assert "Noor" in two
    assert "Noor" not in one
    await town.after(days=8)
    heard = len(coach.everything)
    none = await coach.tap_again(notice, week)
    assert len(coach.everything) == heard + 1
    assert "Noor" not in none
    assert town.says(GOT_IT) not in [toast.text for toast in coach.phone.toasts]


async def test_a_notice_to_a_coach_who_is_not_linked_waits_and_is_named(town: Town) -> None:
    parent = await town.parent()
    await book(parent)
    await town.after(minutes=2)
    assert town.app is not None
    [letters] = await stuck(town.app.office.database.reader, town.clock())
    assert (letters.coach, letters.count) == ("bilal", 1)
    coach = await town.coach("bilal")
    assert any("maandag 30 november" in text for text in coach.everything)
    assert await stuck(town.app.office.database.reader, town.clock()) == []


async def test_after_a_move_only_the_new_time_is_reminded_of(town: Town) -> None:
    parent = await booked(town)
    await parent.tap("🔄")
    await first_time(parent, day=0)
    await parent.tap("✅")
    for moment in DUE:
        await town.at(moment)
    assert not any("10 december" in text and text.startswith("🔔") for text in parent.everything)

"""A coach who goes away leaves no parent in silence: promises are kept, moved or admitted."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.conversation.words import Say
from bot.services import overdue
from bot.services.deeds import putting_off
from tests.stories.test_absence import to_absence
from tests.stories.town import Somebody, Town
from tests.stories.ways import ask, replies, told_of, want_call

BILAL = "Voorbeeldcoach Bilal"
DAY = timedelta(days=1)
PROMISED = datetime(2026, 12, 2, 7, 0, tzinfo=UTC)  # Wednesday, when the quiet hours end
NOON = datetime(2026, 11, 30, 11, 0, tzinfo=UTC)  # Monday, when the afternoon begins


@pytest.fixture
async def coordinator(town: Town) -> Somebody:
    return await town.coach("coordinator", "Dina")


def said(town: Town, somebody: Somebody, words: Say, day: datetime | None = None) -> int:
    """Count how often somebody was told this of Bilal, with this day."""
    values = {"coach": BILAL} | ({"day": day.date()} if day else {})
    beginning = town.says(Say(words.msgid, values))
    return sum(text.startswith(beginning) for text in somebody.everything)


async def test_a_coach_who_goes_away_after_the_reminder_is_no_reason_for_silence(
    town: Town, coordinator: Somebody
) -> None:
    coach, parent = await town.coach("bilal"), await town.parent("Sanne")
    await ask(parent, "Hoe laat is het zwemmen?")
    await to_absence(coach, "↔️", "➕", "3", "11", "✅")  # from Thursday on, the day after
    await town.at(PROMISED)
    await town.after(days=1, minutes=-1)
    assert said(town, parent, overdue.NOT_ANSWERED) == 0
    await town.at(PROMISED + DAY)
    assert said(town, parent, overdue.NOT_ANSWERED) == 1
    assert said(town, coordinator, overdue.WAITS, NOON) == 1


async def test_a_call_is_asked_about_on_school_days_though_the_coach_is_away(
    town: Town, coordinator: Somebody
) -> None:
    coach, parent = await town.coach("bilal"), await town.parent("Sanne")
    await want_call(parent)
    await to_absence(coach, "↔️", "➕", "1", "11", "✅")
    for days in (0, 1, 2, 3, 7):  # five reminders to the coach: on Friday there is no school
        await town.at(NOON + days * DAY)
    assert said(town, parent, overdue.NOT_CALLED) == 0
    await town.at(NOON + 8 * DAY)
    assert said(town, parent, overdue.NOT_CALLED) == 1
    assert said(town, coordinator, overdue.CALL_WAITS, NOON) == 1


async def test_who_asked_several_things_gets_one_apology(town: Town) -> None:
    await town.coach("bilal")
    parent, other = await town.parent("Sanne"), await town.parent("Noor")
    for number in range(3):
        await ask(parent, f"Vraag {number}")
    await ask(other, "Een andere vraag")
    for moment in (PROMISED, PROMISED + DAY, PROMISED + 2 * DAY):
        await town.at(moment)
    assert said(town, parent, overdue.NOT_ANSWERED) == 1
    assert said(town, other, overdue.NOT_ANSWERED) == 1
    assert await town.rows("SELECT DISTINCT reminded FROM messages") == [(2,)]


async def test_a_promise_skips_a_day_on_which_the_coach_is_away_already(town: Town) -> None:
    coach, parent = await town.coach("bilal"), await town.parent("Sanne")
    await to_absence(coach, "1️⃣", "➕", "2", "✅")
    assert "donderdag 3 december" in await ask(parent, "Hoe laat is het zwemmen?")
    reminded = len(coach.everything)
    await town.at(PROMISED)
    assert len(coach.everything) == reminded
    await town.at(PROMISED + DAY)
    assert told_of(coach, "Ik heb dat beloofd voor donderdag 3 december")


async def test_a_coach_who_goes_away_on_the_promised_day_has_it_promised_anew_once(
    town: Town, coordinator: Somebody
) -> None:
    coach, parent = await town.coach("bilal"), await town.parent("Sanne")
    await ask(parent, "Hoe laat is het zwemmen?")
    await ask(parent, "En waar?")
    await to_absence(coach, "1️⃣", "➕", "2", "✅")
    assert said(town, parent, putting_off.AWAY, PROMISED + DAY) == 1
    assert "Samen Doen" in parent.reads
    assert said(town, coordinator, putting_off.WAITS, PROMISED + DAY) == 0  # a day is not long
    await town.at(PROMISED)
    await to_absence(coach, "1️⃣", "3", "✅")  # not over and over
    await town.at(PROMISED + DAY)
    assert told_of(coach, "Ik heb dat beloofd voor donderdag 3 december")
    assert said(town, parent, overdue.NOT_ANSWERED) == 0
    await town.at(PROMISED + 5 * DAY)  # Monday: on Friday there is no school
    assert said(town, parent, overdue.NOT_ANSWERED) == 1
    assert said(town, coordinator, overdue.WAITS, NOON) == 1
    assert sum("is er niet" in text for text in parent.everything) == 1


async def test_the_coordinator_hears_at_once_that_an_answer_will_take_long(
    town: Town, coordinator: Somebody
) -> None:
    coach, parent = await town.coach("bilal"), await town.parent("Sanne")
    await ask(parent, "Hoe laat is het zwemmen?")
    await to_absence(coach, "↔️", "30", "➕", "11", "✅")
    back = PROMISED + 12 * DAY  # Monday 14 December
    assert said(town, parent, putting_off.AWAY, back) == 1
    assert said(town, coordinator, putting_off.WAITS, back) == 1
    assert "Sanne" not in str(coordinator.everything)
    await replies(coach, told_of(coach, "zwemmen"), "Om vijf uur.")
    await town.at(back + DAY)
    assert said(town, parent, overdue.NOT_ANSWERED) == 0


async def test_nothing_is_promised_for_a_day_on_which_the_question_is_gone(
    town: Town, coordinator: Somebody
) -> None:
    coach, parent = await town.coach("bilal"), await town.parent("Sanne")
    await ask(parent, "Hoe laat is het zwemmen?")
    await to_absence(coach, "↔️", "30", "➕", "➕", "4", "✅")  # until Monday 4 January
    assert not any("is er niet" in text for text in parent.everything)
    await town.at(PROMISED)
    await town.at(PROMISED + DAY)
    assert said(town, parent, overdue.NOT_ANSWERED) == 1
    assert said(town, coordinator, overdue.WAITS, NOON) == 1

"""A coach who holds a talk at a school of somebody else asks for another time: in the own hours."""

from datetime import UTC, datetime

from bot.services import left_behind
from tests.stories.test_absence import BILAL, to_absence
from tests.stories.test_booking import coming
from tests.stories.test_desk_talk import open_talk
from tests.stories.test_hours import configured, times_on
from tests.stories.test_left_behind import LOST
from tests.stories.town import Somebody, Town
from tests.stories.ways import book, first_time

SOONEST = datetime(2026, 11, 30, 10, 0, tzinfo=UTC)  # Monday 11:00, in hours of both coaches


async def handed(town: Town) -> tuple[Somebody, Somebody, Somebody]:
    """Anna, Bilal who took over her talk of Tuesday at De Krim, and its parent."""
    anna, bilal = await town.coach("anna"), await town.coach("bilal")
    parent = await town.parent("Joe", "nl", "de_krim")
    await book(parent)
    await to_absence(anna, "↔️", "➕", "1", "4", "✅", "❗", BILAL)
    return anna, bilal, parent


async def ask_for_another_time(coach: Somebody) -> str:
    """Propose the first times that are found."""
    await open_talk(coach, "Joe")
    await coach.tap("🔄")
    return await coach.tap("✅")


async def test_who_stands_in_asks_for_another_time_and_keeps_the_talk(town: Town) -> None:
    anna, bilal, parent = await handed(town)
    told = len(anna.everything)
    await ask_for_another_time(bilal)
    assert BILAL in parent.reads
    await parent.tap("30 november 11:00")
    [talk] = await coming(town, parent)
    assert (talk.coach, talk.school, talk.start) == ("bilal", "de_krim", SOONEST)
    assert parent.phone.last is not None
    assert BILAL in parent.phone.last.content["caption"]
    assert len(anna.everything) == told
    assert town.app is not None
    reader = town.app.office.database.reader
    assert await left_behind.find(reader, town.config, town.clock()) == []


async def test_a_time_of_a_stand_in_that_is_gone_leads_to_others_of_the_same_coach(
    town: Town,
) -> None:
    _, bilal, parent = await handed(town)
    await ask_for_another_time(bilal)
    await book(await town.parent("Noor"))  # Monday 11:00
    gone = await parent.tap("30 november 11:00")
    assert gone.startswith(town.outcome("proposal", "taken"))
    await parent.tap(parent.buttons[0])
    [talk] = await coming(town, parent)
    assert talk.coach == "bilal"


async def test_a_parent_who_chooses_freely_goes_back_to_the_own_coach(town: Town) -> None:
    anna, bilal, parent = await handed(town)
    await ask_for_another_time(bilal)
    await parent.tap("🔄")
    await first_time(parent)
    await parent.tap("✅")
    [talk] = await coming(town, parent)
    assert talk.coach == "anna"
    assert "Joe" in anna.reads
    assert "Joe" in bilal.reads
    other = await town.parent("Noor", "nl", "slagharen")
    assert "09:00" not in await times_on(other, "dinsdag 1 december")  # Bilal cannot be there


async def test_a_coach_who_lost_the_school_asks_for_another_time_in_the_hours_that_are_left(
    town: Town,
) -> None:
    anna, parent = await town.coach("anna"), await town.parent("Joe", "nl", "de_krim")
    await book(parent)
    await configured(town, *LOST)
    await town.quiet()
    await ask_for_another_time(anna)
    await parent.tap("30 november 11:00")
    [talk] = await coming(town, parent)
    assert (talk.coach, talk.start) == ("anna", SOONEST)

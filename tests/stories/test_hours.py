"""A coach changes the bookable week: parents see it at once, and no booked talk moves."""

import re

from bot.services.hours import NO_CLOCK, OFF_GRID
from bot.settings import read_config
from tests.stories.conftest import EXAMPLE
from tests.stories.town import Somebody, Town
from tests.stories.ways import all_times, book, to_days


async def to_hours(coach: Somebody, *taps: str) -> str:
    """Go from the menu to the coach's hours, over these buttons."""
    await coach.type("/menu")
    await coach.tap("⏰")
    for label in taps:
        await coach.tap(label)
    return coach.reads


async def week_of(town: Town, coach: str) -> list[tuple[object, ...]]:
    """Read a coach's hours from the database: school, weekday, and hours of the day."""
    rows = await town.rows(
        """SELECT school, weekday, start, end FROM weekly_hours
           WHERE coach = ? ORDER BY weekday, start""",
        coach,
    )
    return [(school, day, start / 60, end / 60) for school, day, start, end in rows]


async def configured(town: Town, *changes: tuple[str, str]) -> None:
    """Stop the program, change the example configuration, and start it again."""
    text = EXAMPLE.read_text("utf-8")
    for old, new in changes:
        text, count = re.subn(old, new, text, flags=re.MULTILINE)
        assert count, old
    path = town.data / "kansencoach.toml"
    path.write_text(text, "utf-8")
    await town.stop_program()
    town.config = read_config(path)
    await town.start_program()


async def times_on(parent: Somebody, day: str) -> list[str]:
    """Read the free times of a day."""
    await to_days(parent)
    while not any(day in button for button in parent.buttons):
        await parent.tap("➕")
    await parent.tap(day)
    if not parent.buttons[0][0].isdigit():
        await parent.tap(parent.buttons[0])
    return await all_times(parent)


async def test_hours_are_added_changed_and_taken_away_and_parents_see_it_at_once(
    town: Town,
) -> None:
    bilal, parent = await town.coach("bilal"), await town.parent("Sanne", "nl", "slagharen")
    week = await to_hours(bilal)
    assert "🏫 Voorbeeldschool Slagharen\ndinsdag 09:00–12:00\nvrijdag 09:00–12:00" in week
    await to_hours(bilal, "Uren erbij")
    for label in ("Slagharen", "woensdag", "14:00"):
        await bilal.tap(label)
    await bilal.type("15u05")
    assert bilal.reads.startswith(town.outcome("desk_add", "added"))
    assert "woensdag 14:00–15:05" in bilal.reads
    assert await times_on(parent, "2 december") == ["14:00", "14:15", "14:30"]
    await bilal.tap("wo 14:00")
    await bilal.tap("🔄")
    await bilal.type("13u30")
    await bilal.tap("14:00")
    assert bilal.reads.startswith(town.outcome("desk_change", "changed"))
    assert await times_on(parent, "2 december") == ["13:30"]
    await bilal.tap("wo 13:30")
    await bilal.tap("❌")
    assert bilal.reads.startswith(town.outcome("desk_line", "removed"))
    await to_days(parent)
    assert not any("2 december" in button for button in parent.buttons)
    assert ("slagharen", 2, 13.5, 14.0) not in await week_of(town, "bilal")


async def test_a_booked_talk_stays_when_the_hours_go_and_the_coach_sees_which(town: Town) -> None:
    bilal, parent = await town.coach("bilal"), await town.parent("Sanne", "nl", "slagharen")
    await book(parent)  # Tuesday at nine
    booked = await town.booked()
    await to_hours(bilal, "di 09:00", "❌")
    assert bilal.reads.startswith(town.outcome("desk_line", "outside"))
    assert "1 afspraak" in bilal.reads
    assert bilal.buttons[0] == "❗ 1 dec 09:00 Sanne"
    await bilal.tap("Sanne")
    assert "Sanne" in bilal.reads
    assert await town.booked() == booked
    # Hours at another school are none for this talk.
    await to_hours(bilal, "Uren erbij", "Hardenberg", "dinsdag", "08:00", "10:00")
    await to_hours(bilal, "❗")
    assert bilal.buttons[0] == "❗ 1 dec 09:00 Sanne"
    await to_hours(bilal, "di 08:00", "❌")
    assert bilal.reads.startswith(town.outcome("desk_line", "removed"))
    await to_hours(bilal, "Uren erbij", "Slagharen", "dinsdag", "08:00", "10:00")
    assert not any("❗" in button for button in bilal.buttons)


async def test_hours_that_overlap_end_before_they_start_or_are_no_time_are_refused_in_words(
    town: Town,
) -> None:
    bilal = await town.coach("bilal")
    before = await week_of(town, "bilal")
    await to_hours(bilal, "Uren erbij", "Slagharen", "maandag")
    for typed, words in (("half tien", NO_CLOCK), ("24u10", NO_CLOCK), ("9u07", OFF_GRID)):
        await bilal.type(typed)
        assert bilal.reads.startswith(town.says(words.words))
    await bilal.type("16u00")
    await bilal.type("15u00")
    assert bilal.reads.startswith(town.outcome("desk_add", "backwards"))
    await bilal.tap("17:00")  # at Hardenberg until 16:30
    assert bilal.reads.startswith(town.outcome("desk_add", "overlap"))
    assert await week_of(town, "bilal") == before
    await bilal.tap("16:30")
    await bilal.tap("17:00")
    assert bilal.reads.startswith(town.outcome("desk_add", "added"))
    await bilal.tap("ma 16:30")
    await bilal.tap("🔄")
    await bilal.type("16u00")
    await bilal.tap("17:00")
    assert bilal.reads.startswith(town.outcome("desk_change", "overlap"))
    assert ("slagharen", 0, 16.5, 17.0) in await week_of(town, "bilal")


async def test_what_a_coach_changed_stays_until_the_configuration_says_something_new_there(
    town: Town,
) -> None:
    bilal = await town.coach("bilal")
    await to_hours(bilal, "di 09:00", "❌")
    await to_hours(bilal, "Uren erbij", "Hardenberg", "vrijdag", "13:00", "15:00")
    own = await week_of(town, "bilal")
    await town.restart()
    assert await week_of(town, "bilal") == own
    await configured(town, (r"^hardenberg = .*$", 'hardenberg = ["monday 09:00-12:00"]'))
    assert await week_of(town, "bilal") == [
        ("hardenberg", 0, 9.0, 12.0),
        ("slagharen", 4, 9.0, 12.0),
    ]


async def test_a_school_that_a_coach_lost_meanwhile_gets_no_hours(town: Town) -> None:
    bilal = await town.coach("bilal")
    await to_hours(bilal, "Uren erbij", "Slagharen", "woensdag", "14:00")
    lost = [(r'schools = \["hardenberg", "slagharen"\]', 'schools = ["hardenberg"]')]
    await configured(town, *lost, (r"^slagharen = .*$", ""))
    await bilal.tap("15:00")
    assert bilal.reads.startswith(town.outcome("desk_add", "lost"))
    assert "Slagharen" not in bilal.reads
    assert not [row for row in await week_of(town, "bilal") if row[0] == "slagharen"]

"""The configuration takes a school or a coach away while talks are booked: they stay."""

from bot.services import left_behind
from storage.database import Connection
from tests.stories.test_absence import to_absence
from tests.stories.test_hours import configured
from tests.stories.town import Somebody, Town
from tests.stories.ways import book

LOST = [
    (r'"gramsbergen", "de_krim", "lutten"\]\n\[coaches', '"gramsbergen", "lutten"]\n[coaches'),
    (r"^de_krim = .*$", ""),
]
GONE = [(r'(?s)\[\[coaches\]\]\nid = "anna".*?\n\n', "")]


def told(somebody: Somebody, school: str) -> list[str]:
    """Read what a coach or coordinator was told about a school."""
    return [text for text in somebody.everything if f"coach van {school}" in text]


async def _found(town: Town) -> list[left_behind.Left]:
    assert town.app is not None
    reader: Connection = town.app.office.database.reader
    return await left_behind.find(reader, town.config, town.clock())


async def test_a_coach_who_loses_a_school_keeps_the_talks_and_hears_it_once(town: Town) -> None:
    anna, dina = await town.coach("anna"), await town.coach("coordinator")
    parent = await town.parent("Sanne", "nl", "de_krim")
    await book(parent)
    booked = await town.booked()
    await configured(town, *LOST)
    await town.quiet()
    school = "Voorbeeldschool De Krim"
    assert len(told(anna, school)) == len(told(dina, school)) == 1
    assert "1 afspraak" in told(anna, school)[0]
    assert "Sanne" not in "".join(dina.everything)
    await town.after(hours=20)
    await town.restart()
    await town.quiet()
    assert len(told(anna, school)) == len(told(dina, school)) == 1
    assert await town.booked() == booked
    assert "Sanne" in await anna.type("/agenda")
    await parent.type("/menu")
    await parent.tap("📋")
    await parent.tap(parent.buttons[0])
    assert "Voorbeeldcoach Anna" in parent.reads
    assert [(item.coach, item.school) for item in await _found(town)] == [("anna", "de_krim")]


async def test_the_coordinator_hears_of_the_talks_of_a_coach_who_is_gone(town: Town) -> None:
    anna, dina = await town.coach("anna"), await town.coach("coordinator")
    for name, school in (("Sanne", "de_krim"), ("Noor", "lutten")):
        await book(await town.parent(name, "nl", school))
    text = len(anna.everything)
    await configured(town, *GONE)
    await town.quiet()
    assert len(anna.everything) == text
    assert await town.rows("SELECT chat FROM coach_links WHERE coach = 'anna'") == []
    assert (
        len(told(dina, "Voorbeeldschool De Krim")) == len(told(dina, "Voorbeeldschool Lutten")) == 1
    )
    assert len(await town.booked()) == 2


async def test_a_talk_that_a_colleague_took_over_is_not_left_behind(town: Town) -> None:
    anna, _ = await town.coach("anna"), await town.coach("bilal")
    await book(await town.parent("Sanne", "nl", "de_krim"))
    await to_absence(anna, "1️⃣", "➕", "1", "✅", "❗", "🤝")
    assert [coach for _, _, coach, _ in await town.booked()] == ["bilal"]
    assert await _found(town) == []

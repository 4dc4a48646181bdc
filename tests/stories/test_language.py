"""The language is found without reading Dutch, and changed in two taps from anywhere."""

import pytest

from bot.settings import LANGUAGES, Config
from bot.simulator import Fault
from tests.stories.test_reminding import DUE, booked
from tests.stories.town import Town
from tests.stories.ways import first_time, to_days


@pytest.fixture
def config(everybodys: Config) -> Config:
    return everybodys


async def test_the_languages_stand_in_their_own_names_the_phones_own_first(town: Town) -> None:
    assert town.app is not None
    parent = town.somebody(language="uk")
    told = await parent.start("school_hardenberg")
    assert town.says("Choose your language.", "uk") in told
    assert parent.buttons[0] == "Українська"
    own = {town.app.office.languages.own_name(code) for code in LANGUAGES}
    assert set(parent.buttons[:13]) == own
    assert len(own) == 13


async def test_two_taps_in_the_middle_of_booking_keep_what_was_answered(town: Town) -> None:
    parent = await town.parent("Sanne", "en")
    await to_days(parent)
    before = await parent.place()
    await parent.tap("🌐")
    told = await parent.tap("Polski")
    assert town.says("📅 Which day is good for you?", "pl") in told
    assert await parent.place() == before
    days = [button for button in parent.buttons if "grudnia" in button]
    await parent.tap(days[0])


async def test_who_leaves_dutch_in_the_middle_is_asked_for_an_interpreter_and_loses_nothing(
    town: Town,
) -> None:
    coach = await town.coach("bilal")
    parent = await town.parent()
    await to_days(parent)
    day = parent.buttons[1]
    await first_time(parent, 1)
    await parent.tap("🌐")
    told = await parent.tap("English")
    assert "interpreter" in told
    told = await parent.tap("✅")
    assert told.startswith("Is this right?")
    await parent.tap("✅")
    assert day in coach.reads
    assert "🗣️ Tolk: ja" in coach.reads


async def test_two_taps_under_a_reminder_show_it_in_the_other_language(town: Town) -> None:
    parent = await booked(town)
    await town.at(DUE[0])
    await parent.tap("🌐")
    told = await parent.tap("العربية")
    assert "الخميس، 10 كانون الأول" in told
    assert town.says("✅ Yes, it is good", "ar") in parent.buttons
    await parent.tap(town.says("✅ Yes, it is good", "ar"))
    assert parent.reads.startswith(town.says("Thank you. The coach knows.", "ar"))


async def test_help_is_shown_again_in_the_other_language(town: Town) -> None:
    parent = await town.parent()
    await parent.tap("🆘")
    await parent.tap("🌐")
    told = await parent.tap("Türkçe")
    assert town.says("Good. We go on in this language.", "tr") in told
    assert "112" in told


async def test_the_command_leads_there_too(town: Town) -> None:
    parent = await town.parent()
    await parent.type("/language")
    await parent.tap("Deutsch")
    assert town.says("📅 Make an appointment", "de") in parent.buttons


async def test_where_the_language_is_asked_no_button_leads_to_it(town: Town) -> None:
    parent = await town.parent()
    await parent.tap("🌐")
    assert not any("🌐" in button for button in parent.buttons)


@pytest.mark.parametrize("town", ["straight"], indirect=True)
async def test_each_of_the_two_taps_takes_three_calls_at_most(town: Town) -> None:
    parent = await town.parent()
    for label, most in (("🌐", 2), ("Polski", 3)):
        town.simulator.faults.add(Fault("sendMessage", status=200, delay=0.1))
        calls = len(town.simulator.calls)
        await parent.tap(label)
        made = [call.method for call in town.simulator.calls[calls:] if call.method != "getUpdates"]
        assert len(made) == most, made

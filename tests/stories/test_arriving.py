"""A parent arrives, is welcomed in the own language, and learns who the coach is."""

from tests.stories.town import Town
from tests.stories.ways import book


async def test_a_new_parent_is_welcomed_step_by_step(town: Town) -> None:
    parent = town.somebody("Sanne", "nl")
    await parent.start()
    assert "Kies uw taal." in parent.reads
    assert "Choose your language." in parent.reads
    assert parent.buttons[0] == "Nederlands"

    await parent.tap("Nederlands")
    assert "kansencoach" in parent.reads
    await parent.tap("✅")
    assert "🔒" in parent.reads
    assert "14 0523" in parent.reads
    await parent.tap("✅")
    assert "Sanne" in parent.buttons
    await parent.tap("Sanne")
    await parent.tap("Voorbeeldschool Hardenberg")
    assert "Voorbeeldcoach Bilal" in parent.reads
    assert any("📅" in button for button in parent.buttons)
    assert any("🆘" in button for button in parent.buttons)


async def test_the_language_of_the_phone_is_offered_first_by_its_own_name(town: Town) -> None:
    parent = town.somebody("Noor", "ar")
    await parent.start()
    assert parent.buttons[:3] == ["العربية", "Nederlands", "English"]
    await parent.tap("العربية")
    assert "kansencoach" in parent.reads
    assert parent.reads != parent.everything[0]
    assert "I am" not in parent.reads


async def test_the_link_of_a_school_skips_the_question_for_the_school(town: Town) -> None:
    parent = await town.parent(school="lutten")
    coach = town.config.coach_of("lutten")
    assert coach is not None
    assert coach.name in parent.reads
    assert not any("Welke school" in text for text in parent.everything)


async def test_a_parent_may_type_another_name(town: Town) -> None:
    parent = town.somebody("x_Sanne_x", "nl")
    await parent.start("school_hardenberg")
    await parent.tap("Nederlands")
    await parent.tap("✅")
    await parent.tap("✅")
    await parent.type("Mevrouw  Jansen")
    coach = await town.coach("bilal")
    await book(parent)
    assert any("Mevrouw Jansen" in text for text in coach.everything)


async def test_my_school_is_not_listed_leads_to_a_person_to_call(town: Town) -> None:
    parent = town.somebody("Sanne", "nl")
    await parent.start()
    await parent.tap("Nederlands")
    await parent.tap("✅")
    await parent.tap("✅")
    await parent.tap("Sanne")
    await parent.tap("❓")
    assert "14 0523" in parent.reads
    await parent.tap("↩️")
    assert "Voorbeeldschool Hardenberg" in parent.buttons


async def test_the_seventh_school_is_on_the_next_page_of_the_same_message(town: Town) -> None:
    parent = town.somebody("Sanne", "nl")
    await parent.start()
    for label in ("Nederlands", "✅", "✅", "Sanne"):
        await parent.tap(label)
    assert "Voorbeeldschool Lutten" not in parent.buttons
    messages = len(parent.phone.messages)
    await parent.tap("➕")
    assert "Voorbeeldschool Lutten" in parent.buttons
    assert len(parent.phone.messages) == messages
    await parent.tap("↩️")
    assert "Voorbeeldschool Gramsbergen" in parent.buttons


async def test_the_link_of_another_school_asks_before_it_changes_the_school(town: Town) -> None:
    parent = await town.parent(school="hardenberg")
    await parent.start("school_lutten")
    assert "Voorbeeldschool Lutten" in parent.reads
    await parent.tap("✅")
    coach = town.config.coach_of("lutten")
    assert coach is not None
    assert coach.name in parent.reads


async def test_menu_help_and_privacy_answer_in_any_state(town: Town) -> None:
    parent = town.somebody("Sanne", "nl")
    await parent.start()
    await parent.type("/help")
    for number in ("112", "0900-8844", "0800-2000", "0800-0432", "113"):
        assert number in parent.reads
    await parent.tap("↩️")
    assert "Nederlands" in parent.buttons
    await parent.type("/privacy")
    assert "🔒" in parent.reads
    await parent.type("/menu")
    assert any("🆘" in button for button in parent.buttons)


async def test_language_and_school_can_be_changed_from_the_menu(town: Town) -> None:
    parent = await town.parent()
    await parent.tap("⚙️")
    await parent.tap("🌐")
    await parent.tap("English")
    assert "What do you want to change?" in parent.reads
    await parent.tap("🏫")
    await parent.tap("Slagharen")
    coach = town.config.coach_of("slagharen")
    assert coach is not None
    assert coach.name in parent.reads


async def test_commands_and_descriptions_are_registered_in_every_language(town: Town) -> None:
    await town.simulator.wait(lambda: set(town.simulator.short_descriptions) >= {"nl", "en", "ar"})
    names = {"start", "menu", "help", "language", "privacy"}
    for language in ("", "nl", "en", "ar"):
        told = town.simulator.commands["default", language]
        assert {command["command"] for command in told} == names
    assert town.simulator.descriptions["nl"] != town.simulator.descriptions["ar"]

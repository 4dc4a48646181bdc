"""Which texts are the same for everybody, and what their recordings are called."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.conversation.words import InLanguage, Lines, Local, Say, Value, say
from bot.i18n import Languages
from bot.i18n.template import sentences
from bot.services.heard import BUTTON, BUTTONS, heard, is_staff
from bot.services.values import call, help_line
from bot.services.world import read_conversations
from bot.settings import LANGUAGES, Config
from bot.speech.fixed import ANY_DAY, Fixed
from bot.speech.parts import Part, Reading, Shown
from tests.speech.recorded import EXAMPLE, QUESTION, example

NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?-[0-9a-f]{6}")
NO_COACH = "There is no {role} at your school now. Please call {contact}: {phone_number}."
REMINDER = "🔔 You have an appointment.\n\n{when}\n\n{where}\n\nIs this still good?"
FOR_COACHES = (
    "🗓️ My week as a coach",
    "🗓️ My work as a coach",
    "🤒 Ill today",
    "Was this talk held?",
    "🔔 Soon: an appointment",
)
TEMPLATE = r"""
msgid ""
msgstr ""

#: bot/a.py:3 bot/b.toml:4
#: bot/a.py:9
msgid ""
"Say \"yes\".\n"
"No"
msgstr ""

#: bot/c.py:1
msgid "one"
msgid_plural "many"
msgstr[0] ""
"""
NAMES_IT = """
from bot.services.heard import heard
from bot.services.world import read_conversations
from bot.speech.fixed import Fixed
from bot.i18n import Languages
from tests.speech.recorded import example
config = example()
fixed = Fixed(Languages(["nl"]), heard(config, read_conversations()))
print(*fixed.texts("nl"))
"""


def made(config: Config, languages: Languages | None = None) -> Fixed:
    """Find the fixed texts of a municipality."""
    return Fixed(languages or Languages(config.languages), heard(config, read_conversations()))


@pytest.fixture(scope="module", name="fixed")
def _fixed() -> Fixed:
    return made(example())


def shown(fixed: Fixed, value: Value, code: str) -> str:
    """Put a value into a language, as on the phone."""
    return fixed.languages.render(value, code, ANY_DAY)


def with_town(msgid: str) -> Say:
    """Fill in what the municipality fixed."""
    config = example()
    town = config.municipality
    values = {"role": config.role, "contact": town.contact, "phone_number": town.phone}
    return Say(msgid, {name: values[name] for name in values if f"{{{name}}}" in msgid})


def same_for_all() -> Iterator[Value]:
    """Give one text of each kind."""
    config = example()
    yield from (Say(QUESTION), Say("💶 Money and bills"), Say("↩️ Back"), Say("🏫 At school"))
    yield from (Say("The coach is ill."), with_town(NO_COACH), call(config))
    yield from map(help_line, config.help)
    yield from (school.name for school in config.schools)
    yield Say("🏫 {school}", {"school": config.schools[0].name})
    yield Local(config.schools[0].room)
    yield from (Say(BUTTON.msgid, {"number": number}) for number in (1, 12))


@pytest.mark.parametrize("code", LANGUAGES)
def test_what_is_the_same_for_everybody_is_known_in_every_language(fixed: Fixed, code: str) -> None:
    for value in same_for_all():
        text = shown(fixed, value, code)
        name = fixed.id_of(text, code)
        assert fixed.is_fixed(text, code), text
        assert name is not None
        assert NAME.fullmatch(name), name
        assert name in fixed.texts(code)
    own_name = fixed.languages.own_name(code)
    assert (fixed.id_of(own_name, code) or "").startswith("the-name-of-this-language-")


def test_what_somebody_has_for_oneself_is_not_fixed(fixed: Fixed) -> None:
    for text in (
        "Fatima",
        "👤 Voorbeeldcoach Anna",
        "maandag 30 november",
        "📞 06-12345678",
        "",
        "👋",
    ):
        assert not fixed.is_fixed(text, "nl"), text
        assert fixed.id_of(text, "nl") is None
    assert not fixed.is_fixed(shown(fixed, Say(BUTTON.msgid, {"number": BUTTONS + 1}), "nl"), "nl")


def test_a_text_is_fixed_in_its_own_language_only(fixed: Fixed) -> None:
    dutch = shown(fixed, Say(QUESTION), "nl")
    assert not fixed.is_fixed(dutch, "de")
    assert not fixed.is_fixed(dutch, "tlh")  # nobody offers it
    assert fixed.texts("tlh") == {}


def test_of_a_message_with_values_the_lines_without_them_are_fixed(fixed: Fixed) -> None:
    told = Lines(("maandag", "10:00"))
    for code in LANGUAGES:
        text = shown(fixed, Say(REMINDER, {"when": told, "where": "Lutten"}), code)
        first, *_, last = text.split("\n\n")
        assert not fixed.is_fixed(text, code)
        assert fixed.is_fixed(first, code)
        assert fixed.is_fixed(last, code)
        name = fixed.id_of(last, code)
        assert name is not None
        assert name.startswith("is-this-still-good-")


def test_the_largest_piece_without_a_value_is_one_recording() -> None:
    said = Say("One.\nTwo.\n\nThree.\n{name}\n\nFour.")
    fixed = Fixed(Languages(["en"]), {"Here": (said,)})
    assert [*fixed.texts("en").values()] == ["One.\nTwo.", "Three.", "Four.", "English"]


def test_a_message_that_is_read_aloud_is_fixed_where_it_can_be(fixed: Fixed) -> None:
    """As the reader cuts it: the question, each button's number and its label."""
    names = {fixed.languages.own_name(code): code for code in LANGUAGES}
    reading = Reading(
        fixed.is_fixed,
        names.get,
        lambda number, code: shown(fixed, say(BUTTON.msgid, number=number), code),
    )
    labels = tuple(shown(fixed, Say(label), "ar") for label in ("💶 Money and bills", "↩️ Back"))
    seen = Shown(shown(fixed, with_town(NO_COACH), "ar"), (*labels, "Nederlands"), "ar")
    parts: list[Part] = [part for group in reading.groups(seen) for part in group]
    assert len(parts) == 7
    for part in parts:
        assert part.fixed
        assert fixed.id_of(part.shown, part.language), part


def test_of_texts_that_sound_the_same_one_is_recorded() -> None:
    values: tuple[Value, ...] = ("Ja", "✅ Ja", "Ja.", "Ja?", InLanguage("nl", "Nee"))
    fixed = Fixed(Languages(["nl"]), {"Here": values})
    assert fixed.id_of("Ja", "nl") == fixed.id_of("✅ Ja", "nl") == fixed.id_of("Ja.", "nl")
    assert fixed.id_of("Ja?", "nl") != fixed.id_of("Ja", "nl")
    assert [*fixed.texts("nl").values()] == ["Ja", "Ja?", "Nee", "Nederlands"]


def test_the_first_of_two_sentences_that_read_the_same_gives_the_name() -> None:
    values = (Local({"en": "First", "nl": "Zelfde"}), Local({"en": "Second", "nl": "✅ Zelfde"}))
    fixed = Fixed(Languages(["nl", "en"]), {"Here": values, "There": values})
    assert (fixed.id_of("Zelfde", "nl") or "").startswith("first-")
    assert fixed.id_of("✅ Zelfde", "nl") == fixed.id_of("Zelfde", "nl")
    assert list(fixed.by_scene("nl")) == ["Here", "The name of this language"]
    assert len(fixed.texts("en")) == 3


def test_a_long_name_ends_with_a_word_and_a_strange_one_is_called_text() -> None:
    long, strange = "One two three four five six seven eight nine ten", "Да"
    fixed = Fixed(Languages(["nl"]), {"Here": (long, strange)})
    assert (fixed.id_of(long, "nl") or "")[:-7] == "one-two-three-four-five-six-seven-eight"
    assert (fixed.id_of(strange, "nl") or "")[:-7] == "text"


def test_another_phone_number_is_another_recording() -> None:
    """Else parents would hear the old one."""
    config = example()
    town = config.municipality.model_copy(update={"phone": "0523-999999"})
    moved = made(config.model_copy(update={"municipality": town}), Languages(["nl"]))
    before = made(config, Languages(["nl"])).texts("nl")
    told = [text for text in moved.texts("nl").values() if "0523-999999" in text]
    assert told
    assert not {moved.id_of(text, "nl") for text in told} & set(before)
    assert moved.texts("nl").keys() & before.keys()


def test_names_are_the_same_in_every_run(fixed: Fixed) -> None:
    command = [sys.executable, "-c", NAMES_IT]
    env = {"PYTHONHASHSEED": "7"}
    ended = subprocess.run(  # noqa: S603 - ours
        command, cwd=EXAMPLE.parent, capture_output=True, text=True, check=True, env=env
    )
    assert ended.stdout.split() == list(fixed.texts("nl"))


def test_what_only_coaches_read_is_not_to_be_recorded(fixed: Fixed) -> None:
    for msgid in FOR_COACHES:
        assert msgid in sentences(), "the example is gone"
        assert not fixed.is_fixed(shown(fixed, Say(msgid), "nl"), "nl"), msgid
    assert [
        name for name in read_conversations() if name.startswith("coach") and is_staff(name)
    ] == ["coach_notice"]


def test_every_sentence_of_a_parents_dialogue_is_there(fixed: Fixed) -> None:
    """Whoever adds a dialogue, or renames the first one, need not think of this."""
    conversations = read_conversations()
    scenes = fixed.by_scene("en")
    told = set(heard(example(), conversations))
    for dialogue in conversations.values():
        assert (dialogue.title in told) or is_staff(dialogue.name), dialogue.name
    assert next(iter(scenes)) == conversations["welcome"].title
    titles = list(scenes)
    assert titles.index("Making an appointment") < titles.index("An answer of the coach")


def test_without_a_template_only_the_dialogues_count(tmp_path: Path) -> None:
    assert sentences(tmp_path) == {}
    (tmp_path / "messages.pot").write_text(TEMPLATE, "utf-8")
    assert sentences(tmp_path) == {'Say "yes".\nNo': ("bot/a.py", "bot/b.toml")}

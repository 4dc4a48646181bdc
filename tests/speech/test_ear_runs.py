"""A text in two scripts is cut into stretches, each for a voice that can read it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.speech.ear import runs, stretches
from tests.speech.ears import CODES, ear

THOROUGH = settings(deadline=None, max_examples=150, derandomize=True)
LETTERS = st.text(st.sampled_from("abZé 12.,:'\n-محپчїሀለ\u200c"), max_size=30)


@pytest.mark.parametrize(
    ("language", "text", "cut"),
    [
        ("ar", "مدرسة De Roos 2 هنا", [("مدرسة ", "ar"), ("De Roos", "nl"), (" 2 هنا", "ar")]),
        ("ar", "مدرسة Klas 2b هنا", [("مدرسة ", "ar"), ("Klas 2b", "nl"), (" هنا", "ar")]),
        ("ru", "Школа A, класс B.", [("Школа A, класс B.", "ru")]),
        ("ru", "Пишите: Anna de Vries.", [("Пишите: ", "ru"), ("Anna de Vries.", "nl")]),
        ("uk", "Дім\nAnna", [("Дім\n", "uk"), ("Anna", "nl")]),
        ("ti", "ናብ Samen Doen ደውሉ", [("ናብ ", "ti"), ("Samen Doen", "nl"), (" ደውሉ", "ti")]),
        ("nl", "Bel محمد 2 علي nu", [("Bel ", "nl"), ("محمد 2 علي", "ar"), (" nu", "nl")]),
        ("nl", "Bel پروین", [("Bel ", "nl"), ("پروین", "fa")]),
        ("en", "Олена Їжак, Иван", [("Олена Їжак, Иван", "uk")]),
        ("de", "Frau Иванова kommt", [("Frau ", "de"), ("Иванова", "ru"), (" kommt", "de")]),
        ("pl", "Dom ሰላም", [("Dom ", "pl"), ("ሰላም", "ti")]),
        ("bg", "Иванова", [("Иванова", "bg")]),
        ("ar", "سلام Анна Anna", [("سلام ", "ar"), ("Анна ", "ru"), ("Anna", "nl")]),
        ("nl", " … ", [(" … ", "nl")]),
        ("nl", "", []),
    ],
)  # fmt: skip
def test_letters_of_another_script_have_a_voice_of_their_own(
    language: str, text: str, cut: list[tuple[str, str]]
) -> None:
    assert runs(text, language) == cut


@THOROUGH
@given(st.sampled_from(CODES), LETTERS)
def test_put_together_the_stretches_are_the_text(language: str, text: str) -> None:
    cut = runs(text, language)
    assert "".join(part for part, _ in cut) == text
    assert all(code in CODES for _, code in cut)


@pytest.mark.parametrize(
    ("language", "shown", "heard"),
    [
        (
            "ar",
            "اتصلوا بـ \u2068Samen Doen\u2069: \u206806-12345678\u2069.",
            [("اتصلوا بـ", "ar"), ("Samen Doen:", "nl"), ("0 6، 1 2، 3 4، 5 6، 7 8.", "ar")],
        ),
        ("ru", "Пишите в Telegram.", [("Пишите в Телеграм.", "ru")]),
        ("ar", "على WhatsApp؟", [("على", "ar"), ("wots-ep?", "nl")]),
        ("ti", "👤 Anna", [("Anna.", "nl")]),
        ("uk", "Anna\n\nТак", [("Anna.", "nl"), ("Так.", "uk")]),
        ("pl", "Samen Doen", [("Samen Dun.", "pl")]),
        ("nl", "👍", []),
    ],
)
def test_each_voice_gets_its_stretch_made_for_the_ear(
    language: str, shown: str, heard: list[tuple[str, str]]
) -> None:
    assert stretches(shown, language, ear) == heard


@THOROUGH
@given(st.sampled_from(CODES), LETTERS)
def test_no_voice_gets_a_stretch_without_anything_to_say(language: str, text: str) -> None:
    for part, _ in stretches(text, language, ear):
        assert any(map(str.isalnum, part))
        assert part == part.strip()

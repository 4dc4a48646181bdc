"""Sentences and words are told apart in every script that we write."""

import pytest

from bot.catalogs.plain.wording import FILLED, characters, own_words, sentences, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Komt u? Ja! Goed.", ["Komt u?", "Ja!", "Goed."]),
        ("Regel een\nregel twee", ["Regel een", "regel twee"]),
        ("Bel 14 0523. Om 9.30 uur.", ["Bel 14 0523.", "Om 9.30 uur."]),
        ("Hij zei: „Kom.” Ga dan.", ["Hij zei: „Kom.”", "Ga dan."]),
        ("{when}\n\n👤 {coach}", []),
        ("هل تأتون؟ نعم. حسنًا، شكرًا.", ["هل تأتون؟", "نعم.", "حسنًا، شكرًا."]),
        ("ትመጹ ዲኹም፧እወ።ጽቡቕ፣ የቐንየልና።", ["ትመጹ ዲኹም፧", "እወ።", "ጽቡቕ፣ የቐንየልና።"]),
        ("እወ፡፡ ጽቡቕ", ["እወ፡፡", "ጽቡቕ"]),
    ],
)
def test_a_stop_of_each_script_ends_a_sentence(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Om {clock} in 2 e-mails!", ["Om", FILLED, "in", "2", "e-mails"]),
        ("حسنًا، سجّلوه أيضًا", ["حسنًا", "سجّلوه", "أيضًا"]),
        ("نمی\u200cخواهید بیایید؟", ["نمی\u200cخواهید", "بیایید"]),
        ("лікарю м’яко, ім'я", ["лікарю", "м’яко", "ім'я"]),
        ("lo' go'aan 'haa'", ["lo", "go'aan", "haa"]),
        ("ሓደ፡ክልተ፣ ሰለስተ።", ["ሓደ", "ክልተ", "ሰለስተ"]),
        ("într-o zi - mâine", ["într-o", "zi", "mâine"]),
    ],
)
def test_marks_and_joiners_stay_in_their_word(sentence: str, expected: list[str]) -> None:
    (whole,) = sentences(sentence)
    assert words(whole) == expected


def test_numbers_and_what_is_filled_in_are_nobodys_words() -> None:
    assert own_words("Bel {name} om 9:30, of 2e keer.") == ["Bel", "om", "of", "keer"]
    assert characters(" Bel {name}! ") == len("Bel !")

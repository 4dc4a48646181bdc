"""Every text of every language is plain; Dutch as in domain.md, level A2."""

import tomllib
from pathlib import Path

import pytest

from bot.catalogs.plain import frequency
from bot.catalogs.plain.limits import LIMITS
from bot.catalogs.plain.measures import measure
from bot.catalogs.plain.plainness import hard
from bot.catalogs.plain.said import said
from bot.catalogs.plain.wording import own_words
from bot.i18n import catalog_paths

HARD = tomllib.loads(Path(__file__).with_name("hard.toml").read_text("utf-8"))


@pytest.mark.parametrize("code", catalog_paths())
def test_every_text_is_plain(code: str) -> None:
    faults = [
        f"{code}: {item.english!r}: {item.text!r}: {phrase}"
        for item in said(code)
        for phrase in hard(code, item.text, button=item.button)
    ]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("code", catalog_paths())
def test_an_official_letter_is_refused_for_its_words_or_where_nobody_counted_them_its_length(
    code: str,
) -> None:
    for text in HARD[code]:
        phrases = "; ".join(hard(code, text))
        assert ("Zipf" in phrases or "Flesch" in phrases) is (code in LIMITS), (text, phrases)
        assert ("words in" in phrases) is (code not in LIMITS), (text, phrases)


def test_the_words_of_a_language_are_counted_wherever_there_is_a_list() -> None:
    assert {code for code in catalog_paths() if frequency.is_known(code)} == set(LIMITS)


@pytest.mark.parametrize(
    ("code", "text", "fault"),
    [
        (
            "nl",
            "Gezamenlijk inventariseren wij uw individuele ondersteuningsbehoefte.",
            "Flesch-Douma -120, ≥ 60",
        ),
        ("nl", "Kom. Ga. Kijk. Lees.", "4 sentences, ≤ 3"),
        ("nl", "Ik kom en ik ga en ik kom en ik ga met {day}.", "13 words in 'Ik kom"),
        ("nl", "Een ouderbijeenkomst.", "16 letters in 'ouderbijeenkomst', ≤ 14"),
        ("nl", "Een brugfunctie.", "Zipf 1.58 of 'brugfunctie', ≥ 3.0"),
        ("nl", "Ja " * 74, "221 characters, ≤ 220"),
        ("en", "Municipality facilitates individual accommodation availability.", "Flesch -"),
        ("en", "A wearisome talk.", "of 'wearisome', ≥ 3.0"),
        (
            "de",
            "Etwaige Unstimmigkeiten beanstanden Sie unverzüglich.",
            "for a fifth of its words (beanstanden",
        ),
        ("so", "Haa " * 13, "13 words in"),
    ],
)
def test_a_text_that_is_too_hard_is_named_with_measure_and_limit(
    code: str, text: str, fault: str
) -> None:
    assert any(fault in phrase for phrase in hard(code, text)), hard(code, text)


def test_a_label_that_is_too_long_is_named() -> None:
    label = "✅ Ja, ik wil het heel graag"
    assert hard("nl", label, button=True) == ["a label of 27, ≤ 25"]
    assert not hard("nl", label)


def test_what_is_filled_in_counts_as_a_word_and_alone_is_no_sentence() -> None:
    found = measure("nl", "Bel {contact}.\n\n{when}\n👤 {coach}\n\nKomt u?")
    assert (found.sentences, found.longest_sentence.split()[0]) == (2, "Bel")
    assert found.words_in_longest == 2


def test_in_a_short_text_one_word_does_not_decide() -> None:
    assert measure("pl", "Spóźnieniu nie ma końca.").fifth is None
    assert measure("pl", "Spóźnieniu nie ma już końca.").fifth is not None


def test_a_word_that_is_let_through_is_not_rare(tmp_path: Path) -> None:
    (tmp_path / "nl").mkdir()
    (tmp_path / "nl" / "words.txt").write_text("# Of our own.\nBrugFunctie  # because\n", "utf-8")
    assert not hard("nl", "Een Brugfunctie.", locales=tmp_path)


def test_a_language_that_nobody_counted_is_held_to_the_lengths() -> None:
    assert hard("tlh", "Qapla' " * 13) != []
    assert not hard("tlh", "Qapla'.")


def test_arabic_words_are_as_easy_as_their_stems() -> None:
    attached, bare = "ومدرستكم", "مدرسة"  # "and your school", "school"
    assert frequency.zipf(attached, "ar") >= frequency.zipf(bare, "ar") > 4


def test_an_ending_behind_an_apostrophe_or_a_joiner_makes_no_word_rare() -> None:
    assert frequency.zipf("Ankara'dakilerle", "tr") >= frequency.zipf("Ankara", "tr") > 4
    assert frequency.zipf("شماره\u200cام", "fa") >= frequency.zipf("شماره", "fa") > 4


def test_parents_are_addressed_with_u() -> None:
    informal = {"je", "jij", "jou", "jouw", "jullie"}
    for item in said("nl"):
        assert not {word.lower() for word in own_words(item.text)} & informal, item.english

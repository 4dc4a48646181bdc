"""A message is said in the order in which it is read, and each choice by its number."""

from bot.speech.parts import (
    AFTER_LINE,
    AFTER_NUMBER,
    AFTER_PARAGRAPH,
    BEFORE_CHOICES,
    Part,
    Reading,
    Shown,
)

FIXED = {"Is dit goed?", "Ja", "Nee", "Terug"}
READING = Reading(
    is_fixed=lambda text, _: text in FIXED or text == "Eén regel\nen nog een",
    own_language={"Nederlands": "nl", "العربية": "ar", "Choose.": "en"}.get,
    button=lambda number, _: f"Knop {number}:",
)


def said(text: str, *labels: str | None) -> list[str]:
    return [part.shown for part in flat(text, *labels)]


def flat(text: str, *labels: str | None) -> list[Part]:
    return [part for group in READING.groups(Shown(text, labels, "nl")) for part in group]


def test_the_text_comes_first_then_each_choice_by_its_number() -> None:
    assert said("Is dit goed?", "Ja", "Nee") == [
        "Is dit goed?",
        "Knop 1:",
        "Ja",
        "Knop 2:",
        "Nee",
    ]


def test_a_square_without_an_answer_counts_and_is_not_said() -> None:
    assert said("Is dit goed?", None, "Nee")[1:] == ["Knop 2:", "Nee"]


def test_the_name_of_a_language_is_said_in_that_language() -> None:
    languages = [part.language for part in flat("Is dit goed?", "Nederlands", "العربية")]
    assert languages == ["nl", "nl", "nl", "nl", "ar"]


def test_a_line_that_stands_there_in_its_own_language_is_said_in_it() -> None:
    assert [part.language for part in flat("Kies.\nChoose.")] == ["nl", "en"]


def test_what_is_the_same_for_everybody_stays_in_one_piece() -> None:
    assert said("Eén regel\nen nog een\n\nDag Sanne\nTot morgen") == [
        "Eén regel\nen nog een",
        "Dag Sanne",
        "Tot morgen",
    ]


def test_only_what_is_the_same_for_everybody_is_fixed() -> None:
    parts = flat("Dag Sanne\nIs dit goed?", "Ja", "dinsdag 1 december")
    assert [part.shown for part in parts if not part.fixed] == ["Dag Sanne", "dinsdag 1 december"]


def test_a_pause_is_longer_the_more_it_parts() -> None:
    pauses = [part.pause for part in flat("Dag\nSanne\n\nTot morgen", "Ja")]
    assert pauses == [AFTER_LINE, AFTER_PARAGRAPH, BEFORE_CHOICES, AFTER_NUMBER, AFTER_LINE]
    assert sorted(set(pauses)) == [AFTER_NUMBER, AFTER_LINE, AFTER_PARAGRAPH, BEFORE_CHOICES]

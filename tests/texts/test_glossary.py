"""One word for one thing: each catalog keeps to the glossary in its own folder."""

import re
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from bot.catalogs.plain.said import said
from bot.i18n import LOCALES
from bot.settings import LANGUAGES

TERMS = (
    "appointment",
    "coach",
    "school",
    "parent",
    "child",
    "interpreter",
    "question",
    "answer",
    "language",
    "calendar",
    "municipality",
    "colleague",
    "message",
    "photo",
    "button",
    "computer",
)
PLURALS = {"child": "children", "municipality": "municipalities"}
Glossary = dict[str, dict[str, Any]]
Text = tuple[str, str]  # the English sentence, and one text of its translation


def glossary(code: str) -> Glossary:
    """Read the words of a language."""
    return tomllib.loads((LOCALES / code / "glossary.toml").read_text("utf-8"))


def every_text(code: str) -> list[Text]:
    """Give every text of a language; English says its own sentences."""
    return [(item.english, item.text) for item in said(code)]


def says(english: str, term: str) -> bool:
    """Tell whether an English sentence has this word, or more of it."""
    bare = re.sub(r"\{\w+\}", "", english)
    return re.search(rf"\b({term}s?|{PLURALS.get(term, term)})\b", bare, re.IGNORECASE) is not None


def faults(every: list[Text], words: Glossary) -> Iterator[str]:
    """Name each text that has another word for a thing, or none."""
    for term, entry in words.items():
        for english, text in every:
            has = any(form.casefold() in text.casefold() for form in entry["forms"])
            if says(english, term) and not has and english not in entry.get("without", ()):
                yield f"{english!r}: no {entry['word']!r} for {term!r} in {text!r}"
            for never in entry.get("never", ()):
                if never.casefold() in text.casefold():
                    yield f"{english!r}: {never!r} where {entry['word']!r} is meant: {text!r}"


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_glossary_has_the_same_terms(code: str) -> None:
    words = glossary(code)
    assert tuple(words) == TERMS
    for term, entry in words.items():
        assert set(entry) <= {"word", "forms", "never", "without"}, term
        assert entry["word"], term
        assert entry["forms"], term


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_catalog_has_one_word_for_one_thing(code: str) -> None:
    found = list(faults(every_text(code), glossary(code)))
    assert not found, "\n".join(found)


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_sentence_that_does_without_the_word_is_there_and_does(code: str) -> None:
    every = every_text(code)
    for term, entry in glossary(code).items():
        for english in entry.get("without", ()):
            found = [text for known, text in every if known == english]
            assert found, f"{term}: nobody says {english!r}"
            has = [any(form.casefold() in t.casefold() for form in entry["forms"]) for t in found]
            assert not all(has), f"{term}: {english!r} has its word"


def test_another_word_for_the_same_thing_is_named() -> None:
    words = {"coach": {"word": "coach", "forms": ["coach"], "never": ["begeleider"]}}
    every = [("The coach calls.", "De begeleider belt."), ("{coach} calls.", "{coach} belt.")]
    assert list(faults(every, words)) == [
        "'The coach calls.': no 'coach' for 'coach' in 'De begeleider belt.'",
        "'The coach calls.': 'begeleider' where 'coach' is meant: 'De begeleider belt.'",
    ]


def test_what_is_filled_in_is_no_word() -> None:
    assert not says("{coach} calls.", "coach")
    assert says("Coaches and children", "child")

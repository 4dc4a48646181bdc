"""Tells what makes a text hard to read, a phrase each, with the measure and its limit."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import floor
from pathlib import Path

from bot.catalogs.plain.ease import EASE
from bot.catalogs.plain.limits import Limits, limits
from bot.catalogs.plain.measures import Measures, measure
from bot.i18n.catalog import LOCALES

NAMED = 3  # rare words that a phrase names
LOWEST = 0.1  # stands for a measure of nothing, or of less


@dataclass(frozen=True)
class Judged:
    """A measure of a text beside its limit; a strain of 1 is at the limit, more is too hard."""

    strain: float
    phrase: str


def hard(code: str, text: str, *, button: bool = False, locales: Path = LOCALES) -> list[str]:
    """Name each limit that a text with {placeholders} breaks; an empty list is plain."""
    every = judged(code, text, button=button, locales=locales)
    return [found.phrase for found in every if found.strain > 1]


def judged(
    code: str, text: str, *, button: bool = False, locales: Path = LOCALES
) -> tuple[Judged, ...]:
    """Put every measure of a text beside its limit."""
    found, most = measure(code, text, locales), limits(code)
    label = [Judged(len(text) / most.label, f"a label of {len(text)}, ≤ {most.label}")]
    return (*_lengths(found, most), *_rarity(code, found, most), *(label if button else []))


def _lengths(found: Measures, most: Limits) -> Iterator[Judged]:
    longest, word = found.longest_sentence, found.longest_word
    yield _at_most(found.sentences, most.sentences, "sentences")
    yield _at_most(found.words_in_longest, most.words, f"words in {longest!r}")
    yield _at_most(found.characters, most.characters, "characters")
    if most.letters:
        yield _at_most(len(word), most.letters, f"letters in {word!r}")


def _rarity(code: str, found: Measures, most: Limits) -> Iterator[Judged]:
    if most.ease and found.ease is not None and found.scored:
        yield _at_least(found.ease, most.ease, f"{EASE[code].name} {floor(found.ease)}")
    if most.rarest and found.rarest:
        value, word = found.rarest
        yield _at_least(value, most.rarest, f"Zipf {value} of {word!r}")
    if most.fifth and found.fifth is not None:
        named = ", ".join(word for _, word in (found.rare or ())[:NAMED])
        said = f"Zipf {found.fifth} for a fifth of its words ({named})"
        yield _at_least(found.fifth, most.fifth, said)


def _at_most(value: int, limit: int, what: str) -> Judged:
    return Judged(value / limit, f"{value} {what}, ≤ {limit}")


def _at_least(value: float, limit: float, what: str) -> Judged:
    return Judged(limit / max(value, LOWEST), f"{what}, ≥ {limit}")

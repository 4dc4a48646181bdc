"""Measures how hard a text is to read."""

from dataclasses import dataclass
from pathlib import Path

from bot.catalogs.plain import frequency
from bot.catalogs.plain.allowed import are_allowed
from bot.catalogs.plain.ease import EASE
from bot.catalogs.plain.limits import SCORED
from bot.catalogs.plain.wording import characters, own_words, sentences, words
from bot.i18n.catalog import LOCALES

PART = 5  # a fifth of the words of a text
EASY = 8.0  # Zipf: no word is used more


@dataclass(frozen=True)
class Measures:
    """How long and how rare the words and sentences of a text are.

    `ease` and `rare` are None where they cannot be measured: in a language without such a measure,
    and without the extra "texts". `rare` has the words with their Zipf frequencies, rarest first.
    """

    sentences: int
    characters: int
    words: int
    words_in_longest: int
    longest_sentence: str
    longest_word: str
    ease: float | None
    rare: tuple[tuple[float, str], ...] | None

    @property
    def scored(self) -> bool:
        """Whether it has words enough for a measure of all its words together."""
        return self.words >= SCORED

    @property
    def rarest(self) -> tuple[float, str] | None:
        """Give the Zipf frequency of the rarest word, and the word."""
        return self.rare[0] if self.rare else None

    @property
    def fifth(self) -> float | None:
        """Give the Zipf frequency that a fifth of the words stay below."""
        enough = self.rare is not None and len(self.rare) >= SCORED
        return self.rare[len(self.rare) // PART][0] if self.rare and enough else None


def measure(code: str, text: str, locales: Path = LOCALES) -> Measures:
    """Measure a text with {placeholders}."""
    found = sentences(text)
    every = [word for sentence in found for word in words(sentence)]
    own = own_words(text)
    longest = max(found, key=lambda sentence: len(words(sentence)), default="")
    return Measures(
        sentences=len(found),
        characters=characters(text),
        words=len(every),
        words_in_longest=len(words(longest)),
        longest_sentence=longest,
        longest_word=max(filter(str.isalpha, own), key=len, default=""),
        ease=EASE[code].of(len(found), every) if code in EASE else None,
        rare=rated(code, own, locales),
    )


def rated(
    code: str, found: list[str], locales: Path = LOCALES
) -> tuple[tuple[float, str], ...] | None:
    """Give words with their Zipf frequencies, rarest first; those let through are not rare."""
    if not frequency.is_known(code):
        return None
    free = are_allowed(code, locales)
    known = ((_zipf(code, word, free), word) for word in found)
    return tuple(sorted(known, key=lambda item: (item[0], -len(item[1]), item[1])))


def _zipf(code: str, word: str, free: frozenset[str]) -> float:
    return EASY if word.casefold() in free else frequency.zipf(word, code)

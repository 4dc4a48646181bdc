"""Reading ease of the languages for which somebody has measured it: Dutch and English."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

VOWELS = re.compile(r"[aeiouy]+")
# English vowels that are written and not spoken, and those that make two syllables.
SILENT = re.compile(
    r"(?:(?<=[^aeiouyl])|(?<=[aeiouy]l))e(?=$|(?:ly|ful|less|ments?|work|thing|one|body)$)"
    r"|(?:(?<=[^aeiouytdl])|(?<=[aeiouyl]l))e(?=d$)"
    r"|(?:(?<=[^aeiouysxzcghl])|(?<=[aeiouy]l))e(?=s$)"
    r"|(?<=^ev)e(?=ry|ning)"
)
PARTED = re.compile(
    r"(?<![tsc])i(?=[ao])|(?<=rl)i(?=er)|(?<![gq])u(?=a)|e(?=a$)|[aeiouy](?=ing)|i(?=et)"
)


@dataclass(frozen=True)
class Ease:
    """A measure of reading ease: higher is easier."""

    name: str
    formula: Callable[[int, int, int], float]  # sentences, words, syllables
    syllables: Callable[[str], int | None]  # None where it cannot be counted

    def of(self, sentences: int, words: list[str]) -> float | None:
        """Rate so many sentences with these words; None where it cannot be."""
        counted = [self.syllables(word) for word in words]
        syllables = [count for count in counted if count is not None]
        if not sentences or not words or len(syllables) < len(counted):
            return None
        return self.formula(sentences, len(words), sum(syllables))


def flesch_douma(sentences: int, words: int, syllables: int) -> float:
    """Douma's Dutch form of Flesch's reading ease: 60 and more is plain."""
    return 206.835 - 0.93 * words / sentences - 77 * syllables / words


def flesch(sentences: int, words: int, syllables: int) -> float:
    """Flesch's reading ease of English: 60 and more is plain, 80 and more is easy."""
    return 206.835 - 1.015 * words / sentences - 84.6 * syllables / words


def dutch_syllables(word: str) -> int | None:
    """Count syllables where Dutch would be hyphenated; None without pyphen (extra "texts")."""
    hyphens = _hyphens("nl")
    return None if hyphens is None else len(hyphens.positions(word)) + 1


def english_syllables(word: str) -> int:
    """Count the vowels that are heard; hyphens stand too seldom in English words for that."""
    small = word.lower()
    heard = SILENT.sub("", small)
    return max(len(VOWELS.findall(heard)) + len(PARTED.findall(heard)), 1)


EASE = {
    "nl": Ease("Flesch-Douma", flesch_douma, dutch_syllables),
    "en": Ease("Flesch", flesch, english_syllables),
}


@cache
def _hyphens(code: str) -> Any:  # noqa: ANN401 - it has no types
    try:
        import pyphen  # noqa: PLC0415 - an extra, and the bot does without
    except ImportError:
        return None
    return pyphen.Pyphen(lang=code)


def is_installed() -> bool:
    """Tell whether Dutch syllables can be counted."""
    return _hyphens("nl") is not None

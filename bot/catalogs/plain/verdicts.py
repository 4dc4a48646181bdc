"""Judges every text of a language: how hard it is, and how it is spelled."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.catalogs.plain.allowed import FILE, are_allowed
from bot.catalogs.plain.plainness import Judged, judged
from bot.catalogs.plain.said import Said, said, vocabulary
from bot.catalogs.plain.spelling import PROGRAM, unchecked, unknown
from bot.catalogs.plain.wording import JOINERS, own_words
from bot.i18n.catalog import LOCALES

PARTS = re.compile(f"[{JOINERS}]")


@dataclass(frozen=True)
class Verdict:
    """A text, what is wrong with it, and every measure beside its limit."""

    said: Said
    complaints: tuple[str, ...]
    every: tuple[Judged, ...]

    @property
    def nearest(self) -> Judged:
        """Give the measure that is nearest to its limit, or farthest beyond."""
        return max(self.every, key=lambda found: found.strain)

    @property
    def badness(self) -> tuple[int, float, float]:
        """Give what to compare: of texts with the same worst measure, all of them decide."""
        strains = [found.strain for found in self.every]
        return len(self.complaints), max(strains), sum(strains)


def verdicts(code: str, locales: Path = LOCALES) -> list[Verdict]:
    """Judge every text of a language, the worst first."""
    wrong = set(misspelt(code, locales))
    found = [_verdict(code, item, wrong, locales) for item in said(code, locales)]
    return sorted(found, key=lambda one: one.badness, reverse=True)


def misspelt(code: str, locales: Path = LOCALES) -> list[str]:
    """Give the words that neither hunspell nor `words.txt` knows; none where nobody can tell."""
    if unchecked(code):
        return []
    free = are_allowed(code, locales)
    asked = vocabulary(code, locales)
    return [word for word in unknown(code, asked) if word.casefold() not in free]


def _verdict(code: str, item: Said, wrong: set[str], locales: Path) -> Verdict:
    every = judged(code, item.text, button=item.button, locales=locales)
    hard = (found.phrase for found in every if found.strain > 1)
    return Verdict(item, (*hard, *_misspelt(item.text, wrong)), every)


def _misspelt(text: str, wrong: set[str]) -> Iterator[str]:
    own = own_words(text)
    parts = [part for word in own for part in PARTS.split(word)]
    for word in dict.fromkeys([*own, *parts]):
        if word in wrong:
            yield f"{word!r} is known neither to {PROGRAM} nor to {FILE}"

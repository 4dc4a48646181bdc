"""How plain the texts of a language are, all together."""

from dataclasses import dataclass
from pathlib import Path

from bot.catalogs.plain.ease import EASE
from bot.catalogs.plain.measures import PART, Measures, measure, rated
from bot.catalogs.plain.said import said, vocabulary
from bot.catalogs.plain.spelling import unchecked
from bot.catalogs.plain.verdicts import verdicts
from bot.catalogs.plain.wording import own_words
from bot.i18n.catalog import LOCALES, read
from bot.i18n.languages import SOURCE

HARDEST = 5  # words


@dataclass(frozen=True)
class Report:
    """The figures of one language."""

    code: str
    own_name: str
    texts: int
    translated: int
    checked: bool  # by a native speaker
    unspelled: str  # why no dictionary was asked; empty when one was
    longest: int  # words in a sentence
    level: str  # 20th percentile: of the ease of the texts, or of the Zipf frequency of the words
    complaints: int
    hardest: tuple[str, ...]


def report(code: str, locales: Path = LOCALES) -> Report:
    """Count and measure all texts of a language."""
    file = read(code, locales)
    count = sum(bool(message.id) for message in file.messages)
    every = [measure(code, item.text, locales) for item in said(code, locales)]
    return Report(
        code=code,
        own_name=file.own_name,
        texts=count,
        translated=count if code == SOURCE else count - file.untranslated,
        checked=file.checked is True,
        unspelled=unchecked(code),
        longest=max((found.words_in_longest for found in every), default=0),
        level=_level(code, every, locales),
        complaints=sum(len(verdict.complaints) for verdict in verdicts(code, locales)),
        hardest=tuple(_hardest(code, locales)),
    )


def _level(code: str, every: list[Measures], locales: Path) -> str:
    eases = sorted(found.ease for found in every if found.scored and found.ease is not None)
    if eases:
        return f"{EASE[code].name} {eases[len(eases) // PART]:.0f}"
    words = [word for item in said(code, locales) for word in own_words(item.text)]
    rare = rated(code, words, locales)
    return f"Zipf {rare[len(rare) // PART][0]:.1f}" if rare else "-"


def _hardest(code: str, locales: Path) -> list[str]:
    """Give the rarest words; the longest, where nobody has counted words."""
    words = list(dict.fromkeys(word.lower() for word in vocabulary(code, locales)))
    rare = rated(code, words, locales)
    if rare is not None:
        return [word for _, word in rare[:HARDEST]]
    return sorted(words, key=len, reverse=True)[:HARDEST]

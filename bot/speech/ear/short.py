"""Says short forms in full, signs in words, and names as they sound."""

import re
from collections.abc import Iterable
from functools import cache

from bot.speech.ear.words import EarWords, Signs, Table

# A word ends where no letter, digit, vowel sign or joiner goes on; of Arabic and of Latin.
MORE = r"\w\u0300-\u036f\u0610-\u061a\u064b-\u0670\u200c"
START, END = rf"(?<![{MORE}])", rf"(?![{MORE}])"
AND = re.compile(r" ?&[ &]*| \+ ")
PERCENT = re.compile(r"(?<![\d.,])(\d+(?:[.,]\d+)?) ?%|% ?(\d+(?:[.,]\d+)?)")


def in_full(text: str, words: EarWords) -> str:
    """Say short forms in full, then the signs between words."""
    text = replaced(text, words.abbreviations)
    text = signed(_closed(text, words.closing), words.signs)
    return replaced(text, words.said)


def signed(text: str, signs: Signs) -> str:
    """Say & and + and % in words."""
    text = AND.sub(lambda _: f" {signs.and_} ", text)
    return PERCENT.sub(lambda found: signs.percent.format(number=found[1] or found[2]), text)


def replaced(text: str, table: Table) -> str:
    """Say each whole word of a table as the table has it."""
    said = _folded(table)
    return alternatives(table).sub(lambda found: said[found[0].casefold()], text) if table else text


def _closed(text: str, table: Table) -> str:
    """Say words that often end a sentence, and keep the stop when they do."""
    said = _folded(table)

    def full(found: re.Match[str]) -> str:
        return said[found[0].casefold()] + kept_stop(found)

    return alternatives(table).sub(full, text) if table else text


def kept_stop(found: re.Match[str]) -> str:
    """Give the stop of a short form back when it ended a sentence too."""
    following = found.string[found.end() : found.end() + 2]
    new = following[:1] == " " and following[1:].isupper()
    return "." if found[0].endswith(".") and new else ""


@cache
def alternatives(table: Table) -> re.Pattern[str]:
    """Find each of the words that a table has, the longest first."""
    return re.compile(START + one_of(shown for shown, _ in table), re.IGNORECASE)


def one_of(words: Iterable[str]) -> str:
    """Write a pattern for one of these whole words."""
    longest_first = sorted(words, key=len, reverse=True)
    ends = (re.escape(word) + (END if word[-1:].isalnum() else "") for word in longest_first)
    return f"(?:{'|'.join(ends)})"


@cache
def _folded(table: Table) -> dict[str, str]:
    return {shown.casefold(): said for shown, said in table}

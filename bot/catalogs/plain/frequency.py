"""How often a word is used, where wordfreq (of the extra "texts") really knows the language."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from bot.catalogs.plain.wording import MARKS

APOSTROPHE = re.compile("['’]")  # between a word and its ending, as in Telegram'da
ZWNJ = "\u200c"  # the same in Persian, and between a word and what stands before it
# Arabic writes small words and "your" in one with the word, and no list has all of them.
BEFORE = ("وال", "بال", "لل", "ال", "وس", "س", "و", "ف", "ب", "ل", "ك")
BEHIND = ("كم", "وا", "وها", "وه", "ها", "هم", "نا", "ه", "ي")
LEAST_STEM = 3  # letters
STROKES = re.compile(f"[{MARKS}]")


@cache
def is_known(code: str) -> bool:
    """Tell whether there is a list of a language: of another one, wordfreq gives English."""
    wordfreq = _wordfreq()
    return wordfreq is not None and code in wordfreq.available_languages()


@cache
def zipf(word: str, code: str) -> float:
    """Logarithm of how often a word stands in a thousand million words; 0 when in no list.

    A word with something attached is as easy as its stem. Ask only of a language that is known.
    """
    wordfreq: Any = _wordfreq()
    return max(float(wordfreq.zipf_frequency(form, code)) for form in _forms(word, code))


def _forms(word: str, code: str) -> Iterator[str]:
    yield word
    yield max(word.split(ZWNJ), key=len)
    if len(stem := APOSTROPHE.split(word)[0]) >= LEAST_STEM:
        yield stem
    if code == "ar":
        yield from _stems(STROKES.sub("", word))


def _stems(word: str) -> Iterator[str]:
    begun = [word, *(word.removeprefix(part) for part in BEFORE if word.startswith(part))]
    for form in begun:
        for ending in ("", *BEHIND):
            stem = form.removesuffix(ending)
            if form.endswith(ending) and len(stem) >= LEAST_STEM:
                yield stem
                yield re.sub("ت$", "ة", stem)  # how "school" is written when nothing follows


@cache
def _wordfreq() -> Any:  # noqa: ANN401 - it has no types
    try:
        import wordfreq  # noqa: PLC0415 - an extra, and the bot does without
    except ImportError:
        return None
    return wordfreq


def is_installed() -> bool:
    """Tell whether there are any lists at all."""
    return _wordfreq() is not None

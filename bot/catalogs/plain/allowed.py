"""The words that a language's catalog may use although no dictionary or list knows them."""

from functools import cache
from pathlib import Path

from bot.i18n.catalog import LOCALES

FILE = "words.txt"  # one a line; behind a # stands why


@cache
def allowed(code: str, locales: Path = LOCALES) -> tuple[str, ...]:
    """Give the words of `locales/<code>/words.txt`; none where there is no such file."""
    path = locales / code / FILE
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    found = (line.partition("#")[0].strip() for line in lines)
    return tuple(word for word in found if word)


@cache
def are_allowed(code: str, locales: Path = LOCALES) -> frozenset[str]:
    """Give them to compare with, whether a sentence begins with them or not."""
    return frozenset(word.casefold() for word in allowed(code, locales))

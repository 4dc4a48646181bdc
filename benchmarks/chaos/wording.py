"""Reads texts of the phones with the catalogs alone: in which language, and of which moment."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time
from functools import cache
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

from babel import Locale
from babel.messages.pofile import read_po

LOCALES = Path(__file__).parents[2] / "locales"
DATES = {"ar": "ar_SY", "en": "en_GB", "nl": "nl"}
CODES = tuple(DATES)
ISOLATES = re.compile("[\u2066-\u2069\u200e\u200f]")
PLACEHOLDER = re.compile(r"\{\w+\}")
CLOCK = re.compile(r"\b(\d{1,2}):(\d{2})\b")
FEWEST_LETTERS = 4  # of a sentence's own, to be known by
IN_ALL = "Choose your language."  # stands in each language under one another


@cache
def catalog(code: str) -> dict[str, tuple[str, ...]]:
    """Read a catalog: the English sentence -> its forms in this language."""
    with (LOCALES / code / "LC_MESSAGES" / "messages.po").open("rb") as file:
        found = read_po(file, locale=code)
    return {
        _first(entry.id): _forms(entry.string) or _forms(entry.id) for entry in found if entry.id
    }


def plain(text: str) -> str:
    """Take away the signs that only direct the reading."""
    return ISOLATES.sub("", text)


def says(text: str, sentence: str, codes: Iterable[str] = CODES) -> bool:
    """Tell whether a text begins with this English sentence, in one of the languages."""
    head = plain(text).split("\n\n")[0]
    return any(_pattern(form).fullmatch(head) for code in codes for form in catalog(code)[sentence])


def contains(text: str, sentence: str, codes: Iterable[str] = CODES) -> bool:
    """Tell whether a part of a text is this English sentence, in one of the languages."""
    return any(says(part, sentence, codes) for part in plain(text).split("\n\n"))


def languages_of(text: str) -> set[str]:
    """Give the languages that a text is in: of each line that is known in one language only."""
    found: set[str] = set()
    for line in plain(text).splitlines():
        known = _known_in(line.strip())
        if len(known) == 1:
            found |= known
    return found


def moments_in(text: str, zone: ZoneInfo, near: datetime) -> list[datetime]:
    """Find the moments (a line with a day, then one with a time) that a text speaks of, in UTC."""
    lines = plain(text).splitlines()
    found = []
    for line, following in pairwise(lines):
        day, clock = _day(line, near.astimezone(zone).date()), CLOCK.search(following)
        if day and clock:
            wall = datetime.combine(day, time(int(clock[1]), int(clock[2])), zone)
            found.append(wall.astimezone(near.tzinfo))
    return found


def _day(line: str, near: date) -> date | None:
    for number, name in _months():
        if match := re.search(rf"\b(\d{{1,2}})\W+{name}\b", line, re.IGNORECASE):
            year = near.year + (number < near.month - 6)
            return date(year, number, int(match[1]))
    return None


@cache
def _months() -> list[tuple[int, str]]:
    """List the names of the months in all languages, the longest first."""
    names = [
        (number, re.escape(name))
        for code in DATES.values()
        for number, name in Locale.parse(code).months["format"]["wide"].items()
    ]
    return sorted(names, key=lambda pair: -len(pair[1]))


@cache
def _known_in(line: str) -> frozenset[str]:
    return frozenset(
        code for code in CODES if any(pattern.fullmatch(line) for pattern in _lines(code))
    )


@cache
def _lines(code: str) -> list[re.Pattern[str]]:
    """Give every line of a catalog that has enough letters of its own."""
    forms = [
        form for sentence, all_ in catalog(code).items() if sentence != IN_ALL for form in all_
    ]
    lines = {line.strip() for form in forms for line in form.splitlines()}
    return [_pattern(line) for line in lines if _letters(PLACEHOLDER.sub("", line))]


@cache
def _pattern(form: str) -> re.Pattern[str]:
    parts = [re.escape(part) for part in PLACEHOLDER.split(form)]
    return re.compile("(?:.*)".join(parts), re.DOTALL)


def _letters(text: str) -> bool:
    return sum(char.isalpha() for char in text) >= FEWEST_LETTERS


def _first(given: object) -> str:
    return str(given[0] if isinstance(given, tuple) else given)


def _forms(given: object) -> tuple[str, ...]:
    forms = given if isinstance(given, tuple) else (given,)
    return tuple(str(form) for form in forms if form)

"""Says a day of the year in full: the weekday, the number and the month."""

import re
from collections.abc import Iterable
from functools import cache

from bot.speech.ear.forms import in_words, word_before
from bot.speech.ear.short import MORE, kept_stop, one_of
from bot.speech.ear.words import Days, EarWords, Table

DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])"
YEAR = r"\d{4}(?!\d)"
GAP = r"(?P<gap>[,،፣] | – | )"
IN_NUMBERS = re.compile(
    rf"(?<![{MORE}.,:-]){DAY}(?P<sign>[./-])(?P<month>0?[1-9]|1[0-2])(?P=sign)(?P<year>{YEAR})"
)
ISO = re.compile(rf"(?<![{MORE}.,:-])(\d{{4}})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?![{MORE}-])")
CLOCK = r"\d{1,2}[:.]\d\d(?!\d)"


def in_letters(text: str, words: EarWords) -> str:
    """Write a month of numbers in letters, and the word between two days."""
    days = words.days
    text = ISO.sub(r"\3-\2-\1", text)
    text = IN_NUMBERS.sub(lambda found: _lettered(found, days), text)
    return _between(days).sub(lambda found: f"{found[0][:-3]} {days.until} ", text)


def dated(text: str, words: EarWords) -> str:
    """Say days in full, and weekdays before a time."""
    days = words.days
    for shape in _shapes(days):
        text = shape.sub(lambda found: _said(found, days), text)
    return _before_clock(days).sub(lambda found: _full(found[0], days.weekdays), text)


def alone(line: str, words: EarWords) -> str:
    """Say a weekday in full when it is all there is on a line."""
    only = re.fullmatch(_weekday(words.days), line.removesuffix(words.signs.stop))
    return _full(only[0], words.days.weekdays) + words.signs.stop if only else line


def _lettered(found: re.Match[str], days: Days) -> str:
    month = days.months[int(found["month"]) - 1]
    return f"{found['day']} {month} {found['year']}"


def _said(found: re.Match[str], days: Days) -> str:
    part = found.groupdict()
    day, month = int(part["day"]), _full(part["month"], days.short_months)
    number = in_words(days.numbers, day - 1, word_before(found)) or str(day)
    said = days.date.format(day=number, month=month)
    if part["weekday"]:
        said = f"{_full(part['weekday'], days.weekdays)}{part['gap']}{said}"
    if part["year"]:
        said += f" {part['year']}"
    if part.get("last"):
        said += f" {_full(part['last'], days.weekdays)}"
    return said + kept_stop(found)


def _full(shown: str, table: Table) -> str:
    known, name = _known(table), shown.rstrip(".")
    return known.get(name) or known.get(name[:1].lower() + name[1:]) or name


@cache
def _known(table: Table) -> dict[str, str]:
    return {short.rstrip("."): said for short, said in table}


@cache
def _shapes(days: Days) -> tuple[re.Pattern[str], ...]:
    """Find a day in each of the shapes that the screen has for it."""
    weekday, month = _weekday(days), _names(days.short_months, days.months)
    before = rf"(?<![{MORE}.,:/-])(?<!(?<!\d)\d )(?:(?P<weekday>{weekday}){GAP})?"
    last = rf"(?: (?P<last>{weekday}))?" if days.weekday_last else ""
    shapes = [rf"{before}{DAY}\.? (?P<month>{month})(?: (?P<year>{YEAR}))?{last}"]
    if days.month_first:
        after = rf"(?![\d:]|[.,]\d| \d\b)(?:,? (?P<year>{YEAR}))?"
        shapes.append(rf"{before}(?P<month>{month}) {DAY}{after}")
    return tuple(map(re.compile, shapes))


@cache
def _between(days: Days) -> re.Pattern[str]:
    shapes = "|".join(re.sub(r"\?P<\w+>", "?:", shape.pattern) for shape in _shapes(days))
    return re.compile(f"(?:{shapes}) – (?={shapes})")


@cache
def _before_clock(days: Days) -> re.Pattern[str]:
    return re.compile(rf"(?<![{MORE}.]){_weekday(days)}(?=[,،፣]? {CLOCK})")


def _weekday(days: Days) -> str:
    return _names(days.weekdays, [full for _, full in days.weekdays])


def _names(table: Table, full: Iterable[str]) -> str:
    whole = set(full)
    short = {shown.rstrip(".") for shown, _ in table} - whole
    return rf"(?:{one_of(_capitals(whole))}|{one_of(_capitals(short))}\.?)"


def _capitals(words: Iterable[str]) -> set[str]:
    """Add each as it is at the beginning of a sentence."""
    return {form for word in words for form in (word, word[:1].upper() + word[1:])}

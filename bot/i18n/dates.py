"""Days and times in words: the weekday and the month in letters, the part of the day."""

import re
from datetime import date, time
from enum import IntEnum

from babel import Locale
from babel.dates import format_date, format_skeleton

from bot.conversation.words import Dated, Say, say

MORNING = say("{clock} in the morning")
AFTERNOON = say("{clock} in the afternoon")
EVENING = say("{clock} in the evening")
NOON, DUSK = 12, 18  # hours
YEAR = re.compile(r"[\s,،፣]*y(?:\s*'[^']*'\.?)?")  # of a date pattern, with the word that follows
INITIALS = ("cccccc", "ccccc")  # of the first letters of a weekday


class Width(IntEnum):
    """How much of the words of a day is written."""

    FULL = 0
    SHORT_MONTH = 1
    SHORT_DAY = 2  # and the month too


def part_of_day(clock: time) -> Say:
    """Say a time with the part of the day."""
    words = MORNING if clock.hour < NOON else AFTERNOON if clock.hour < DUSK else EVENING
    return Say(words.msgid, {"clock": clock.isoformat("minutes")})


def full(day: date, locale: Locale, today: date, width: Width = Width.FULL) -> str:
    """Weekday, day and month in letters; the year only if it is another one."""
    pattern = str(locale.date_formats["full"].pattern)
    if day.year == today.year:
        pattern = YEAR.sub("", pattern)
    if width >= Width.SHORT_MONTH:
        pattern = pattern.replace("MMMM", "MMM")
    if width >= Width.SHORT_DAY:
        pattern = pattern.replace("EEEE", "EEE")
    return format_date(day, pattern, locale=locale)


def other(value: Dated, locale: Locale, today: date) -> str:
    """Give a day in another form; of a short one the year only if it is another one."""
    match value.form:
        case "short":
            return _short(value.day, locale, year="" if value.day.year == today.year else "y")
        case "initial":  # in letters: Dari's are numbers but for the narrowest
            given = (format_date(value.day, width, locale=locale) for width in INITIALS)
            return next(text for text in given if not any(char.isdigit() for char in text))
        case "month":
            return format_date(value.day, "LLLL y", locale=locale)
        case _:
            return format_date(value.day, "cccc", locale=locale)


def _short(day: date, locale: Locale, year: str) -> str:
    """Give the day and the month in few letters; some languages have numbers there."""
    text = format_skeleton(f"{year}MMMd", day, locale=locale)
    if any(char.isalpha() for char in text):
        return text
    return format_date(day, f"d MMM {year}".strip(), locale=locale)

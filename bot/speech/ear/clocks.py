"""Says a time of the day, and from one time to another."""

import re
from functools import cache

from bot.speech.ear.forms import in_words, last_word, word_before
from bot.speech.ear.short import START, one_of
from bot.speech.ear.words import EarWords, Times

FREE, DONE = r"(?<![\w:.,/-])", r"(?![\d:]|[.,]\d)"
HOUR, MINUTE = r"(?:[01]?\d|2[0-4])", r"[0-5]\d"
CLOCK = rf"{HOUR}:{MINUTE}{DONE}"
DOTTED = rf"{HOUR}\.{MINUTE}{DONE}"  # a time only with its word beside it
HOURS = 24
NEVER = "(?!)"


def clocked(text: str, words: EarWords) -> str:
    """Say every time of the day."""
    times = words.times
    text = _ranges(times).sub(lambda found: _between(found, times), text)
    return _clocks(times).sub(lambda found: _beside(found, times), text)


def _between(found: re.Match[str], times: Times) -> str:
    clocks = {}
    for name in ("from", "to"):
        before = last_word(times.between.partition(f"{{{name}}}")[0]) or word_before(found)
        clocks[name] = _said(found[name], before, times)
    return times.between.format(**clocks)


def _beside(found: re.Match[str], times: Times) -> str:
    clock = found["plain"] or found["led"] or found["dotted"]
    return _said(clock, word_before(found), times)


def _said(clock: str, before: str, times: Times) -> str:
    hour, minute = map(int, re.split("[:.]", clock))
    named = in_words(times.hours, hour % HOURS, before) or str(hour)
    if not minute:
        return times.hour.format(hour=named)
    pattern = times.early if minute <= times.early_until else times.clock
    return pattern.format(hour=named, minute=minute)


@cache
def _clocks(times: Times) -> re.Pattern[str]:
    word = _beside_it(times)
    return re.compile(
        rf"(?:{START}{word} (?P<led>{CLOCK}|{DOTTED})|{FREE}(?P<dotted>{DOTTED})(?= {word})"
        rf"|{FREE}(?P<plain>{CLOCK}))(?: {word})?",
        re.IGNORECASE,
    )


@cache
def _ranges(times: Times) -> re.Pattern[str]:
    word = _beside_it(times)
    lead = times.between.partition("{from}")[0]
    led = rf"(?:{START}{re.escape(lead)})?" if lead.strip() else ""
    return re.compile(
        rf"{led}(?:{START}{word} )?{FREE}(?P<from>{CLOCK})(?: {word})?"
        rf"(?: – |-)(?:{word} )?(?P<to>{CLOCK})(?: {word})?",
        re.IGNORECASE,
    )


def _beside_it(times: Times) -> str:
    return one_of(times.beside) if times.beside else NEVER

"""Finds the form that a number in words has after the word before it."""

import re
from collections.abc import Iterable

from bot.speech.ear.words import Forms

FEW = 40  # characters back to look for that word


def in_words(forms: Iterable[Forms], place: int, before: str) -> str | None:
    """Give the number at this place as it is after a word; None when it is said as a number."""
    fitting = [form for form in forms if before in form.after or not form.after]
    best = max(fitting, key=lambda form: len(form.after), default=None)
    return best.said[place] if best else None


def word_before(found: re.Match[str]) -> str:
    """Give the word that stands before a find."""
    return last_word(found.string[max(0, found.start() - FEW) : found.start()])


def last_word(text: str) -> str:
    """Give the last word of a text, in small letters."""
    return "".join(text.split()[-1:]).casefold()

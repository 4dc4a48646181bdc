"""Cuts a long text into what can be said in one breath: a voice takes memory for all of it."""

import re
from collections.abc import Iterator

MOST = 250  # characters in one breath
ENDS = re.compile(r"(?<=[.!?؟።])\s+")  # after a sentence
SPACES = re.compile(r"\s+")


def breaths(text: str, most: int = MOST) -> list[str]:
    """Cut a text between its sentences; a sentence that is too long, between its words."""
    found = [""]
    for piece in _pieces(text, most):
        joined = f"{found[-1]} {piece}".strip()
        if len(joined) <= most:
            found[-1] = joined
        else:
            found.append(piece)
    return [breath for breath in found if any(map(str.isalnum, breath))]


def _pieces(text: str, most: int) -> Iterator[str]:
    """Give sentences, or words of a sentence that is too long, or parts of such a word."""
    for sentence in ENDS.split(text.strip()):
        if len(sentence) <= most:
            yield sentence
            continue
        for word in SPACES.split(sentence):
            yield from (word[start : start + most] for start in range(0, len(word), most))

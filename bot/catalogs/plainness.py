"""Tells what is hard to read in a text: only the length of sentences, so far."""

import re

MOST_WORDS = 12


def hard(code: str, text: str, *, button: bool = False) -> list[str]:
    """Name what is hard to read."""
    del code, button
    found = [(len(part.split()), part.strip()) for part in re.split(r"[.?!\n]", text)]
    return [f"{n} words in {part!r}, ≤ {MOST_WORDS}" for n, part in found if n > 3 * MOST_WORDS]

"""A language in which each sentence of the catalogs stands in ⟦…⟧, and bears its number."""

import re
from collections.abc import Iterator
from datetime import timedelta

from bot.conversation.words import Dated, Value
from tests.stories.tongues import PLACEHOLDER
from tests.stories.town import MONDAY, Town

CODE, OWN_NAME = "xx", "Pseudo"
SMALL = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
LARGE = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
MARKED = re.compile("⟦([^⟦⟧]*?)([₀-₉]+)⟧")
WORD = re.compile(r"[^\W\d_]+")


class Pseudo:
    """Writes sentences, and reads them back. What is filled in stands outside of the marks."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def translate(self, english: str) -> str:
        """Put the words of a sentence in marks, between the {placeholders}."""
        number = self.numbers.setdefault(english, len(self.numbers) + 1)
        pieces = PLACEHOLDER.split(english)
        return "".join(
            f"⟦{piece}{str(number).translate(SMALL)}⟧"
            if WORD.search(piece) and not PLACEHOLDER.match(piece)
            else piece
            for piece in pieces
        )

    def sentences(self, text: str) -> set[str]:
        """Tell which sentences stand in a text."""
        found = {int(number.translate(LARGE)) for _, number in MARKED.findall(text)}
        return {english for english, number in self.numbers.items() if number in found}


def outside(text: str, inserted: list[str]) -> list[str]:
    """Give the words that stand outside of all marks, and are none of what may be inserted."""
    bare = MARKED.sub("·", re.sub(r"https://\S+", "", text))
    for value in inserted:
        if value in bare:
            bare = re.sub(rf"(?<!\w){re.escape(value)}(?!\w)", "·", bare)
    return WORD.findall(bare)


def dates(town: Town) -> Iterator[str]:
    """Give the days of these weeks, as Babel writes them."""
    for number in range(-40, 100):
        day = (MONDAY + timedelta(days=number)).date()
        forms: list[Value] = [
            day,
            *(Dated(day, form) for form in ("short", "initial", "month", "weekday")),
        ]
        yield from (town.says(value, CODE) for value in forms)

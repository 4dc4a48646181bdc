"""How hard a text may be, in each language."""

from dataclasses import dataclass

from bot.conversation.words import MOST_LABEL


@dataclass(frozen=True)
class Limits:
    """The most, and the least, of each measure; None is not measured in a language.

    `rarest` and `fifth` are Zipf frequencies: of the rarest word of a text, and of the word that
    a fifth of the words of a text are rarer than.
    """

    words: int = 12  # in a sentence
    sentences: int = 3
    characters: int = 220  # without what is filled in
    label: int = MOST_LABEL
    letters: int | None = None  # in a word
    ease: int | None = None
    rarest: float | None = None
    fifth: float | None = None


SCORED = 5  # words: in a shorter text one word decides, and the other measures judge that
# Flesch's 60 is what an ordinary reader of 13 reads with ease, in Dutch (Douma) and in English.
MEASURED = Limits(letters=14, ease=60, rarest=3.0)
# Where words take many endings, each form is rare by itself: a fifth of a text may be.
COUNTED = Limits(fifth=3.0)
LIMITS = {
    "nl": MEASURED,
    "en": MEASURED,
    "ar": COUNTED,
    "uk": COUNTED,
    "pl": COUNTED,
    "tr": COUNTED,
    "fa": Limits(fifth=3.5),
    "ro": COUNTED,
    "bg": COUNTED,
    "ru": COUNTED,
    "de": Limits(fifth=3.5),
}
LENGTHS = Limits()  # ti and so: nobody has counted their words


def limits(code: str) -> Limits:
    """Give the limits of a language; of one that nobody fitted any for, only the lengths."""
    return LIMITS.get(code, LENGTHS)

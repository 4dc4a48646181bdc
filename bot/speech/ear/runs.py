"""Cuts a text into stretches by the script they are written in, each for a voice that reads it."""

import re
from collections.abc import Callable, Iterator

from bot.speech.ear.short import replaced
from bot.speech.ear.spoken import spoken
from bot.speech.ear.words import EarWords

SCRIPTS = {  # the letters and vowel signs of each
    "latin": "A-Za-zªºÀ-ÖØ-öø-ɏ\u0300-\u036fḀ-ỿ",
    "arabic": "\u0610-\u061aؠ-\u065fٮ-ۓە-ۜ۟-\u06e8۪-ۯۺ-ۿݐ-ݿﭐ-﷿ﹰ-ﻼ\u200c",
    "cyrillic": "Ѐ-ԯ",
    "ethiopic": "ሀ-ፚ፝-፟ᎀ-ᎏⶀ-ⷞꬁ-ꬮ",
}
OWN = {"ar": "arabic", "fa": "arabic", "uk": "cyrillic", "ru": "cyrillic", "bg": "cyrillic"}
OWN |= {"ti": "ethiopic"}  # all others are written in Latin letters
PERSIAN, UKRAINIAN = set("پچژگکی"), set("ґєіїҐЄІЇ")  # letters that tell the language
LETTERS = re.compile("|".join(f"(?P<{name}>[{chars}]+)" for name, chars in SCRIPTS.items()))
LEADING = re.compile(r"\A[^\w'\n]*")
FOREIGN = str.maketrans("،؛؟።፧፣", ",;?.?,")  # as a voice of another language knows them
LEAST = 2  # letters that are worth another voice

Piece = tuple[int, int, str]  # where it begins, where it ends, its script


def runs(text: str, language: str) -> list[tuple[str, str]]:
    """Cut a text of a language into (stretch, language), in order and without loss.

    A name in Latin letters in a text that is not is Dutch. What is no letter belongs to the
    language of the text, unless it stands inside a foreign stretch. Put together, the stretches
    are the text.
    """
    found: list[tuple[str, str]] = []
    end = 0
    for begin, stop, script in _foreign(text, OWN.get(language, "latin")):
        found += [
            (text[end:begin], language),
            (text[begin:stop], _language(text[begin:stop], script)),
        ]
        end = stop
    return _worded([*found, (text[end:], language)])


def stretches(text: str, language: str, read: Callable[[str], EarWords]) -> list[tuple[str, str]]:
    """Give what each voice says, in order: (spoken text, language), the empty ones left out.

    The whole is made for the ear first, with the words of its own language: a stretch alone does
    not know where its sentence ends. Then it is cut; of a foreign stretch only the names are said
    as its own language says them.
    """
    cut = _parted(runs(spoken(text, read(language)), language))
    said = [
        (part if code == language else replaced(part.translate(FOREIGN), read(code).said), code)
        for part, code in cut
    ]
    return [(part.strip(), code) for part, code in said if any(map(str.isalnum, part))]


def _parted(cut: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Give the marks with which a stretch begins to the one before: the pause is at its end."""
    for place, (part, code) in enumerate(cut):
        kept = LEADING.sub("", part) if place else part
        after = LEADING.match(cut[place + 1][0]) if place + 1 < len(cut) else None
        yield kept + (after[0] if after else ""), code


def _foreign(text: str, own: str) -> Iterator[Piece]:
    """Give the foreign stretches, each as long as no letter of the text's own script comes."""
    open_: Piece | None = None
    for letters in LETTERS.finditer(text):
        script = str(letters.lastgroup)
        if open_ and (script != open_[2] or "\n" in text[open_[1] : letters.start()]):
            yield from _worth(text, open_)
            open_ = None
        if script != own:
            open_ = (open_[0] if open_ else letters.start(), letters.end(), script)
    if open_:
        yield from _worth(text, open_)


def _worth(text: str, piece: Piece) -> Iterator[Piece]:
    if sum(map(str.isalpha, text[piece[0] : piece[1]])) >= LEAST:
        yield piece


def _language(stretch: str, script: str) -> str:
    match script:
        case "arabic":
            return "fa" if PERSIAN & set(stretch) else "ar"
        case "cyrillic":
            return "uk" if UKRAINIAN & set(stretch) else "ru"
        case "ethiopic":
            return "ti"
    return "nl"


def _worded(cut: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Leave marks and spaces between two stretches with the one before, or the first after."""
    found: list[tuple[str, str]] = []
    waiting = ""
    for part, code in cut:
        if any(map(str.isalnum, part)):
            found.append((waiting + part, code))
            waiting = ""
        elif found:
            found[-1] = (found[-1][0] + part, found[-1][1])
        else:
            waiting += part
    return found or ([(waiting, cut[-1][1])] if waiting else [])

"""The way from a text as it is shown to the text that a voice gets."""

import re
from collections.abc import Callable

from bot.speech.ear.bare import bare
from bot.speech.ear.clocks import clocked
from bot.speech.ear.days import alone, dated, in_letters
from bot.speech.ear.figures import counted, to_number
from bot.speech.ear.pauses import ended, tidied, unabridged
from bot.speech.ear.short import in_full
from bot.speech.ear.words import EarWords

LEFT = re.compile(r" – |[+№%]|(?<=\d)[:-](?=\d)")  # what has no word is a pause
AREA = re.compile(r"(?<![\w.,:-])(0\d{1,3})/(?=\d)")  # 0523/289111
JOINED = re.compile(r"(?<=[^\W\d_])\.(?=\w)|(?<=\w)\.(?=[^\W\d_])")  # a stop without its space


def apart(text: str, words: EarWords) -> str:
    """Part what a stop or a slash joins, now that no short form or date has it."""
    text = AREA.sub(r"\1-", JOINED.sub(". ", text))
    return text.replace("/", words.signs.comma + " ")


def left(text: str, words: EarWords) -> str:
    """Say the signs that nobody said."""
    return LEFT.sub(words.signs.comma + " ", text).replace("€", f" {words.money.euros} ")


# What depends on digits in their shape as shown comes before what takes that shape apart.
STEPS: tuple[Callable[[str, EarWords], str], ...] = (
    in_full, in_letters, apart, to_number, dated, clocked, counted, left,
)  # fmt: skip


def spoken(text: str, words: EarWords) -> str:
    """Text as it is shown -> text as it is to be said; empty when there is nothing to say."""
    text = tidied(bare(text))
    for step in STEPS:
        text = step(text, words)
    lines = ended(unabridged(tidied(text)), words.signs.stop).split("\n")
    return "\n".join(alone(line, words) for line in lines)

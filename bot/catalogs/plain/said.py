"""What is said in a language: every text of its catalog."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel.messages.catalog import Message

from bot.catalogs.extraction import is_button
from bot.catalogs.plain.wording import own_words
from bot.i18n.catalog import LOCALES, first, ids, read, texts
from bot.i18n.languages import SOURCE


@dataclass(frozen=True)
class Said:
    """A text, or one of the plural forms of one; `english` is the msgid, that for one thing."""

    english: str
    text: str
    button: bool


@cache
def said(code: str, locales: Path = LOCALES) -> tuple[Said, ...]:
    """List every text that is translated; of English, every text."""
    return tuple(
        Said(first(message), text, is_button(message))
        for message in read(code, locales).messages
        if message.id
        for text in _texts(message, code)
    )


def _texts(message: Message, code: str) -> tuple[str, ...]:
    if all(texts(message)):
        return texts(message)
    return ids(message) if code == SOURCE else ()  # whose catalog may be empty


def vocabulary(code: str, locales: Path = LOCALES) -> dict[str, Said]:
    """Give every word that is written, with the first text that has it."""
    found: dict[str, Said] = {}
    for item in said(code, locales):
        for word in own_words(item.text):
            found.setdefault(word, item)
    return found

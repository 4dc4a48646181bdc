"""Tells what is wrong with one translation, a phrase each."""

from collections.abc import Iterator

from babel.messages.catalog import Message

from bot.catalogs.extraction import is_button
from bot.conversation.words import MOST_LABEL
from bot.i18n.catalog import Forms, first, ids, misplaced, texts

MOST_TEXT = 4096  # Telegram's limit for a message


def faults(kept: Message, source: Message, forms: Forms | None, *, english: bool) -> Iterator[str]:
    """Name the faults of a translation; `source` is how the sentence stands in the sources.

    The catalog of English may be empty.
    """
    if kept.fuzzy:
        yield "fuzzy: check it, then take the mark away"
    said = texts(kept)
    if not any(said):
        if not english:
            yield "no translation"
        said = ids(source)  # which are then shown
    elif not all(said):
        yield "a plural form has no translation"
    else:
        yield from misplaced(kept, forms)
    for text in filter(None, said):
        yield from _looks(source, text)


def _looks(source: Message, text: str) -> Iterator[str]:
    if (icon := leading_icon(first(source))) != leading_icon(text):
        yield f"it must begin with {icon or 'no icon'}, as the English does: {text!r}"
    if is_button(source) and len(text) > MOST_LABEL:
        yield f"a button of {len(text)} characters, a phone shows {MOST_LABEL}: {text!r}"
    if len(text) > MOST_TEXT:
        yield f"{len(text)} characters, Telegram takes {MOST_TEXT}"


def leading_icon(text: str) -> str:
    """Give the icon that a text begins with, or nothing."""
    word = text.split(maxsplit=1)[0] if text.strip() else ""
    plain = any(char.isalnum() or char in "{}\"'«»“”‘’„¿¡([" for char in word)
    return "" if plain else word

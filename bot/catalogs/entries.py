"""Tells what is wrong with one translation, a phrase each."""

from collections.abc import Iterable, Iterator, Sequence

from babel.messages.catalog import Message

from bot.catalogs.extraction import is_button
from bot.conversation.words import placeholders

MOST_LABEL = 25  # characters, the icon included, that no phone cuts
MOST_TEXT = 4096  # Telegram's limit for a message

Forms = Sequence[set[int]]  # the numbers that each plural form is for


def faults(kept: Message, source: Message, forms: Forms | None, *, english: bool) -> Iterator[str]:
    """Name the faults of a translation; `source` is how the sentence stands in the sources.

    The catalog of English may be empty.
    """
    if kept.fuzzy:
        yield "fuzzy: check it, then take the mark away"
    texts = _texts(kept)
    if not any(texts):
        if not english:
            yield "no translation"
        texts = _ids(source)  # which are then shown
    elif not all(texts):
        yield "a plural form has no translation"
    elif source.pluralizable:
        yield from _plural_placeholders(source, texts, forms)
    else:
        yield from _placeholders(first(source), texts[0])
    for text in filter(None, texts):
        yield from _looks(source, text)


def _plural_placeholders(
    source: Message, texts: Iterable[str], forms: Forms | None
) -> Iterator[str]:
    """A form that is for one number only may say it in a word, without {count}."""
    for place, text in enumerate(texts):
        one = forms is not None and len(forms[place]) == 1
        yield from _placeholders(_ids(source)[-1], text, {"count"} if one else set())


def _placeholders(source: str, text: str, free: Iterable[str] = ()) -> Iterator[str]:
    try:
        wanted, found = set(placeholders(source)), set(placeholders(text))
    except ValueError:
        yield f"a brace without its partner in {text!r}"
        return
    for name in sorted(wanted - found - set(free)):
        yield f"{{{name}}} is missing in {text!r}"
    for name in sorted(found - wanted):
        yield f"{{{name}}} is not known in {text!r}"


def _looks(source: Message, text: str) -> Iterator[str]:
    if (icon := _leading_icon(first(source))) != _leading_icon(text):
        yield f"it must begin with {icon or 'no icon'}, as the English does: {text!r}"
    if is_button(source) and len(text) > MOST_LABEL:
        yield f"a button of {len(text)} characters, a phone shows {MOST_LABEL}: {text!r}"
    if len(text) > MOST_TEXT:
        yield f"{len(text)} characters, Telegram takes {MOST_TEXT}"


def _leading_icon(text: str) -> str:
    """Give the icon that a text begins with, or nothing."""
    word = text.split(maxsplit=1)[0] if text.strip() else ""
    plain = any(char.isalnum() or char in "{}\"'«»“”‘’„¿¡([" for char in word)
    return "" if plain else word


def _ids(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def first(message: Message) -> str:
    """Give the English sentence, the one for one thing."""
    return _ids(message)[0]


def _texts(message: Message) -> tuple[str, ...]:
    string = message.string
    return (string,) if isinstance(string, str) else tuple(text or "" for text in string or ("",))

"""The texts that are the same for everybody, in each language, and the names of their recordings.

A name comes from the English, to be read, and from the words themselves: with other words (a
better translation, another phone number) it is another one, so that nobody hears old words.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from hashlib import sha256

from bot.conversation.words import Local, Say, Value, placeholders
from bot.i18n import Languages
from bot.i18n.languages import UNSEEN

ANY_DAY = date.min  # no text here has a date in it
OPEN = "\0"  # stands in for what is not the same for everybody
MOST_SLUG = 40  # letters of the English in the name of a recording
HEX = 6  # digits of the words in it
UNHEARD = re.compile(r"[^\w?؟፧]|_")  # a question is heard, other than full stops and pictures
OWN_NAME = "the name of this language"


@dataclass(frozen=True, slots=True)
class Text:
    """A text as it is shown, the name of its recording, and the heading it stands under first."""

    shown: str
    name: str
    scene: str


@dataclass(frozen=True)
class Fixed:
    """Which texts are the same for everybody.

    `scenes`: what parents hear, by the heading of where; of a sentence with other {placeholders}
    the lines count that have none. Each language is looked at when it is asked for first.
    """

    languages: Languages
    scenes: Mapping[str, tuple[Value, ...]]
    _found: dict[str, dict[str, Text]] = field(default_factory=dict, init=False, repr=False)

    def is_fixed(self, text: str, language: str) -> bool:
        """Tell whether a text of this language is the same for everybody, whatever its picture."""
        return words(text) in self._by_words(language)

    def id_of(self, text: str, language: str) -> str | None:
        """Name the recording of a text, without its ending; None when it is not fixed."""
        found = self._by_words(language).get(words(text))
        return found.name if found else None

    def texts(self, language: str) -> Mapping[str, str]:
        """Map the name of each recording to its text, in the order in which parents meet it."""
        return {text.name: text.shown for text in self._by_words(language).values()}

    def by_scene(self, language: str) -> Mapping[str, Mapping[str, str]]:
        """Give the same below headings; a heading without any is left out."""
        scenes: dict[str, dict[str, str]] = {}
        for text in self._by_words(language).values():
            scenes.setdefault(text.scene, {})[text.name] = text.shown
        return scenes

    def _by_words(self, language: str) -> dict[str, Text]:
        if language not in self._found:
            known = language in self.languages.codes
            self._found[language] = self._read(language) if known else {}
        return self._found[language]

    def _read(self, language: str) -> dict[str, Text]:
        found: dict[str, Text] = {}  # by the words: what sounds the same is recorded once
        for scene, shown, english in self._said(language):
            heard = words(shown)
            if heard and heard not in found:
                found[heard] = Text(shown, _name(english, heard), scene)
        return found

    @cached_property
    def _values(self) -> list[tuple[str, Value, str]]:
        """Heading, value and English of all that is said, whatever the language."""
        every = [
            (scene, _closed(value)) for scene, values in self.scenes.items() for value in values
        ]
        return [(scene, value, _english(value)) for scene, value in every]

    def _said(self, language: str) -> Iterator[tuple[str, str, str]]:
        """Give heading, text and English of all that is said, its own name last."""
        for scene, value, english in self._values:
            text = self.languages.render(value, language, ANY_DAY).translate(UNSEEN)
            yield from ((scene, shown, name) for shown, name in _pieces(text, english))
        own_name = self.languages.own_name(language)
        yield OWN_NAME.capitalize(), own_name, OWN_NAME


def _closed(value: Value) -> Value:
    """Fill in what is not the same for everybody, so that it can be seen."""
    if not isinstance(value, Say):
        return value
    return Say(value.msgid, dict.fromkeys(placeholders(value.msgid), OPEN) | {**value.values})


def _pieces(text: str, english: str) -> Iterator[tuple[str, str]]:
    """Give the largest pieces that are the same for everybody: all, a paragraph, or a line."""
    for gap in ("\n\n", "\n", None):
        if OPEN not in text:
            yield text, english
            return
        if gap and gap in text:
            parts, names = text.split(gap), english.split(gap)
            named = names if len(names) == len(parts) else [english] * len(parts)
            for part, name in zip(parts, named, strict=True):
                yield from _pieces(part, name)
            return


def _english(value: Value) -> str:
    """Give the English of a value, with its values; what the municipality wrote as it stands."""
    match value:
        case Say(msgid, values):
            return msgid.format(**{name: _english(item) for name, item in values.items()})
        case Local(texts):
            return texts.get("en") or next(iter(texts.values()), "")
        case other:
            return str(other)


def words(text: str) -> str:
    """Leave out what is not heard: pictures, capitals, spaces, and most marks."""
    return UNHEARD.sub("", text.casefold())


def _name(english: str, heard: str) -> str:
    """Name a recording: an English to be read, and what no other words have."""
    slug = re.sub(r"[^a-z0-9]+", "-", english.lower()).strip("-")
    if len(slug) > MOST_SLUG:
        slug, _, _ = slug[: MOST_SLUG + 1].rpartition("-")  # at the end of a word
    return f"{slug or 'text'}-{sha256(heard.encode()).hexdigest()[:HEX]}"

"""A message as it is said: stretch by stretch, and how long nothing is heard between them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

AFTER_LINE, AFTER_PARAGRAPH = 0.3, 0.5  # seconds
AFTER_NUMBER, BEFORE_CHOICES = 0.1, 0.7


@dataclass(frozen=True, slots=True)
class Part:
    """What is said in one breath. `shown` is the text as it stands in the message.

    `fixed`: the same for everybody, so that it may be recorded, and kept on disk.
    """

    shown: str
    language: str
    pause: float
    fixed: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A message as it stands on the phone: its text, and the labels of its buttons in order.

    A label that is no answer (an empty square of a calendar) is None: it counts, but is not said.
    """

    text: str
    labels: tuple[str | None, ...]
    language: str


@dataclass(frozen=True)
class Reading:
    """What reading aloud knows of texts.

    `is_fixed` tells whether a text in a language is the same for everybody; `own_language` of which
    language a text is that stands there in its own: the name of a language. `button` gives
    "Button 2:" in a language.
    """

    is_fixed: Callable[[str, str], bool]
    own_language: Callable[[str], str | None]
    button: Callable[[int, str], str]

    def groups(self, shown: Shown) -> list[list[Part]]:
        """Cut a message into what is said, in its order: its text, then each choice by itself."""
        lines = list(self._text(shown.text, shown.language))
        if lines and shown.labels:
            lines[-1] = replace(lines[-1], pause=BEFORE_CHOICES)
        choices = [
            self._choice(number, label, shown.language)
            for number, label in enumerate(shown.labels, 1)
            if label is not None
        ]
        return [[line] for line in lines] + choices

    def _text(self, text: str, language: str) -> Iterator[Part]:
        """Go through the largest pieces that are fixed: all of it, a paragraph, or a line."""
        if self.is_fixed(text, language):
            yield self._part(text, language, AFTER_PARAGRAPH)
            return
        for paragraph in text.split("\n\n"):
            lines = [paragraph]
            if not self.is_fixed(paragraph, language):
                lines = paragraph.splitlines()
            for line in lines:
                last = line is lines[-1]
                yield self._part(line, language, AFTER_PARAGRAPH if last else AFTER_LINE)

    def _choice(self, number: int, label: str, language: str) -> list[Part]:
        """Say which button, then what is on it; the name of a language in that language."""
        told = Part(self.button(number, language), language, AFTER_NUMBER, fixed=True)
        return [told, self._part(label, language, AFTER_LINE)]

    def _part(self, text: str, language: str, pause: float) -> Part:
        spoken = self.own_language(text) or language
        return Part(text, spoken, pause, self.is_fixed(text, spoken))

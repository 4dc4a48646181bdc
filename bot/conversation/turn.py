"""The values of a turn: where a chat is, what was heard, what follows, and what the world says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from bot.conversation.model import Choice, Conversation, Question
from bot.conversation.screen import Screen, Tap
from bot.conversation.words import Value

Answers = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a chat is in a conversation. `given` answers were known before and are not asked."""

    conversation: str
    tag: str
    question: str = ""
    answers: Answers = field(default_factory=dict)
    given: tuple[str, ...] = ()
    page: int = 0

    @property
    def origin(self) -> str:
        """Name it shortly, for a way back to it."""
        return f"{self.conversation}.{self.tag}"

    def without(self, questions: Sequence[Question]) -> "Place":
        """Drop the answers to these questions, save those that were known before."""
        later = {item.id for item in questions} - set(self.given)
        kept = {key: value for key, value in self.answers.items() if key not in later}
        return replace(self, answers=kept, page=0)


def standing_place(conversation: Conversation, about: str) -> Place:
    """Give a standing conversation the place it does not take."""
    tag = about if conversation.about else ""
    answers = {conversation.about: about} if conversation.about else {}
    return Place(conversation.name, tag, conversation.questions[0].id, answers)


@dataclass(frozen=True, slots=True)
class Said:
    """A typed text."""

    text: str


@dataclass(frozen=True, slots=True)
class Shared:
    """A contact card; `own` when it is the sender's."""

    number: str
    own: bool


@dataclass(frozen=True, slots=True)
class Sent:
    """A voice message or a photo: what the messenger calls its file, and the words below it.

    `seconds` is the length of a voice message, `size` in bytes; photos that were sent together
    have one `album`.
    """

    kind: str
    file: str
    words: str = ""
    seconds: int = 0
    size: int = 0
    album: str = ""


@dataclass(frozen=True, slots=True)
class Other:
    """A sticker, a place, a document: nothing a question asked for."""


Heard = Tap | Said | Shared | Sent | Other


@dataclass(frozen=True, slots=True)
class Refused:
    """A reader's answer to what it cannot use: kind words."""

    words: Value


@dataclass(frozen=True, slots=True)
class Turn:
    """What follows from what was heard.

    `place`: where the chat is now. `screens`: messages to send. `settled`: what the tapped
    message becomes, without its buttons; `past`: it only loses them; `redraw`: it becomes the
    one screen, as another page of the same question does; `toast`: what is shown for a moment;
    `aloud`: a language in which the screens are said, and not shown.
    `deed`: what is to be done,
    at `scene`, before the turn goes on with `after`.
    """

    place: Place | None
    screens: tuple[Screen, ...] = ()
    settled: Value | None = None
    past: bool = False
    toast: Value | None = None
    redraw: bool = False
    aloud: str | None = None
    deed: str | None = None
    scene: Place | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """How a deed ended: an outcome with words, or None to go on; and what it was about."""

    outcome: str | None = None
    subject: str = ""


class World(Protocol):
    """What is true and available for this person at this moment."""

    def offer(self, name: str, answers: Answers) -> Sequence[Choice]:
        """List the choices of this name."""

    def holds(self, name: str, answers: Answers) -> bool:
        """Tell whether a condition holds."""

    def read(self, name: str, heard: Said | Shared | Sent, answers: Answers) -> str | Refused:
        """Read an answer that was typed, shared or sent."""

    def value(self, name: str, answers: Answers) -> Value:
        """Give the value of a {placeholder}."""

    def knows(self, about: str, tag: str) -> bool:
        """Tell whether this person may see the thing a conversation is about."""

    def spell(self, value: Value) -> str:
        """Put a label into the person's language."""

"""Conversations as data: what a dialogue file says, once it has been read and found sound."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.conversation.words import Value

END = "end"  # the outcome of a conversation whose last question was answered without a deed


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer as a button, and where it leads; without a way of its own: the next question.

    `goes` names a question of this conversation, `begins` another conversation (about
    `subject`), `does` a deed; `resumes` asks the open question again. `always` shows it on every
    page; `when` names the condition under which it is offered. A `blank` only fills its place in
    a grid and cannot be chosen.
    """

    id: str
    label: Value
    helper: Value | None = None
    goes: str | None = None
    begins: str | None = None
    subject: str | None = None
    does: str | None = None
    resumes: bool = False
    always: bool = False
    when: str | None = None
    blank: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A question: its words, and how it can be answered.

    `offers` names a list of choices made in Python, `reads` a reader of typed text, `share` is
    the label of the button that shares the phone number. `does` is done after every answer that
    has no deed of its own. `empty` is said when there is nothing to choose from. `keeps`: a
    tapped message keeps its words and its buttons, and each tap counts: for what changes by the
    day, under words that are not to be lost. `columns`: so many choices stand side by side.
    `back`, `help` and `language` are the ways that stand below the choices; that to another
    language goes with help where the file does not tell.
    """

    id: str
    text: str
    choices: tuple[Choice, ...] = ()
    offers: str | None = None
    reads: str | None = None
    share: str | None = None
    when: str | None = None
    does: str | None = None
    empty: str | None = None
    back: bool = True
    help: bool = True
    language: bool | None = None
    keeps: bool = False
    columns: int = 1

    @property
    def leads_to_languages(self) -> bool:
        """Whether one can change the language from here."""
        return self.help if self.language is None else self.language


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is said after a deed, and what follows.

    `goes` asks a question of this conversation again; `then` shows a standing conversation;
    `resumes` goes back to where the person came from.
    """

    name: str
    text: str | None = None
    goes: str | None = None
    then: str | None = None
    resumes: bool = False


@dataclass(frozen=True, slots=True)
class Conversation:
    """A dialogue: questions in order, and the outcomes of its deeds.

    A `standing` conversation (the menu, a reminder) has one question, takes no place, and its
    buttons stay good. `about` names what its tag must be, such as an appointment of the parent's;
    `refusal` is said to somebody for whom it is not there.
    """

    name: str
    title: str
    questions: tuple[Question, ...]
    outcomes: Mapping[str, Outcome] = field(default_factory=dict)
    standing: bool = False
    about: str | None = None
    refusal: str | None = None

    def question(self, name: str) -> Question | None:
        """Find a question by its id."""
        return next((item for item in self.questions if item.id == name), None)


@dataclass(frozen=True, slots=True)
class Needs:
    """What an entry of a registry must know: answers asked before, and (a deed) its outcomes.

    An answer that ends in "?" may be missing, because its question was skipped.
    """

    answers: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The closed registries: all that a dialogue file can name, by its name."""

    offers: Mapping[str, Needs]
    reads: Mapping[str, Needs]
    when: Mapping[str, Needs]
    does: Mapping[str, Needs]
    values: Mapping[str, Needs]
    about: frozenset[str]

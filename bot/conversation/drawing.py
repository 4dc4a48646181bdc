"""Draws a question: its words, its choices page by page, and the ways that are always there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.conversation import phrases
from bot.conversation.model import Choice, Conversation, Question
from bot.conversation.screen import Button, Screen, Tap
from bot.conversation.turn import Answers, Place, World
from bot.conversation.words import Lines, Say, Value, placeholders

BACK, MORE, AID, TONGUE = "~back", "~more", "~help", "~language"
OPEN = "is_open"  # the one condition that is the engine's own: some question is open
PAGE = 6  # choices on a page, besides those that are always there
ROWS = 7  # on a page of a grid: a month, under the names of its days
BLANK, DOT = "~blank", "·"  # the answer of a choice that cannot be chosen, and how one looks
SHOWN = "~page"  # which page is shown: an answer as well, for a list or a text that goes by it


@dataclass(frozen=True, slots=True)
class Drawing:
    """A conversation at a place, as this world shows it."""

    conversation: Conversation
    place: Place
    world: World
    is_open: bool = False  # another question is open, to which one can go back

    def screen(self, question: Question, lead: Value | None = None) -> Screen:
        """Draw a question, below a lead sentence if there is one."""
        options = self.options(question)
        empty = question.empty if question.offers and not self._offered(question) else None
        text: Value = self.words(empty or question.text)
        if lead is not None:
            text = Lines((lead, text), gap=True)
        share = Say(question.share) if question.share else None
        return Screen(text, tuple(self._rows(question, options)), share)

    def words(self, text: str) -> Say:
        """Fill in the {placeholders} of a text."""
        return Say(text, {name: self._value(name) for name in placeholders(text)})

    def options(self, question: Question) -> list[Choice]:
        """List what can be chosen now, of all pages."""
        return [
            choice
            for choice in (*self._offered(question), *question.choices)
            if choice.when is None or self._holds(choice.when)
        ]

    def find(self, question: Question, answer: str) -> Choice | None:
        """Find the choice with this id, if it can (still) be chosen."""
        return next((item for item in self._open(question) if item.id == answer), None)

    def can_choose(self, question: Question) -> bool:
        """Tell whether there is anything to choose."""
        return any(True for _ in self._open(question))

    def spelled(self, question: Question, typed: str) -> str | None:
        """Give the answer whose label was typed, or sent by the key of a keyboard."""
        options = self.options(question)
        labels: list[tuple[Value, str]] = [*_ways(question), *self._turns(question, options)]
        shown = [choice for row in self._shown(question, options) for choice in row]
        labels += [(item.label, item.id) for item in (*shown, *options) if not item.blank]
        same = (id_ for label, id_ in labels if same_words(self.world.spell(label), typed))
        return next(same, None)

    def last_page(self, question: Question) -> int:
        """Give the number of the last page; the first one is 0."""
        return _last_page(question, self.options(question))

    def _open(self, question: Question) -> Iterator[Choice]:
        """Go through what can be chosen, without the blanks."""
        return (choice for choice in self.options(question) if not choice.blank)

    def _offered(self, question: Question) -> Sequence[Choice]:
        """List what this world offers beside the choices that stand in the file."""
        return self.world.offer(question.offers, self._answers) if question.offers else ()

    @property
    def _answers(self) -> Answers:
        return {**self.place.answers, SHOWN: f"{self.place.page}"}

    def _holds(self, condition: str) -> bool:
        if condition == OPEN:
            return self.is_open
        return self.world.holds(condition, self._answers)

    def _value(self, name: str) -> Value:
        """Give an answer as its label, and anything else as the world knows it."""
        question = self.conversation.question(name)
        if question is None or name not in self._answers:
            return self.world.value(name, self._answers)
        choice = self.find(question, self._answers[name])
        return choice.label if choice else self._answers[name]

    def _rows(self, question: Question, options: list[Choice]) -> Iterator[tuple[Button, ...]]:
        ways = dict(self._turns(question, options))
        for row in self._shown(question, options):
            yield tuple(self._button(question, choice.label, choice.id) for choice in row)
        if more := ways.get(phrases.MORE):
            yield (self._button(question, phrases.MORE, more),)
        for choice in options:
            if choice.always:
                yield (self._button(question, choice.label, choice.id),)
        aside = [(phrases.BACK, ways[phrases.BACK])] if phrases.BACK in ways else []
        aside += [(phrases.LANGUAGE, TONGUE)] if question.leads_to_languages else []
        if aside:
            yield tuple(self._button(question, label, answer) for label, answer in aside)
        if question.help:
            yield (self._button(question, phrases.HELP, AID),)

    def _shown(self, question: Question, options: list[Choice]) -> Iterator[list[Choice]]:
        """Give the rows of the page that is shown; one of dots only would tell nothing."""
        plain = [choice for choice in options if not choice.always]
        first = min(self.place.page, _last_page(question, options)) * _size(question)
        page = plain[first : first + _size(question)]
        for start in range(0, len(page), question.columns):
            row = page[start : start + question.columns]
            if any(choice.label != DOT for choice in row):
                yield row

    def _turns(self, question: Question, options: list[Choice]) -> Iterator[tuple[Say, str]]:
        """Give the ways back and on: to a page of this question, or to the question before it."""
        last = _last_page(question, options)
        page = min(self.place.page, last)
        if page < last:
            yield phrases.MORE, f"{MORE}{page + 1}"
        if page:
            yield phrases.BACK, f"{MORE}{page - 1}"
        elif question.back:
            yield phrases.BACK, BACK

    def _button(self, question: Question, label: Value, answer: str) -> Button:
        tap = Tap(self.conversation.name, self.place.tag, question.id, answer)
        return Button(label, tap.pack())


def _ways(question: Question) -> list[tuple[Value, str]]:
    """Give what can be typed anywhere; where the language is asked it needs no button."""
    help_now: list[tuple[Value, str]] = [(phrases.HELP, AID)]
    return [*help_now, (phrases.LANGUAGE, TONGUE)] if question.leads_to_languages else help_now


def _size(question: Question) -> int:
    return PAGE if question.columns == 1 else ROWS * question.columns


def _last_page(question: Question, options: list[Choice]) -> int:
    return max(0, sum(not choice.always for choice in options) - 1) // _size(question)


def same_words(one: str, other: str) -> bool:
    """Compare letters and digits only: a label typed without its icon is the same label."""
    wanted = _letters(one)
    return bool(wanted) and wanted == _letters(other)


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())

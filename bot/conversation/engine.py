"""One turn of a dialogue: where the chat is and what was heard -> what is said and done."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.conversation import phrases
from bot.conversation.drawing import AID, BACK, BLANK, MORE, TONGUE, Drawing
from bot.conversation.model import END, Choice, Conversation, Question
from bot.conversation.screen import Screen, Tap
from bot.conversation.turn import (
    Answers,
    Done,
    Heard,
    Other,
    Place,
    Refused,
    Said,
    Turn,
    World,
    standing_place,
)
from bot.conversation.words import Lines, Say, Value

HOME = "menu"
HELP = "help"
LANGUAGE = "language"
MOST_ORIGIN = 40  # bytes of a way back that fit in the button of a language


@dataclass(frozen=True, slots=True)
class Engine:
    """The dialogues, for one turn of one chat.

    `place` is where the chat is (None: nothing is open), `world` what is available to it, `tag`
    what marks the buttons of a conversation that begins in this turn, `desk` the standing
    conversation that this person has instead of the menu.
    """

    conversations: Mapping[str, Conversation]
    world: World
    place: Place | None
    tag: str
    desk: str = HOME

    def hear(self, heard: Heard) -> Turn:
        """Answer what was heard."""
        if isinstance(heard, Tap):
            return self._tapped(heard)
        question = self._open_question()
        if self.place is None or question is None:
            return self.ask(phrases.NOT_READ)
        if isinstance(heard, Said):
            drawing = self._drawing(self.place)
            if answer := drawing.spelled(question, heard.text):
                turn = self._answered(drawing, question, answer)
                return replace(turn, settled=None, past=False, redraw=False)
        return self._read(self.place, question, heard)

    def reply(self, told: Tap, heard: Heard) -> Turn | None:
        """Take what somebody replied to a message with this button as the answer to it.

        None: that message is not a standing question that reads, and the reply a message like all.
        """
        conversation = self.conversations.get(told.conversation)
        question = conversation.question(told.question) if conversation else None
        if conversation is None or question is None:
            return None
        if not conversation.standing or question.reads is None:
            return None
        scene = standing_place(conversation, told.tag)
        if refusal := self._refusal(conversation, scene.answers):
            return self.ask(refusal)
        return self._read(scene, question, heard)

    def begin(self, name: str, given: Answers, lead: Value | None = None) -> Turn:
        """Start a conversation at its first question that is still open."""
        conversation = self.conversations[name]
        if refusal := self._refusal(conversation, given):
            return self.ask(refusal)
        place = Place(name, self.tag, answers=given, given=tuple(given))
        return self._next(place, conversation.questions, lead)

    def show(self, name: str, about: str = "", lead: Value | None = None) -> Turn:
        """Show a standing conversation; the open question stays open."""
        conversation = self.conversations[name]
        if refusal := self._refusal(conversation, standing_place(conversation, about).answers):
            return self.home(refusal)
        return Turn(self.place, (self.screen(name, about, lead),))

    def screen(self, name: str, about: str = "", lead: Value | None = None) -> Screen:
        """Draw a standing conversation."""
        conversation = self.conversations[name]
        drawing = self._drawing(standing_place(conversation, about))
        return drawing.screen(conversation.questions[0], lead)

    def home(self, lead: Value | None = None) -> Turn:
        """Show the menu, or what this person has instead."""
        return self.show(self.desk, lead=lead)

    def ask(self, lead: Value | None = None) -> Turn:
        """Ask the open question (again), or show the menu when none is open."""
        question = self._open_question()
        if self.place is None or question is None:
            return replace(self, place=None).home(lead)
        if refusal := self._refusal(self._conversation(self.place), self.place.answers):
            return self._leave(self.place).home(refusal)
        if not self._applies(question, self.place):
            return self._next(self.place, self._from(self.place, question.id), lead)
        return self._ask(self.place, question, lead)

    def after(self, turn: Turn, done: Done) -> Turn:
        """Go on after the deed that the turn asked for."""
        if turn.scene is None:
            raise ValueError("no deed was asked for")
        if done.outcome is None:
            then = self._next(turn.scene, self._from(turn.scene, turn.scene.question)[1:])
        else:
            then = self._outcome(turn.scene, done)
        return replace(then, settled=turn.settled, past=turn.past, toast=turn.toast)

    # --- what was heard

    def _tapped(self, tap: Tap) -> Turn:
        conversation = self.conversations.get(tap.conversation)
        question = conversation.question(tap.question) if conversation else None
        if conversation is None or question is None:
            return replace(self.ask(phrases.PAST), past=True)
        if (turn := self._aside(tap.answer, Place(tap.conversation, tap.tag))) is not None:
            return turn
        scene = standing_place(conversation, tap.tag) if conversation.standing else self.place
        if scene is None or (scene.conversation, scene.tag, scene.question) != (
            tap.conversation,
            tap.tag,
            tap.question,
        ):
            return replace(self.ask(phrases.PAST), past=True)
        if refusal := self._refusal(conversation, scene.answers):
            return replace(self._leave(scene).ask(refusal), past=True)
        return self._answered(self._drawing(scene), question, tap.answer)

    def _answered(self, drawing: Drawing, question: Question, answer: str) -> Turn:
        scene = drawing.place
        if (turn := self._led(scene, question, answer)) is not None:
            return turn
        choice = drawing.find(question, answer)
        if choice is None:
            return replace(self.ask(phrases.NOT_POSSIBLE), past=True)
        # The helper line is shown for a moment only: others may see what stands in the chat.
        turn = replace(self._chosen(scene, question, choice), toast=choice.helper)
        if question.keeps:
            return turn
        settled = Lines((drawing.words(question.text), phrases.chosen(choice.label)), gap=True)
        return replace(turn, settled=settled)

    def _led(self, scene: Place, question: Question, answer: str) -> Turn | None:
        """Go one of the ways that every question has; None for an answer of its own."""
        if (turn := self._aside(answer, scene)) is not None:
            return turn
        if answer.startswith(MORE) and (page := answer.removeprefix(MORE)).isdecimal():
            return self._turned(scene, question, int(page))
        if answer == BACK:
            return replace(self._back(scene), past=True)
        if answer == BLANK:  # the question stands there still: a word about it is enough
            return Turn(self.place, toast=phrases.BLANK)
        return None

    def _aside(self, answer: str, scene: Place) -> Turn | None:
        """Go where one can go at any moment, and come back from; None for another answer."""
        if answer == AID:
            return self.show(HELP)
        if answer != TONGUE:
            return None
        fits = len(scene.origin.encode()) <= MOST_ORIGIN
        return self.show(LANGUAGE, scene.origin if fits else "")

    def _chosen(self, scene: Place, question: Question, choice: Choice) -> Turn:
        if choice.resumes:
            return self._leave(scene).ask()
        if choice.begins:
            return self._begun(scene, choice)
        here = replace(scene, answers={**scene.answers, question.id: choice.id}, page=0)
        if choice.does or question.does:
            return Turn(self.place, deed=choice.does or question.does, scene=here)
        if choice.goes:
            onward = self._from(scene, choice.goes)
            return self._next(here.without(onward), onward)
        return self._next(here, self._from(here, question.id)[1:])

    def _begun(self, scene: Place, choice: Choice) -> Turn:
        following = self.conversations[choice.begins or ""]
        about = scene.answers.get(self._conversation(scene).about or "", "")
        subject = about if choice.subject is None else choice.subject
        if following.standing:
            return self.show(following.name, subject)
        return self.begin(following.name, {following.about: subject} if following.about else {})

    def _read(self, place: Place, question: Question, heard: Heard) -> Turn:
        if question.reads is None:
            return self.ask(phrases.TAP_A_BUTTON)
        if isinstance(heard, Other | Tap):
            return self.ask(phrases.ONLY_BUTTONS)
        answer = self.world.read(question.reads, heard, place.answers)
        if isinstance(answer, Refused):
            return self.ask(answer.words)
        here = replace(place, answers={**place.answers, question.id: answer}, page=0)
        if question.does:
            return Turn(place, deed=question.does, scene=here)
        return self._next(here, self._from(here, question.id)[1:])

    # --- where it leads

    def _next(self, place: Place, onward: tuple[Question, ...], lead: Value | None = None) -> Turn:
        """Ask the first of these questions that applies and has no answer yet; or end."""
        answered: Question | None = None
        for question in onward:
            if question.id in place.given and question.does:  # known already, but not yet done
                here = replace(place, question=question.id)
                return Turn(self.place, deed=question.does, scene=here)
            if self._applies(question, place):
                if question.id not in place.answers:
                    return self._ask(place, question, lead)
                answered = answered or question
        if answered is not None:  # somebody has to do the deed at the end of it
            return self._ask(place, answered, lead)
        return self._outcome(place, Done(END))

    def _ask(self, place: Place, question: Question, lead: Value | None = None) -> Turn:
        page = place.page if place.question == question.id else 0
        here = replace(place, question=question.id, page=page)
        drawing = self._drawing(here)
        must_offer = question.offers and not (question.empty or question.reads)
        if must_offer and not drawing.can_choose(question):
            return self._back(here, lead or phrases.NOT_POSSIBLE)
        return Turn(here, (drawing.screen(question, lead),))

    def _back(self, scene: Place, lead: Value | None = None) -> Turn:
        """Ask the question before this one, or go home."""
        if self._conversation(scene).standing:
            return self.ask()
        every = self._conversation(scene).questions
        for number in reversed(range(len(self._before(scene)))):
            here = scene.without(every[number:])
            if self._applies(every[number], here):
                return self._ask(here, every[number], lead)
        return self._leave(scene).home(lead)

    def _turned(self, scene: Place, question: Question, page: int) -> Turn:
        """Show another page of the same question; the last one when there are not that many."""
        last = self._drawing(scene).last_page(question)
        turned = replace(scene, page=min(page, last))
        screen = self._drawing(turned).screen(question)
        place = self.place if self._conversation(scene).standing else turned
        return Turn(place, (screen,), redraw=True)

    def _outcome(self, scene: Place, done: Done) -> Turn:
        words = self._conversation(scene).outcomes[done.outcome or END]
        drawing = self._drawing(scene)
        text = drawing.words(words.text) if words.text else None
        if words.goes:
            onward = self._from(scene, words.goes)
            known = tuple(name for name in scene.given if name != words.goes)
            return self._next(replace(scene, given=known).without(onward), onward, text)
        if words.resumes:
            origin = scene.answers.get(self._conversation(scene).about or "", "")
            return self._leave(scene)._resumed(origin, text)  # noqa: SLF001 - another of our kind
        then = words.then or HOME
        if then == HOME:
            return self._leave(scene).home(text)
        about = done.subject if self.conversations[then].about else ""
        return self._leave(scene).show(then, about, text)

    def _resumed(self, origin: str, lead: Value | None) -> Turn:
        """Show the standing conversation that somebody came from, or ask the open question."""
        name, _, tag = origin.partition(".")
        conversation = self.conversations.get(name)
        if conversation is None or not conversation.standing:
            return self._missed(lead) or self.ask(lead)
        return self.show(name, tag, lead)

    def _missed(self, lead: Value | None) -> Turn | None:
        """Ask an earlier question that was skipped and applies now: of an interpreter, perhaps."""
        if self.place is None or self._open_question() is None:
            return None
        for earlier in self._before(self.place):
            if earlier.id not in self.place.answers and self._applies(earlier, self.place):
                return self._ask(self.place, earlier, lead)
        return None

    # --- finding one's way

    def _drawing(self, place: Place) -> Drawing:
        is_open = self._open_question() is not None
        return Drawing(self._conversation(place), place, self.world, is_open)

    def _leave(self, scene: Place) -> "Engine":
        """Close the open question if the scene is its conversation."""
        return self if self._conversation(scene).standing else replace(self, place=None)

    def _refusal(self, conversation: Conversation, answers: Answers) -> Value | None:
        """Give what is said when the thing this is about is not (or no longer) for this person."""
        about = conversation.about
        if about is None or self.world.knows(about, answers[about]):
            return None
        return Say(conversation.refusal) if conversation.refusal else phrases.NOT_THERE

    def _applies(self, question: Question, place: Place) -> bool:
        if question.id in place.given:
            return False
        return question.when is None or self.world.holds(question.when, place.answers)

    def _conversation(self, place: Place) -> Conversation:
        return self.conversations[place.conversation]

    def _open_question(self) -> Question | None:
        """Find the open question; None too when the dialogue was changed since it was asked."""
        conversation = self.conversations.get(self.place.conversation) if self.place else None
        return conversation.question(self.place.question) if conversation and self.place else None

    def _from(self, place: Place, question: str) -> tuple[Question, ...]:
        """Give the questions from this one on."""
        every = self._conversation(place).questions
        return every[[item.id for item in every].index(question) :]

    def _before(self, place: Place) -> tuple[Question, ...]:
        """Give the questions before the one of this place."""
        every = self._conversation(place).questions
        return every[: len(every) - len(self._from(place, place.question))]

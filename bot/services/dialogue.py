"""Hears a person and answers: one update, one transaction, one turn of the engine."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from bot.conversation import phrases
from bot.conversation.drawing import AID, BLANK, TONGUE
from bot.conversation.engine import Engine
from bot.conversation.model import Question
from bot.conversation.screen import Screen, Tap
from bot.conversation.turn import Heard, Place, Said, Sent, Turn
from bot.conversation.words import Say, Value, say
from bot.services import bookkeeping, letters, listening, messages, snapshot, voice_answers
from bot.services.deeds import DEEDS, Desk, Result
from bot.services.flood import Flow
from bot.services.office import Office
from bot.services.roles import Role, desk_of, may, refusal, roles_of
from bot.services.snapshot import Snapshot
from bot.services.world import Here
from storage import conversations, outbox, people
from storage.database import Connection
from storage.ids import round_tag
from storage.outbox import Letter
from storage.people import Person

log = logging.getLogger(__name__)

SLOWLY = say("That was a lot at once. Please wait a minute, then go on.")
MOST_SAID = 3  # voice messages that somebody waits for
GOT_IT = say("👍 I have that.")


@dataclass(frozen=True, slots=True)
class Incoming:
    """Where an update came from. `query`, `message` and `shown` belong to a tapped button."""

    update: int
    chat: int
    first_name: str
    phone_language: str | None
    query: str | None = None
    message: int | None = None
    shown: Screen | None = None  # of a message that is to be said


@dataclass(frozen=True, slots=True)
class Session:
    """One update of one chat, in its transaction."""

    office: Office
    connection: Connection
    incoming: Incoming
    here: Snapshot

    def engine(self, here: Snapshot | None = None) -> Engine:
        """Give the dialogues as this chat sees them."""
        here = here or self.here
        world, tag = Here(here), round_tag()
        return Engine(self.office.conversations, world, here.place, tag, desk_of(here))


Act = Callable[[Session], Turn]


async def hear(
    office: Office, incoming: Incoming, heard: Heard, replied_to: Tap | None = None
) -> None:
    """Answer a tap, a text, a contact, or anything else that a person sent.

    `replied_to` is a button of the message to which it is a reply.
    """
    pressed = f"{incoming.message} {heard.pack()}" if isinstance(heard, Tap) else ""
    again = isinstance(heard, Tap) and not _counts_each_time(office, heard)
    act: Act = lambda session: _turn(session, heard, replied_to)  # noqa: E731 - an Act, named
    await answer(office, incoming, act, pressed, again=again)


async def answer(
    office: Office, incoming: Incoming, act: Act, pressed: str = "", *, again: bool = False
) -> None:
    """Do what an update asks for, once: an update or a button that comes again changes nothing.

    `pressed` names the tapped button; with `again` the same button may not count a second time.
    """
    flow = office.flood.weigh(incoming.chat)
    if flow is Flow.IGNORE:
        return
    async with office.transaction(incoming.update) as connection:
        if not await conversations.first_time(connection, incoming.update, office.now()):
            return
        person = await meet(connection, office, incoming)
        place, tapped = await conversations.find(connection, incoming.chat)
        if again and pressed == tapped:
            await _toast(connection, office, incoming, GOT_IT)
            return
        here = await snapshot.take(connection, office, person, place)
        session = Session(office, connection, incoming, here)
        if flow is Flow.ASK_TO_WAIT:
            await _slow_down(session)
            return
        turn = await _speak(session, act(session), pressed or tapped)
        await _toast(connection, office, incoming, turn.toast)


def _counts_each_time(office: Office, tap: Tap) -> bool:
    """Tell whether a second tap in a row counts too: on what stays there after a tap."""
    if listening.is_wanted(tap):
        return True
    question = _question(office, tap)
    return tap.answer in {AID, BLANK, TONGUE} or (question is not None and question.keeps)


async def meet(connection: Connection, office: Office, incoming: Incoming) -> Person:
    """Find the person who wrote, or get to know a new one; whoever writes can be reached."""
    if known := await people.find(connection, incoming.chat):
        await people.see(connection, incoming.chat, office.now())
        return replace(known, blocked=False)
    language = office.languages.nearest(incoming.phone_language)
    person = Person(incoming.chat, incoming.first_name, language)
    await people.save(connection, person, office.now())
    return person


def _turn(session: Session, heard: Heard, replied_to: Tap | None) -> Turn:
    here = session.here
    if isinstance(heard, Tap) and listening.is_wanted(heard):
        return listening.say_shown(here, heard, session.incoming.shown)
    stranger = roles_of(here) == {Role.STRANGER} and here.place is None
    if stranger and not isinstance(heard, Tap):
        return session.engine().begin("welcome", {})
    if isinstance(heard, Said) and _has_keys(session) and listening.is_asked_for(here, heard):
        return listening.say_question(here, session.engine())
    if replied_to is not None and (turn := session.engine().reply(replied_to, heard)):
        return turn
    if here.place is None and not isinstance(heard, Tap):
        return _out_of_the_blue(session, heard)
    return session.engine().hear(heard)


def _out_of_the_blue(session: Session, heard: Heard) -> Turn:
    """Answer what nothing asked for: the next page of a question, or who knows what."""
    here = session.here
    if isinstance(heard, Sent) and messages.belongs_to_album(here, heard):
        content = messages.read(here, heard, {})
        if isinstance(content, str):
            scene = Place("asking", "", "question", {"question": content})
            return Turn(None, deed="ask", scene=scene)
    if desk_of(here) == "desk":
        return session.engine().home(messages.NOT_READ_BY_COACH)
    return session.engine().hear(heard)


async def _speak(session: Session, turn: Turn, pressed: str) -> Turn:
    """Do the deeds of a turn, then write down what is said and where the chat is."""
    here, result = session.here, None
    if turn.aloud is not None and await _is_being_said(session):
        return Turn(here.place, toast=GOT_IT)
    while turn.deed is not None:
        assert turn.scene is not None  # noqa: S101 - a turn with a deed has its scene
        if not may(here, turn.deed):
            log.warning("somebody tried what is not theirs to do", extra={"deed": turn.deed})
            await bookkeeping.note_refusal(session.connection, here, turn.deed)
            turn = replace(session.engine(here).home(refusal(turn.deed)), past=True)
            break
        result = await _do(session, here, turn)
        if result.done.outcome == "erased":
            return await _part(session, turn, result)
        person = await people.find(session.connection, session.incoming.chat) or here.person
        place = _still_open(here, person)
        here = await snapshot.take(session.connection, session.office, person, place)
        turn = session.engine(here).after(turn, result.done)
    await _write(session, turn, result)
    now = session.office.now()
    await conversations.save(session.connection, session.incoming.chat, turn.place, pressed, now)
    return turn


async def _is_being_said(session: Session) -> bool:
    """Tell whether the voice message that is asked for is under way, or too many others are."""
    chat, asked = session.incoming.chat, letters.said_of(session.incoming.message)
    waiting = await outbox.waiting_for(session.connection, chat, outbox.SPEECH)
    return asked in waiting or len(waiting) >= MOST_SAID


def _still_open(here: Snapshot, person: Person) -> Place | None:
    """Give the open question; who has a first school now is known, and asked nothing of that."""
    return None if here.person.school is None and person.school is not None else here.place


async def _do(session: Session, here: Snapshot, turn: Turn) -> Result:
    assert turn.scene is not None  # noqa: S101 - a turn with a deed has its scene
    deed, answers = turn.deed or "", turn.scene.answers
    result = await DEEDS[deed].does(Desk(session.connection, here, session.engine), answers)
    await bookkeeping.note(session.connection, here, deed, result.done, answers)
    return result


async def _part(session: Session, turn: Turn, result: Result) -> Turn:
    """Say goodbye to somebody of whom nothing is kept, not even the place in this chat."""
    language = session.here.person.language
    nobody = Person(session.incoming.chat, session.incoming.first_name, language)
    here = await snapshot.take(session.connection, session.office, nobody, None)
    turn = session.engine(here).after(turn, result.done)
    await _write(session, turn, None, language)
    return turn


async def _slow_down(session: Session) -> None:
    """Ask for patience: for a moment under the button, or as a message."""
    if session.incoming.query is not None:
        await _toast(session.connection, session.office, session.incoming, SLOWLY)
    else:
        await _write(session, session.engine().home(SLOWLY), None)


async def _write(
    session: Session, turn: Turn, result: Result | None, language: str | None = None
) -> None:
    """Write the letters of a turn, in the order they are to arrive.

    With a `language` for somebody of whom not even the language is kept.
    """
    for letter in _letters(session, turn, result):
        await outbox.put(session.connection, replace(letter, language=language))


def _letters(session: Session, turn: Turn, result: Result | None) -> Iterator[Letter]:
    incoming, now = session.incoming, session.office.now()
    if incoming.message is not None and (turn.past or turn.settled is not None):
        yield letters.settle(incoming.chat, incoming.message, turn.settled, now)
    if (shared := _shared(session, turn)) is not None:
        yield letters.keyboard_off(incoming.chat, shared, now)
    if turn.redraw and incoming.message is not None:
        [page] = turn.screens
        yield letters.redraw(incoming.chat, incoming.message, page, now)
        return
    for screen in turn.screens:
        if turn.aloud is not None:
            yield letters.spoken(screen, incoming.chat, now, turn.aloud, incoming.message)
        else:
            yield letters.message(screen, incoming.chat, now, result.file if result else None)


def _open_question(session: Session) -> Question | None:
    place = session.here.place
    return _question(session.office, place) if place else None


def _question(office: Office, there: Tap | Place) -> Question | None:
    """Find a question; None when the dialogues do not have it (any more)."""
    conversation = office.conversations.get(there.conversation)
    return conversation.question(there.question) if conversation else None


def _has_keys(session: Session) -> bool:
    """Tell whether a keyboard stands there, whose keys arrive as if they were typed."""
    question = _open_question(session)
    return question is not None and question.share is not None


def _shared(session: Session, turn: Turn) -> Value | None:
    """Say something while the keyboard goes that shares the number; None: there is none to go."""
    question, place = _open_question(session), session.here.place
    if question is None or place is None or not question.share:
        return None
    if turn.place is not None and turn.place.question == question.id:
        return None
    given = turn.place.answers.get(question.id) if turn.place else None
    if given is None:
        return Say("👍")
    label = next((choice.label for choice in question.choices if choice.id == given), None)
    return phrases.chosen(label or voice_answers.label(given))


async def _toast(
    connection: Connection, office: Office, incoming: Incoming, text: Value | None
) -> None:
    if incoming.query is not None:
        letter = letters.toast(incoming.chat, incoming.query, text, office.now())
        await outbox.put(connection, letter)

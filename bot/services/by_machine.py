"""What a machine writes for a coach about a question: what is asked of it, and what came of it.

It comes after the question and never instead of it. Nothing that a machine wrote is acted upon.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.conversation.screen import Button, Screen
from bot.conversation.words import LanguageName, Lines, Say, Value, say
from bot.services import channels, letters, overdue, snapshot
from bot.services.letters import TRANSCRIPT, TRANSLATION
from bot.services.messages import ASKS, SUBJECT, Content
from bot.services.office import Office
from storage import messages, outbox
from storage.claiming import Claimed
from storage.database import Connection
from storage.messages import Question

TERM = timedelta(hours=6)  # after the question; later nobody needs it
SHOWN = {"message", "media"}  # kinds of letters by which a coach sees a question
WRITTEN_DOWN = say("🤖 Written down by a computer. It can be wrong.")
TRANSLATED = say("🤖 Translated by a computer. It can be wrong.")
MOST, PIECE = 6000, 1500  # characters of a machine that are shown, and of them in one paragraph
CODE = re.compile(r"[a-z]{2,3}")  # of a language: a server can say anything


@dataclass(frozen=True, slots=True)
class Text:
    """Words, and their language; None: nobody told."""

    words: str
    language: str | None


def is_on(office: Office) -> bool:
    """Tell whether a machine may write anything here."""
    speech = office.config.speech
    return bool(speech.transcribe or speech.translate_url)


def has_words(text: str) -> bool:
    """Tell whether there is something to translate: emoji, numbers and signs are none."""
    return any(letter.isalpha() for letter in text)


async def ask(connection: Connection, office: Office, letter: Claimed) -> bool:
    """Have a machine write about the question that a coach was just shown, once; tell whether."""
    about, coach = letter.appointment, letter.coach
    if about is None or coach is None or letter.kind not in SHOWN or not is_on(office):
        return False
    question = await messages.find(connection, about)
    if question is None or not waits_for(question, coach):
        return False
    asked = False
    for kind in _wanted(office, question):
        if not await outbox.was_put(connection, kind, about, coach):
            now = office.now()
            await outbox.put(connection, letters.work(kind, coach, about, now, now + TERM))
            asked = True
    return asked


def waits_for(question: Question, coach: str) -> bool:
    """Tell whether a coach has a question still to answer."""
    return question.answered is None and question.coach == coach


async def bring(
    connection: Connection, office: Office, letter: Claimed, made: tuple[Value, ...]
) -> bool:
    """Write what came of it to the coach, if the question still waits; tell whether."""
    coach = letter.coach or ""
    question = await messages.find(connection, letter.appointment or "")
    if question is None or not waits_for(question, coach):
        return False
    head, *texts = made
    named = Lines((head, Say(ASKS.msgid, {"name": question.name})))
    rows = await _buttons(connection, office, question)
    screen, now = Screen(Lines((named, *texts), gap=True), rows), office.now()
    written = letters.written(screen, coach, question, now, now + TERM)
    await channels.tell(connection, office, written, channels.about(SUBJECT, question.name))
    return True


def written_down(question: Question, text: Text) -> tuple[Value, ...]:
    """Show what a machine heard."""
    return (WRITTEN_DOWN, *_shown(text, question.language))


def translated(question: Question, text: Text, target: str) -> tuple[Value, ...] | None:
    """Show what was written beside what a machine made of it; None: it was in that language."""
    words = Content.unpack(question.content).words
    if text.language == target or text.words.casefold() == words.casefold():
        return None
    asked, made = Text(words, text.language), Text(text.words, target)
    return (TRANSLATED, *_shown(asked, question.language), *_shown(made, target))


async def _buttons(
    connection: Connection, office: Office, question: Question
) -> tuple[tuple[Button, ...], ...]:
    """Give the buttons of the question itself: who replies to this message answers the parent."""
    here = await snapshot.take(connection, office, overdue.NOBODY, None)
    here = replace(here, mail=replace(here.mail, told=question))
    return overdue.engine_of(here).screen("desk_message", question.id).rows


def _wanted(office: Office, question: Question) -> Iterator[str]:
    speech, content = office.config.speech, Content.unpack(question.content)
    reader = office.config.reader(question.coach)
    if speech.transcribe and content.kind == "voice":
        yield TRANSCRIPT
    foreign = reader is not None and reader.language != question.language
    if speech.translate_url and foreign and has_words(content.words):
        yield TRANSLATION


def _shown(text: Text, otherwise: str) -> Iterator[Value]:
    """Name a language and show the words; long ones in paragraphs, between which they are cut."""
    language = text.language if CODE.fullmatch(text.language or "") else otherwise
    first, *others = _paragraphs(text.words[:MOST])
    yield Lines((say("🌐 Language: {language}", language=LanguageName(language or "")), first))
    yield from others


def _paragraphs(words: str) -> list[str]:
    """Cut words into pieces that fit into a message, at a space where there is one."""
    pieces = []
    while len(words) > PIECE:
        end = words.rfind(" ", 0, PIECE)
        end = end if end > 0 else PIECE
        pieces.append(words[:end].strip())
        words = words[end:].strip()
    return [*pieces, words]

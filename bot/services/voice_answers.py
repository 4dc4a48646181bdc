"""What a parent says instead of typing it, a name or a number: it goes to the coach as it is."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.conversation import phrases
from bot.conversation.screen import Screen
from bot.conversation.turn import Refused, Sent
from bot.conversation.words import LanguageName, Lines, Say, Value, say
from bot.services import channels, letters, messages
from bot.services.messages import Content
from bot.services.snapshot import Snapshot
from storage import voice_answers as kept
from storage.appointments import Appointment
from storage.callbacks import Callback
from storage.database import Connection
from storage.messages import Question
from storage.outbox import Letter

MARK = "voice/"  # before Telegram's name of a file; neither a typed name nor a number has a slash
VOICE = "voice"  # stands where a number would that was said
OF_A_PERSON = kept.NAME  # what a name is about that was said

TAKEN = say("🎙️ Thank you. I cannot listen to it, but the coach can. I call you {name}.")
NAME = say("🎙️ {name} says the name.")
NUMBER = say("🎙️ {name} says the phone number.")

Item = Appointment | Callback | Question


def read(heard: Sent) -> str | Refused:
    """Read what somebody says instead of typing it."""
    if heard.kind != "voice":
        return Refused(phrases.ONLY_BUTTONS)
    return messages.TOO_LONG_VOICE if messages.is_too_long(heard) else f"{MARK}{heard.file}"


def file_of(answer: str) -> str | None:
    """Give Telegram's name of what was said; None: it was typed, shared or chosen."""
    return answer.removeprefix(MARK) if answer.startswith(MARK) else None


def label(answer: str) -> Value:
    """Show an answer to who gave it: what was said has no words."""
    return answer if file_of(answer) is None else messages.SHAPES["voice"]


async def keep(connection: Connection, here: Snapshot, about: str, answer: str) -> None:
    """Keep a voice message until it can go along, instead of an earlier one about the same."""
    parent, file = here.person.chat, file_of(answer)
    if file is None:
        await kept.forget(connection, about, parent)
    else:
        await kept.put(connection, about, parent, file, here.now)


async def bring(
    connection: Connection, here: Snapshot, item: Item, coach: str, tag: str | None = None
) -> None:
    """Bring a coach what the parent said, right after a notice: the name once, a number each time.

    `tag`: what the notice is about, so that both are withdrawn together.
    """
    for about, words in ((OF_A_PERSON, NAME), (item.id, NUMBER)):
        if file := await kept.find(connection, about, item.parent):
            letter = _letter(item, coach, words, file, here.now, _until(here, item))
            await channels.tell(connection, here.office, replace(letter, appointment=tag))
    await kept.forget(connection, OF_A_PERSON, item.parent)


async def ring(connection: Connection, here: Snapshot, item: Appointment, due: datetime) -> None:
    """Bring a coach the number once more with the reminder of a talk: now it is needed."""
    if file := await kept.find(connection, item.id, item.parent):
        letter = _letter(item, item.coach, NUMBER, file, due, item.start)
        await channels.ring(connection, here.office, replace(letter, appointment=item.id))


async def export(connection: Connection, here: Snapshot) -> list[Value]:
    """Tell a parent that a voice message with a name is kept, for the file with everything."""
    said = await kept.name_said(connection, here.person.chat)
    if said is None:
        return []
    words = Say(NAME.msgid, {"name": here.person.name})
    return [Lines((words, here.office.local(said).date()))]


def _letter(  # noqa: PLR0917 - what is said, by whom, to whom, and when
    item: Item, coach: str, words: Say, file: str, due: datetime, until: datetime
) -> Letter:
    language = say("🌐 Language: {language}", language=LanguageName(item.language))
    screen = Screen(Lines((Say(words.msgid, {"name": item.name}), language)))
    voice = Content(kind="voice", file=file).media
    return letters.notice(screen, coach, due, until, item.parent, voice)


def _until(here: Snapshot, item: Item) -> datetime:
    """Tell how long a voice message may wait for its coach: as what is written, or for a talk."""
    term = here.now + timedelta(days=here.office.config.privacy.free_text_days)
    return max(term, item.end) if isinstance(item, Appointment) else term

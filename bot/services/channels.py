"""Writes to coaches and the coordinator by each way they read: Telegram, e-mail, or both."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.conversation.words import Say, Value, say
from bot.services import letters
from bot.services.office import Office
from bot.settings import EMAIL, TELEGRAM
from storage import outbox
from storage.database import Connection
from storage.outbox import Letter

NEWS = say("News from the {role} bot")


@dataclass(frozen=True, slots=True)
class Mail:
    """What an e-mail has that a message has not: a subject, and an entry for the calendar.

    A subject names no topic, and of a parent only the first name: others may see it.
    """

    subject: Value
    entry: Mapping[str, Any] | None = None


def about(subject: Say, name: str) -> Mail:
    """Give an e-mail whose subject has the {name} of a parent: the first word of it."""
    return Mail(Say(subject.msgid, {"name": first_name(name)}))


def first_name(name: str) -> str:
    """Give the first word of a name: what others may see."""
    words = name.split()
    return words[0] if words else "–"


async def tell(
    connection: Connection, office: Office, letter: Letter, mail: Mail | None = None
) -> None:
    """Write a letter to a coach or the coordinator, once for each way that person reads."""
    for channel in office.config.channels(letter.coach or ""):
        if channel != EMAIL:
            await outbox.put(connection, letter)
        else:
            mail = mail or Mail(say(NEWS.msgid, role=office.config.role))
            await outbox.put(connection, _mailed(letter, mail))


async def ring(connection: Connection, office: Office, letter: Letter) -> None:
    """Write a reminder of a talk to a coach, for phones only: a calendar rings by itself."""
    if TELEGRAM in office.config.channels(letter.coach or ""):
        await outbox.put(connection, letter)


async def update_calendar(
    connection: Connection, office: Office, letter: Letter, mail: Mail
) -> None:
    """Write an e-mail that changes the calendar of a coach who did something by phone."""
    if EMAIL in office.config.channels(letter.coach or ""):
        await outbox.put(connection, _mailed(letter, mail))


def _mailed(letter: Letter, mail: Mail) -> Letter:
    body = letters.mailed(letter.body, mail.subject, mail.entry)
    return replace(letter, channel=EMAIL, body=body)

"""One letter of work -> what a machine writes for it, which leaves as a letter of its own."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta

from telegram import Bot
from telegram.error import TelegramError

from bot.conversation.words import Value
from bot.delivery.fates import Expired, Fate, Later, Sent
from bot.delivery.fetching import fetch
from bot.services import by_machine
from bot.services.by_machine import Text
from bot.services.letters import TRANSCRIPT, TRANSLATION
from bot.services.messages import LONGEST_VOICE, Content
from bot.services.office import Office
from bot.writing.machines import Machines
from bot.writing.outcome import BusyError, NothingWrittenError, Written
from storage import messages
from storage.claiming import Claimed
from storage.messages import Question

log = logging.getLogger(__name__)

MOST_TRIES = 2  # of a machine that is busy, besides the first

Made = tuple[Value, ...] | None


class Scribe:
    """Has machines write; whatever goes wrong, nothing else is late, and nobody is told."""

    def __init__(self, office: Office, bot: Bot, machines: Machines) -> None:
        self._office, self._bot, self._machines = office, bot, machines
        self._kinds: Mapping[str, Callable[[Question], Awaitable[Made]]] = {
            TRANSCRIPT: self._written_down,
            TRANSLATION: self._translated,
        }

    async def send(self, letter: Claimed) -> Fate:
        """Do the work of a letter, and say what became of it."""
        try:
            made = await self._made(letter)
        except BusyError as busy:
            if letter.attempts < MOST_TRIES:
                return Later(timedelta(seconds=busy.seconds))
            log.warning("a machine is busy", extra={"kind": letter.kind})
        except NothingWrittenError as fault:
            log.warning("a machine fails", extra={"kind": letter.kind, "fault": str(fault)})
        except TelegramError as fault:
            log.warning("a voice message waits", extra={"fault": type(fault).__name__})
            return Later.after(letter.attempts)
        except Exception:  # no coach is to hear that an address is refused
            log.exception("a machine fails")
        else:
            if made is not None:
                office = self._office
                return Sent(lambda connection: by_machine.bring(connection, office, letter, made))
        return Expired()

    async def _made(self, letter: Claimed) -> Made:
        """Look the question up, as it is now, and have the machine work on it."""
        question = await messages.find(self._office.database.reader, letter.appointment or "")
        if question is None or not by_machine.waits_for(question, letter.coach or ""):
            return None
        return await self._kinds[letter.kind](question)

    async def _written_down(self, question: Question) -> Made:
        content, machine = Content.unpack(question.content), self._machines.transcriber
        if machine is None:
            return None
        sound = await fetch(self._bot, "voice", content.file)
        if sound is None:
            raise NothingWrittenError("Telegram does not give the file")
        seconds = content.seconds or LONGEST_VOICE
        heard = await machine.write_down(sound.content, seconds, question.language)
        return by_machine.written_down(question, _text(heard))

    async def _translated(self, question: Question) -> Made:
        machine = self._machines.translator
        reader = self._office.config.reader(question.coach)
        if machine is None or reader is None or reader.language == question.language:
            return None
        words = Content.unpack(question.content).words
        text = await machine.translate(words, reader.language)
        return by_machine.translated(question, _text(text), reader.language)


def _text(written: Written) -> Text:
    return Text(written.text, written.language)

"""The voice message that says what another message shows."""

import json
from contextlib import suppress
from dataclasses import dataclass

from telegram import Bot, InputFile, ReplyParameters
from telegram.constants import ChatAction
from telegram.error import BadRequest, TelegramError

from bot.conversation.words import Value, say
from bot.delivery.fates import Sent
from bot.delivery.keyboards import Keyboards
from bot.delivery.limits import in_lane
from bot.delivery.sayable import Sayable
from bot.delivery.spelling import language_of, spell
from bot.services import letters, listening
from bot.services.office import Office
from bot.speech.plan import Plan
from storage import clips
from storage.claiming import Claimed

NOT_TAKEN = say("🔇 Your Telegram takes no voice messages. You can change that in its settings.")
FORBIDDEN = "voice_messages_forbidden"  # Telegram's word for a person who wants none
UNKNOWN = ("wrong file", "wrong remote file")  # and for a file_id that it does not know (any more)
NAME = "message.ogg"


class _UnknownFileError(Exception):
    """Telegram does not know this file any more."""


@dataclass(frozen=True, slots=True)
class Speaking:
    """Says letters."""

    office: Office
    bot: Bot
    sayable: Sayable
    keyboards: Keyboards

    async def send(self, letter: Claimed) -> Sent | None:
        """Send the voice message that says what is shown; tell what is to be written of it."""
        try:
            said = await self._said(letter)
        except BadRequest as refusal:
            if FORBIDDEN not in refusal.message.lower():
                raise
            await self._excuse(letter, NOT_TAKEN)
            return None
        if said is None:
            await self._excuse(letter, listening.SORRY)
        return said

    async def _said(self, letter: Claimed) -> Sent | None:
        """Say it by the best voice, and when that fails by the next one; None: nobody can."""
        failed: Plan | None = None
        while (plan := await self._plan(letter)) is not None and plan != failed:
            if (sent := await self._known(letter, plan)) is not None:
                return sent
            if failed is None:
                with suppress(TelegramError):  # a chat without this sign misses nothing
                    await self.bot.send_chat_action(letter.chat, ChatAction.RECORD_VOICE)
            assert self.sayable.speaker is not None  # noqa: S101 - there is a plan
            clip = await self.sayable.speaker.clip(plan)
            if clip is not None:
                return await self._send(letter, plan, InputFile(clip, filename=NAME))
            failed = plan
        return None

    async def _known(self, letter: Claimed, plan: Plan) -> Sent | None:
        """Send a voice message that Telegram has; None: it has none, or not any more."""
        known = await clips.find(self.office.database.reader, _mark(letter, plan))
        if known is not None:
            with suppress(_UnknownFileError):
                return await self._send(letter, plan, known)
        return None

    async def _plan(self, letter: Claimed) -> Plan | None:
        screen, _ = letters.screen_of(letter.body)
        language = json.loads(letter.body).get("language")
        known = language or language_of(self.office, letter)
        return await self.sayable.plan(letter, screen, known)

    async def _send(self, letter: Claimed, plan: Plan, voice: str | InputFile) -> Sent:
        """Send it as the answer to its message; keys that hid when 🔊 was tapped come again."""
        shown = json.loads(letter.body).get("message")
        reply = ReplyParameters(shown, allow_sending_without_reply=True) if shown else None
        screen, _ = letters.screen_of(letter.body)
        try:
            sent = await self.bot.send_voice(
                letter.chat,
                voice,
                reply_parameters=reply,
                reply_markup=self.keyboards.keys(letter, screen),
                disable_notification=True,
                **in_lane(letter.lane),
            )
        except BadRequest as refusal:
            if isinstance(voice, str) and any(it in refusal.message.lower() for it in UNKNOWN):
                raise _UnknownFileError from None
            raise
        if sent.voice is None:  # Telegram shows it as another kind of file
            return Sent()
        file, owner, now = sent.voice.file_id, _owner(letter, plan), self.office.now()
        mark = _mark(letter, plan)
        return Sent(lambda connection: clips.remember(connection, mark, file, owner, now))

    async def _excuse(self, letter: Claimed, words: Value) -> None:
        """Tell somebody who asked to hear a message why that cannot be."""
        if json.loads(letter.body).get("asked"):
            text = spell(self.office, letter, words)
            await self.bot.send_message(letter.chat, text, **in_lane(letter.lane))


def _owner(letter: Claimed, plan: Plan) -> int | None:
    """Tell whose own words are in a clip; None: nobody's."""
    return None if plan.fixed else letter.chat


def _mark(letter: Claimed, plan: Plan) -> str:
    """Name what is said; own words are of one chat only, also when others have the same."""
    owner = _owner(letter, plan)
    return plan.known_by if owner is None else f"{owner}\n{plan.known_by}"

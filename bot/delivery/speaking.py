"""The voice message that says what another message shows."""

import json
from asyncio import get_running_loop
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from telegram import Bot, InputFile, ReplyParameters
from telegram.constants import ChatAction
from telegram.error import BadRequest, TelegramError

from bot.conversation.words import Value, say
from bot.delivery.fates import Write
from bot.delivery.keyboards import Keyboards
from bot.delivery.sayable import Sayable
from bot.delivery.spelling import language_of, spell
from bot.services import letters
from bot.services.office import Office
from bot.speech.plan import Plan
from storage import clips
from storage.claiming import Claimed

SORRY = say("🔇 I cannot say this now. Please try again in a minute.")
NOT_TAKEN = say("🔇 Your Telegram takes no voice messages. You can change that in its settings.")
FORBIDDEN = "voice_messages_forbidden"  # Telegram's word for a person who wants none
UNKNOWN = ("wrong file", "wrong remote file")  # and for a file_id that it does not know (any more)
NAME = "message.ogg"
LONGEST = 15.0  # seconds until no other voice is asked, when one after another fails


class _UnknownFileError(Exception):
    """Telegram does not know this file any more."""


@dataclass(frozen=True, slots=True)
class Speaking:
    """Says letters."""

    office: Office
    bot: Bot
    sayable: Sayable
    keyboards: Keyboards

    async def send(self, letter: Claimed) -> Write | None:
        """Send the voice message that says what is shown; give what is to be written of it."""
        try:
            until = get_running_loop().time() + LONGEST
            while get_running_loop().time() < until:
                if (plan := await self._plan(letter)) is None:
                    break
                file = await self._say(letter, plan)
                if file is not None:
                    return self._remembers(letter, plan, file) if file else None
        except BadRequest as refusal:
            if FORBIDDEN not in refusal.message.lower():
                raise
            await self._excuse(letter, NOT_TAKEN)
        else:
            await self._excuse(letter, SORRY)
        return None

    async def _plan(self, letter: Claimed) -> Plan | None:
        screen, _ = letters.screen_of(letter.body)
        language = json.loads(letter.body).get("language")
        known = language or language_of(self.office, letter)
        return await self.sayable.plan(letter, screen, known)

    async def _say(self, letter: Claimed, plan: Plan) -> str | None:
        """Say it by a voice message that Telegram has, or by a new one; give its name there.

        Empty: Telegram shows it as another kind of file. None: there is nothing to send.
        """
        known = await clips.find(self.office.database.reader, plan.known_by)
        if known is not None:
            with suppress(_UnknownFileError):
                return await self._send(letter, known)
        with suppress(TelegramError):  # a chat without this sign misses nothing
            await self.bot.send_chat_action(letter.chat, ChatAction.RECORD_VOICE)
        assert self.sayable.speaker is not None  # noqa: S101 - there is a plan
        clip = await self.sayable.speaker.clip(plan)
        return None if clip is None else await self._send(letter, InputFile(clip, filename=NAME))

    async def _send(self, letter: Claimed, voice: str | InputFile) -> str:
        """Send it as the answer to its message; keys that hid when 🔊 was tapped come again."""
        tapped = json.loads(letter.body).get("message")
        reply = ReplyParameters(tapped, allow_sending_without_reply=True) if tapped else None
        screen, _ = letters.screen_of(letter.body)
        try:
            sent = await self.bot.send_voice(
                letter.chat,
                voice,
                reply_parameters=reply,
                reply_markup=self.keyboards.keys(letter, screen),
                disable_notification=True,
                **_lane(letter),
            )
        except BadRequest as refusal:
            if isinstance(voice, str) and any(it in refusal.message.lower() for it in UNKNOWN):
                raise _UnknownFileError from None
            raise
        return sent.voice.file_id if sent.voice else ""

    def _remembers(self, letter: Claimed, plan: Plan, file: str) -> Write:
        owner, now = None if plan.fixed else letter.chat, self.office.now()
        return lambda connection: clips.remember(connection, plan.known_by, file, owner, now)

    async def _excuse(self, letter: Claimed, words: Value) -> None:
        """Tell somebody who asked to hear a message why that cannot be."""
        if json.loads(letter.body).get("asked"):
            text = spell(self.office, letter, words)
            await self.bot.send_message(letter.chat, text, **_lane(letter))


def _lane(letter: Claimed) -> dict[str, Any]:
    return {"rate_limit_args": {"lane": letter.lane}}

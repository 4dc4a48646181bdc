"""Says a letter: 🔊 under what can be said, and the voice message that says it."""

import json
from contextlib import suppress
from typing import Any

from telegram import Bot, InlineKeyboardButton, InputFile, ReplyParameters
from telegram.constants import ChatAction
from telegram.error import BadRequest, TelegramError

from bot.conversation.screen import Button, Screen
from bot.conversation.words import Value, say
from bot.delivery.fates import Write
from bot.delivery.spelling import label, language_of, spell
from bot.services import letters, listening
from bot.services.office import Office
from bot.speech.parts import Shown
from bot.speech.plan import Plan
from bot.speech.speaker import Speaker
from storage import clips
from storage.claiming import Claimed

SORRY = say("🔇 I cannot say this now. Please try again in a minute.")
NOT_TAKEN = say("🔇 Your Telegram takes no voice messages. You can change that in its settings.")
FORBIDDEN = "voice_messages_forbidden"  # Telegram's word for a person who wants none
UNKNOWN = ("wrong file", "wrong remote file")  # and for a file_id that it does not know (any more)
NAME = "message.ogg"
TRIES = 4  # sources that may fail, one after another


class Speaking:
    """Says letters to those who can hear them; without a speaker nothing is said."""

    def __init__(self, office: Office, bot: Bot, speaker: Speaker | None) -> None:
        self._office, self._bot, self._speaker = office, bot, speaker

    def button(self, letter: Claimed, screen: Screen) -> InlineKeyboardButton | None:
        """Give 🔊 for a message, if a parent reads it and all of it can be said now."""
        if self._speaker is None or not letter.listens:
            return None
        language = language_of(self._office, letter)
        words = any(map(str.isalnum, spell(self._office, letter, screen.text)))
        spoken = self._speaker.speaks(language) or self._plan(letter, screen, language) is not None
        if not words or not spoken:
            return None
        said = label(self._office, letter, listening.LISTEN)
        return InlineKeyboardButton(said, callback_data=listening.packed(language))

    async def send(self, letter: Claimed) -> Write | None:
        """Send the voice message that says what is shown; give what is to be written of it."""
        screen, _ = letters.screen_of(letter.body)
        body = json.loads(letter.body)
        language = body.get("language") or language_of(self._office, letter)
        try:
            for _ in range(TRIES):
                plan = self._plan(letter, screen, language)
                if plan is None:
                    break
                file = await self._say(letter, plan, body.get("message"))
                if file is not None:
                    return self._remembers(letter, plan, file) if file else None
        except BadRequest as refusal:
            if FORBIDDEN not in refusal.message.lower():
                raise
            await self._excuse(letter, NOT_TAKEN)
        else:
            await self._excuse(letter, SORRY)
        return None

    def _plan(self, letter: Claimed, screen: Screen, language: str) -> Plan | None:
        if self._speaker is None:
            return None
        text = spell(self._office, letter, screen.text)
        choices = [self._label(letter, item) for item in listening.choices(screen)]
        if screen.share is not None:
            choices = [label(self._office, letter, screen.share), *choices]
        return self._speaker.plan(Shown(text, tuple(choices), language))

    def _label(self, letter: Claimed, item: Button | None) -> str | None:
        return None if item is None else label(self._office, letter, item.label)

    async def _say(self, letter: Claimed, plan: Plan, replied: int | None) -> str | None:
        """Say it by a voice message that Telegram has, or by a new one; give its name there.

        Empty: Telegram shows it as another kind of file. None: there is nothing to send.
        """
        known = await clips.find(self._office.database.reader, plan.known_by)
        if known is not None:
            with suppress(_UnknownFileError):
                return await self._send(letter, known, replied)
        with suppress(TelegramError):  # a chat without this sign misses nothing
            await self._bot.send_chat_action(letter.chat, ChatAction.RECORD_VOICE)
        assert self._speaker is not None  # noqa: S101 - there is a plan
        clip = await self._speaker.clip(plan)
        if clip is None:
            return None
        return await self._send(letter, InputFile(clip, filename=NAME), replied)

    async def _send(self, letter: Claimed, voice: str | InputFile, replied: int | None) -> str:
        reply = ReplyParameters(replied, allow_sending_without_reply=True) if replied else None
        try:
            sent = await self._bot.send_voice(
                letter.chat,
                voice,
                reply_parameters=reply,
                disable_notification=True,
                **_lane(letter),
            )
        except BadRequest as refusal:
            if isinstance(voice, str) and any(it in refusal.message.lower() for it in UNKNOWN):
                raise _UnknownFileError from None
            raise
        return sent.voice.file_id if sent.voice else ""

    def _remembers(self, letter: Claimed, plan: Plan, file: str) -> Write:
        owner, now = None if plan.fixed else letter.chat, self._office.now()
        return lambda connection: clips.remember(connection, plan.known_by, file, owner, now)

    async def _excuse(self, letter: Claimed, words: Value) -> None:
        """Tell somebody who asked to hear a message why that cannot be."""
        if json.loads(letter.body).get("asked"):
            text = spell(self._office, letter, words)
            await self._bot.send_message(letter.chat, text, **_lane(letter))


class _UnknownFileError(Exception):
    """Telegram does not know this file any more."""


def _lane(letter: Claimed) -> dict[str, Any]:
    return {"rate_limit_args": {"lane": letter.lane}}

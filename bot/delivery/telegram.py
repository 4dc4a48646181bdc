"""One letter -> one call of the Bot API, in the reader's language of that moment."""

import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from typing import Any

import segno
from telegram import Bot, InlineKeyboardMarkup, InputFile, ReplyKeyboardRemove
from telegram.error import (
    BadRequest,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.conversation.words import Value, unplain
from bot.delivery import calendar_file
from bot.delivery.fates import Blocked, Fate, Later, Refused, Sent
from bot.delivery.keyboards import Keyboards
from bot.delivery.limits import in_lane
from bot.delivery.sayable import Sayable
from bot.delivery.speaking import Speaking
from bot.delivery.spelling import spell
from bot.services import letters
from bot.services.office import Office
from bot.speech.named import Speaker
from storage.claiming import Claimed

log = logging.getLogger(__name__)

LONGEST_CAPTION = 1024  # UTF-16 units, as Telegram counts
LONGEST_TEXT = 2000  # characters; Telegram takes 4096 UTF-16 units, and an emoji is two
CODE_SCALE = 8  # pixels a module
TEXT_FILE = "kansencoach.txt"
# Telegram's words for what is as it should be, or cannot matter any more.
DONE_ANYWAY = (
    "message is not modified",
    "message to edit not found",
    "message can't be edited",
    "query is too old",
)
NO_TEXT = "no text in the message"  # a file has a caption instead
UNREACHABLE = ("chat not found", "user is deactivated")


class Post:
    """Sends letters to Telegram."""

    def __init__(self, office: Office, bot: Bot, speaker: Speaker | None = None) -> None:
        self._office = office
        self._bot = bot
        sayable = Sayable(office, speaker)
        self._keyboards = Keyboards(office, sayable)
        speaking = Speaking(office, bot, sayable, self._keyboards)
        self._kinds: Mapping[str, Callable[[Claimed], Awaitable[Sent | None]]] = {
            "message": self._message,
            "reminder": self._message,
            letters.FREED: self._message,
            letters.AGENDA: self._message,
            letters.WRITTEN: self._message,
            "file": self._file,
            "media": self._media,
            "code": self._code,
            "settle": self._settle,
            "redraw": self._redraw,
            "toast": self._toast,
            "keyboard_off": self._keyboard_off,
            letters.SPOKEN: speaking.send,
        }

    async def send(self, letter: Claimed) -> Fate:
        """Send a letter, and say what became of it."""
        try:
            sent = await self._kinds[letter.kind](letter)
        except RetryAfter as halt:
            wait = halt.retry_after
            return Later(wait if isinstance(wait, timedelta) else timedelta(seconds=wait))
        except (Forbidden, BadRequest) as refusal:
            return _refused(refusal)
        except InvalidToken:
            log.error("Telegram does not know this token; letters wait")  # noqa: TRY400
            return Later(timedelta(seconds=60))
        except NetworkError:
            return Later.after(letter.attempts)
        except TelegramError as fault:
            log.warning("a letter waits", extra={"fault": type(fault).__name__})
            return Later.after(letter.attempts)
        return sent or Sent()

    async def _message(self, letter: Claimed) -> Sent:
        screen, _ = letters.screen_of(letter.body)
        *first, last = in_parts(self._spell(letter, screen.text))
        for part in first:
            listen = self._keyboards.under(letter, part)
            await self._bot.send_message(
                letter.chat, part, reply_markup=listen, **in_lane(letter.lane)
            )
        markup = self._keyboards.of(letter, screen)
        sent = await self._bot.send_message(
            letter.chat, last, reply_markup=markup, **in_lane(letter.lane)
        )
        return Sent(message=sent.message_id)

    async def _file(self, letter: Claimed) -> Sent:
        screen, file = letters.screen_of(letter.body)
        assert file is not None  # noqa: S101 - a letter of this kind has one
        sent = await self._bot.send_document(
            letter.chat,
            self._attached(letter, file),
            caption=self._spell(letter, screen.text),
            reply_markup=self._keyboards.of(letter, screen),
            **in_lane(letter.lane),
        )
        return Sent(message=sent.message_id)

    async def _media(self, letter: Claimed) -> Sent:
        """Send a voice message or a photo once more, by the name that Telegram gave it."""
        screen, file = letters.screen_of(letter.body)
        assert file is not None  # noqa: S101 - a letter of this kind has one
        caption: str | None = self._spell(letter, screen.text)
        if caption and len(caption.encode("utf-16-le")) > 2 * LONGEST_CAPTION:
            listen = self._keyboards.under(letter, caption)
            await self._bot.send_message(
                letter.chat, caption, reply_markup=listen, **in_lane(letter.lane)
            )
            caption, screen = None, replace(screen, text="")
        send = self._bot.send_voice if file["type"] == "voice" else self._bot.send_photo
        sent = await send(
            letter.chat,
            file["file"],
            caption=caption,
            reply_markup=self._keyboards.of(letter, screen),
            **in_lane(letter.lane),
        )
        return Sent(message=sent.message_id)

    async def _code(self, letter: Claimed) -> Sent:
        """Show a link as a code that the camera of another phone reads, and as text."""
        screen, file = letters.screen_of(letter.body)
        assert file is not None  # noqa: S101 - a letter of this kind has one
        picture = BytesIO()
        segno.make(file["link"]).save(picture, kind="png", scale=CODE_SCALE)
        sent = await self._bot.send_photo(
            letter.chat,
            picture.getvalue(),
            caption=f"{self._spell(letter, screen.text)}\n\n{file['link']}",
            reply_markup=self._keyboards.of(letter, screen),
            **in_lane(letter.lane),
        )
        return Sent(message=sent.message_id)

    def _attached(self, letter: Claimed, file: Mapping[str, Any]) -> InputFile:
        """Write a text file, or the calendar file of an appointment."""
        if "text" in file:
            text = self._spell(letter, unplain(file["text"]))
            return InputFile(text.encode(), filename=TEXT_FILE)
        content = calendar_file.write(
            file, self._office.now(), lambda value: self._spell(letter, value)
        )
        return InputFile(content, filename=calendar_file.NAME)

    async def _settle(self, letter: Claimed) -> None:
        body = json.loads(letter.body)
        text = None if body["text"] is None else unplain(body["text"])
        listen = None if text is None else self._keyboards.under(letter, text)
        await self._edit(letter, body["message"], text, listen)

    async def _edit(
        self,
        letter: Claimed,
        message: int,
        text: Value | None,
        markup: InlineKeyboardMarkup | None,
    ) -> None:
        """Change a message; of a file or a photo, or without a text, only its buttons."""
        if text is not None:
            said = self._spell(letter, text)
            try:
                await self._bot.edit_message_text(
                    said, letter.chat, message, reply_markup=markup, **in_lane(letter.lane)
                )
            except BadRequest as refusal:
                if NO_TEXT not in refusal.message.lower():
                    raise
            else:
                return
        await self._bot.edit_message_reply_markup(
            letter.chat, message, reply_markup=markup, **in_lane(letter.lane)
        )

    async def _redraw(self, letter: Claimed) -> None:
        screen, _ = letters.screen_of(letter.body)
        message, markup = json.loads(letter.body)["message"], self._keyboards.inline(letter, screen)
        await self._edit(letter, message, screen.text, markup)

    async def _toast(self, letter: Claimed) -> None:
        body = json.loads(letter.body)
        text = None if body["text"] is None else self._spell(letter, unplain(body["text"]))
        await self._bot.answer_callback_query(body["query"], text)

    async def _keyboard_off(self, letter: Claimed) -> None:
        text = self._spell(letter, unplain(json.loads(letter.body)["text"]))
        await self._bot.send_message(
            letter.chat, text, reply_markup=ReplyKeyboardRemove(), **in_lane(letter.lane)
        )

    def _spell(self, letter: Claimed, value: Value) -> str:
        return spell(self._office, letter, value)


def in_parts(text: str, most: int = LONGEST_TEXT) -> list[str]:
    """Cut a text that is too long for one message, between its paragraphs: a full agenda."""
    parts = [""]
    for paragraph in text.split("\n\n"):
        joined = f"{parts[-1]}\n\n{paragraph}" if parts[-1] else paragraph
        if len(joined) <= most:
            parts[-1] = joined
        else:
            parts.append(paragraph)
    return [part for part in parts if part] or [text]


def _refused(refusal: TelegramError) -> Fate:
    words = refusal.message.lower()
    if any(known in words for known in DONE_ANYWAY):
        return Sent()
    if isinstance(refusal, Forbidden) or any(known in words for known in UNREACHABLE):
        return Blocked()
    return Refused(refusal.message)

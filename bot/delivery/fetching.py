"""Fetches from Telegram what a parent said or showed, to go along with an e-mail."""

from dataclasses import dataclass

from telegram import Bot
from telegram.error import BadRequest

KINDS = {"voice": ("audio", "ogg", "voice.ogg"), "photo": ("image", "jpeg", "photo.jpg")}


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file as an e-mail takes it along."""

    content: bytes
    maintype: str
    subtype: str
    name: str


async def fetch(bot: Bot, kind: str, file_id: str) -> Attachment | None:
    """Fetch a voice message or a photo; None: Telegram does not have it any more.

    Raises TelegramError when Telegram cannot be asked now.
    """
    try:
        file = await bot.get_file(file_id)
        content = bytes(await file.download_as_bytearray())
    except BadRequest:
        return None
    return Attachment(content, *KINDS[kind])

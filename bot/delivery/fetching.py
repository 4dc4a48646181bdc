"""Fetches from Telegram what a parent said or showed, to go along with an e-mail."""

from dataclasses import dataclass

from telegram import Bot
from telegram.error import BadRequest, InvalidToken

KINDS = {"voice": ("audio", "ogg", "voice.ogg"), "photo": ("image", "jpeg", "photo.jpg")}


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file as an e-mail takes it along."""

    content: bytes
    maintype: str
    subtype: str
    name: str


async def fetch(bot: Bot, kind: str, file_id: str) -> Attachment | None:
    """Fetch a voice message or a photo; None: Telegram does not give it any more.

    Raises TelegramError when Telegram cannot be asked now.
    """
    try:
        file = await bot.get_file(file_id)
    except BadRequest:
        return None
    if file.file_path is None:
        return None
    try:
        content = bytes(await file.download_as_bytearray())
    except (BadRequest, InvalidToken):  # PTB's name for a 404; the token was just good
        return None
    return Attachment(content, *KINDS[kind])

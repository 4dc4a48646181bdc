"""Texts as Telegram counts and reads them."""

import re

from bot.simulator.model import Json

MOST_TEXT = 4096
MOST_CAPTION = 1024
COMMAND = re.compile(r"(?<!\S)/[A-Za-z0-9_]{1,64}(?:@\w+)?(?!\w)")


def utf16(text: str) -> int:
    """Count as Telegram does: in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def text_content(text: str) -> Json:
    """Give the text of a message and the commands in it."""
    entities = [
        {
            "type": "bot_command",
            "offset": utf16(text[: found.start()]),
            "length": utf16(found.group()),
        }
        for found in COMMAND.finditer(text)
    ]
    return {"text": text, "entities": entities} if entities else {"text": text}

"""Commands: /start with or without a link, /menu, /help, /language, /privacy, /agenda."""

from telegram import Update
from telegram.ext import MessageHandler, filters

from bot.handlers.incoming import Context, incoming, office_of
from bot.services.commands import command


async def _command(update: Update, context: Context) -> None:
    assert update.message is not None  # noqa: S101 - the filter wants a message
    words = (update.message.text or "").split(maxsplit=1)
    name = words[0].removeprefix("/").split("@")[0].lower()
    payload = words[1].strip() if len(words) > 1 else ""
    await command(office_of(context), incoming(update), name, payload)


HANDLER = MessageHandler(filters.ChatType.PRIVATE & filters.COMMAND, _command)

"""Groups: the bot is for one person at a time, and stays politely silent among more."""

from telegram import Update
from telegram.ext import MessageHandler, TypeHandler, filters

from bot.handlers.incoming import Context


async def _silent(update: Update, context: Context) -> None:
    del update, context


class _TapInGroup(TypeHandler[Update, Context, None]):
    def check_update(self, update: object) -> bool:
        """Take taps under a message that stands in a group."""
        if not isinstance(update, Update) or update.callback_query is None:
            return False
        return update.effective_chat is None or update.effective_chat.type != "private"


TAPS = _TapInGroup(Update, _silent)
MESSAGES = MessageHandler(~filters.ChatType.PRIVATE, _silent)

"""Tapped buttons."""

from dataclasses import replace

from telegram import Message, Update
from telegram.ext import CallbackQueryHandler

from bot.conversation.screen import Button, Screen, Tap
from bot.handlers.incoming import Context, incoming, office_of
from bot.services.dialogue import hear
from bot.services.listening import is_wanted

NO_BUTTON = Tap("", "", "", "")  # one that is not ours is answered like one of a past question


async def _tapped(update: Update, context: Context) -> None:
    assert update.callback_query is not None  # noqa: S101 - the handler wants a tap
    tap = Tap.unpack(update.callback_query.data or "") or NO_BUTTON
    sender, message = incoming(update), update.callback_query.message
    if is_wanted(tap) and isinstance(message, Message) and message.is_accessible:
        sender = replace(sender, shown=_shown(message))
    await hear(office_of(context), sender, tap)


def _shown(message: Message) -> Screen:
    """Read a message as it stands on the phone."""
    rows = message.reply_markup.inline_keyboard if message.reply_markup else ()
    buttons = [[Button(item.text, str(item.callback_data)) for item in row] for row in rows]
    return Screen(message.text or message.caption or "", tuple(map(tuple, buttons)))


HANDLER = CallbackQueryHandler(_tapped)

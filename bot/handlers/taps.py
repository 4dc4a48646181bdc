"""Tapped buttons."""

from telegram import Update
from telegram.ext import CallbackQueryHandler

from bot.conversation.screen import Tap
from bot.handlers.incoming import Context, incoming, office_of
from bot.services.dialogue import hear

NO_BUTTON = Tap("", "", "", "")  # one that is not ours is answered like one of a past question


async def _tapped(update: Update, context: Context) -> None:
    assert update.callback_query is not None  # noqa: S101 - the handler wants a tap
    tap = Tap.unpack(update.callback_query.data or "") or NO_BUTTON
    await hear(office_of(context), incoming(update), tap)


HANDLER = CallbackQueryHandler(_tapped)

"""Texts, contacts, and everything else that a person sends."""

from telegram import Update
from telegram.ext import MessageHandler, filters

from bot.conversation.turn import Other, Said, Shared
from bot.handlers.incoming import Context, incoming, office_of
from bot.services.commands import edited
from bot.services.dialogue import hear


async def _text(update: Update, context: Context) -> None:
    assert update.message is not None  # noqa: S101 - the filter wants a message
    await hear(office_of(context), incoming(update), Said(update.message.text or ""))


async def _contact(update: Update, context: Context) -> None:
    assert update.message is not None  # noqa: S101 - the filter wants a message
    contact = update.message.contact
    assert contact is not None  # noqa: S101 - the filter wants a contact
    assert update.effective_user is not None  # noqa: S101 - a private chat has a person
    own = contact.user_id == update.effective_user.id
    await hear(office_of(context), incoming(update), Shared(contact.phone_number, own))


async def _other(update: Update, context: Context) -> None:
    await hear(office_of(context), incoming(update), Other())


async def _edited(update: Update, context: Context) -> None:
    await edited(office_of(context), incoming(update))


NEW = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
# A live location is edited at every step of its owner: that asks for no answer.
CHANGED = filters.ChatType.PRIVATE & filters.UpdateType.EDITED_MESSAGE & ~filters.LOCATION
EDITED = MessageHandler(CHANGED, _edited)
TEXT = MessageHandler(NEW & filters.TEXT, _text)
CONTACT = MessageHandler(NEW & filters.CONTACT, _contact)
OTHER = MessageHandler(NEW & ~filters.StatusUpdate.ALL, _other)

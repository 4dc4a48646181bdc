"""Texts, contacts, voice messages, photos, and everything else that a person sends."""

from telegram import Message, Update
from telegram.ext import MessageHandler, filters

from bot.conversation.screen import Tap
from bot.conversation.turn import Other, Said, Sent, Shared
from bot.handlers.incoming import Context, incoming, office_of
from bot.services.commands import edited
from bot.services.dialogue import hear


async def _text(update: Update, context: Context) -> None:
    assert update.message is not None  # noqa: S101 - the filter wants a message
    said = Said(update.message.text or "")
    await hear(office_of(context), incoming(update), said, _replied_to(update.message))


async def _contact(update: Update, context: Context) -> None:
    assert update.message is not None  # noqa: S101 - the filter wants a message
    contact = update.message.contact
    assert contact is not None  # noqa: S101 - the filter wants a contact
    assert update.effective_user is not None  # noqa: S101 - a private chat has a person
    own = contact.user_id == update.effective_user.id
    await hear(office_of(context), incoming(update), Shared(contact.phone_number, own))


async def _media(update: Update, context: Context) -> None:
    assert update.message is not None  # noqa: S101 - the filter wants a message
    sent = _sent(update.message)
    await hear(office_of(context), incoming(update), sent, _replied_to(update.message))


async def _other(update: Update, context: Context) -> None:
    assert update.message is not None  # noqa: S101 - the filter wants a message
    await hear(office_of(context), incoming(update), Other(), _replied_to(update.message))


async def _edited(update: Update, context: Context) -> None:
    await edited(office_of(context), incoming(update))


def _sent(message: Message) -> Sent:
    """Read a voice message, or the largest size of a photo."""
    words, album = message.caption or "", message.media_group_id or ""
    if (voice := message.voice) is not None:
        length = voice.duration
        seconds = length if isinstance(length, int) else round(length.total_seconds())
        return Sent("voice", voice.file_id, words, seconds, voice.file_size or 0, album)
    largest = max(message.photo, key=lambda size: size.width * size.height)
    return Sent("photo", largest.file_id, words, size=largest.file_size or 0, album=album)


def _replied_to(message: Message) -> Tap | None:
    """Give a button of the message that this one replies to: it carries what that was about."""
    told = message.reply_to_message
    if told is None or told.reply_markup is None:
        return None
    buttons = [button for row in told.reply_markup.inline_keyboard for button in row]
    taps = (Tap.unpack(b.callback_data) for b in buttons if isinstance(b.callback_data, str))
    return next((tap for tap in taps if tap is not None), None)


NEW = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
# A live location is edited at every step of its owner: that asks for no answer.
CHANGED = filters.ChatType.PRIVATE & filters.UpdateType.EDITED_MESSAGE & ~filters.LOCATION
EDITED = MessageHandler(CHANGED, _edited)
TEXT = MessageHandler(NEW & filters.TEXT, _text)
CONTACT = MessageHandler(NEW & filters.CONTACT, _contact)
MEDIA = MessageHandler(NEW & (filters.VOICE | filters.PHOTO), _media)
OTHER = MessageHandler(NEW & ~filters.StatusUpdate.ALL, _other)

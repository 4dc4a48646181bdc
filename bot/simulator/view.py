"""A phone as the page draws it."""

from bot.simulator.model import Json, Message
from bot.simulator.phone import Phone
from bot.simulator.world import World

DOCUMENT_FIELDS = ("file_id", "file_name", "mime_type", "file_size")
VOICE_FIELDS = ("file_id", "duration", "mime_type", "file_size")
KINDS = ("voice", "photo", "document", "contact", "sticker")
CONTACT_FIELDS = ("phone_number", "first_name")


def phone_json(world: World, phone: Phone) -> Json:
    """Give all that stands on a phone's screen."""
    return {
        "id": phone.user_id,
        "label": phone.label,
        "name": phone.first_name,
        "language": phone.language_code,
        "started": phone.started,
        "blocked": phone.blocked,
        "link": phone.link,
        "description": world.profile.description_for(phone.language),
        "commands": world.profile.commands_for(phone.chat_id, phone.language),
        "keyboard": phone.keyboard,
        "messages": [message_json(message) for message in phone.messages],
    }


def message_json(message: Message) -> Json:
    """Give one message."""
    return {
        "message_id": message.message_id,
        "outgoing": message.outgoing,
        "date": message.date.isoformat(),
        "edited": message.edited.isoformat() if message.edited else None,
        "text": message.text,
        "reply_to": _quoted(message),
        "document": _part(message.document, DOCUMENT_FIELDS),
        "voice": _part(message.voice, VOICE_FIELDS),
        "photo": _part(message.photo, ("file_id",)),
        "contact": _part(message.contact, CONTACT_FIELDS),
        "sticker": message.sticker is not None,
        "inline_keyboard": message.inline_keyboard,
        "silent": message.silent,
    }


def _quoted(message: Message) -> Json | None:
    """Give what a reply shows of the message it replies to."""
    told = message.content.get("reply_to_message")
    if told is None:
        return None
    return {
        "message_id": told["message_id"],
        "text": told.get("text", told.get("caption")),
        "kind": next((kind for kind in KINDS if kind in told), None),
    }


def _part(whole: Json | None, fields: tuple[str, ...]) -> Json | None:
    return None if whole is None else {field: whole.get(field) for field in fields}

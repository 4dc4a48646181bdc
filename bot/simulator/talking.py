"""The Bot API methods that write in a chat: send, edit, delete, answer."""

from collections.abc import Callable

from bot.simulator.arguments import Arguments
from bot.simulator.checks import (
    MOST_TOAST,
    deletable,
    editable,
    read_caption,
    read_text,
    writable_chat,
)
from bot.simulator.files import StoredFile
from bot.simulator.markup import Markup, read_inline, read_markup
from bot.simulator.model import Json, Keyboard, Message, Upload, bad_request
from bot.simulator.texts import utf16
from bot.simulator.world import Chat, ReplyKeyboard, World

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
IMAGES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"RIFF")
KIND_NAMES = {"document": "Document", "photo": "Photo", "voice": "VoiceNote", "sticker": "Sticker"}
ACTIONS = {
    "cancel",
    "choose_sticker",
    "find_location",
    "record_video",
    "record_video_note",
    "record_voice",
    "typing",
    "upload_document",
    "upload_photo",
    "upload_video",
    "upload_video_note",
    "upload_voice",
}


def send_message(world: World, arguments: Arguments) -> Json:
    """Send a text."""
    content = read_text(arguments, too_long="message is too long")
    return _send(world, arguments, lambda: content)


def send_document(world: World, arguments: Arguments) -> Json:
    """Send a document."""

    def keep(upload: Upload) -> StoredFile:
        return world.files.document(upload.name, upload.data, upload.mime)

    return _send_file(world, arguments, "document", keep)


def send_voice(world: World, arguments: Arguments) -> Json:
    """Send a voice message."""

    def keep(upload: Upload) -> StoredFile:
        return world.files.voice(upload.data, arguments.integer("duration"), "audio/ogg")

    return _send_file(world, arguments, "voice", keep)


def send_photo(world: World, arguments: Arguments) -> Json:
    """Send a photo."""

    def keep(upload: Upload) -> StoredFile:
        if not upload.data.startswith(IMAGES):
            raise bad_request("IMAGE_PROCESS_FAILED")
        return world.files.photo(upload.data)

    return _send_file(world, arguments, "photo", keep)


def send_chat_action(world: World, arguments: Arguments) -> bool:
    """Show that the bot is busy."""
    action = arguments.text("action").lower()
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = writable_chat(world, arguments)
    chat.acted(action)
    return True


def edit_message_text(world: World, arguments: Arguments) -> Json:
    """Change the words of a message; a keyboard that is not sent along goes away."""
    content = read_text(arguments, too_long="MESSAGE_TOO_LONG")
    inline = read_inline(arguments)
    chat, message = editable(world, arguments)
    if "text" not in message.content:
        raise bad_request("there is no text in the message to edit")
    if content["text"] == message.content["text"] and inline == message.inline_keyboard:
        raise bad_request(NOT_MODIFIED)
    message.content = content
    message.edited = world.moment()
    return _show_keyboard(world, chat, message, inline)


def edit_message_reply_markup(world: World, arguments: Arguments) -> Json:
    """Change or remove the inline keyboard of a message."""
    inline = read_inline(arguments)
    chat, message = editable(world, arguments)
    if inline == message.inline_keyboard:
        raise bad_request(NOT_MODIFIED)
    return _show_keyboard(world, chat, message, inline)


def delete_message(world: World, arguments: Arguments) -> bool:
    """Delete a message."""
    chat, message = deletable(world, arguments)
    chat.messages.remove(message)
    world.changed(chat)
    return True


def answer_callback_query(world: World, arguments: Arguments) -> bool:
    """Answer a tap, once and soon."""
    text = arguments.text("text")
    if utf16(text) > MOST_TOAST:
        raise bad_request("MESSAGE_TOO_LONG")
    query_id = arguments.text("callback_query_id")
    question = world.take_question(query_id)
    if question is None:
        raise bad_request(TOO_OLD)
    toast = {
        "text": text,
        "show_alert": arguments.flag("show_alert"),
        "callback_query_id": query_id,
    }
    if chat := world.chats.get(question.chat_id):
        chat.answered(question, toast)
        world.changed(chat)
    return True


def _send(world: World, arguments: Arguments, make: Callable[[], Json]) -> Json:
    """Check the chat and the keyboard first, then make the content and write the message."""
    markup = read_markup(arguments)
    chat = writable_chat(world, arguments)
    message = world.write(chat, world.bot, make())
    message.silent = arguments.flag("disable_notification")
    message.inline_keyboard = markup.inline
    _show_reply_keyboard(chat, markup)
    world.changed(chat)
    return message.as_json()


def _send_file(
    world: World, arguments: Arguments, kind: str, keep: Callable[[Upload], StoredFile]
) -> Json:
    caption = read_caption(arguments)
    return _send(
        world, arguments, lambda: {**_file(world, arguments, kind, keep).content, **caption}
    )


def _file(
    world: World, arguments: Arguments, kind: str, keep: Callable[[Upload], StoredFile]
) -> StoredFile:
    """Keep the file that came along, or find the one that was sent before."""
    if upload := arguments.upload(kind):
        if not upload.data:
            raise bad_request("file must be non-empty")
        return keep(upload)
    file_id = arguments.text(kind)
    if not file_id:
        raise bad_request(f"there is no {kind} in the request")
    stored = world.files.by_id(file_id)
    if stored is None:
        raise bad_request("wrong remote file identifier specified: Wrong padding in the string")
    if stored.kind != kind:
        old, new = KIND_NAMES[stored.kind], KIND_NAMES[kind]
        raise bad_request(f"can't use file of type {old} as {new}")
    return stored


def _show_keyboard(world: World, chat: Chat, message: Message, inline: Keyboard | None) -> Json:
    message.inline_keyboard = inline
    world.changed(chat)
    return message.as_json()


def _show_reply_keyboard(chat: Chat, markup: Markup) -> None:
    if markup.keyboard:
        chat.reply_keyboard = ReplyKeyboard(markup.keyboard, markup.one_time)
    elif markup.remove:
        chat.reply_keyboard = None

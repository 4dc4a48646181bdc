"""The Bot API methods that send something into a chat."""

from collections.abc import Callable

from bot.simulator import opus
from bot.simulator.arguments import Arguments
from bot.simulator.checks import read_caption, read_text, writable_chat
from bot.simulator.files import StoredFile
from bot.simulator.markup import Markup, read_markup
from bot.simulator.model import Json, Upload, bad_request
from bot.simulator.replying import read_reply, told
from bot.simulator.world import Chat, ReplyKeyboard, World

IMAGES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"RIFF")
KIND_NAMES = {"document": "Document", "photo": "Photo", "voice": "VoiceNote", "sticker": "Sticker"}
LONGEST_VOICE = 86_400  # seconds
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
    """Send a voice message; a file of another kind is sent all the same, as a document."""
    writable_chat(world, arguments).check_hears()

    def keep(upload: Upload) -> StoredFile:
        mime = opus.voice_mime(upload.data)
        if mime is None:
            return world.files.document(upload.name, upload.data, upload.mime)
        return world.files.voice(upload.data, _seconds(arguments, upload.data), mime)

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


def _send(world: World, arguments: Arguments, make: Callable[[], Json]) -> Json:
    """Check the chat and the keyboard first, then make the content and write the message."""
    markup, reply = read_markup(arguments), read_reply(arguments)
    chat = writable_chat(world, arguments)
    beside = told(chat, reply)
    message = world.write(chat, world.bot, {**beside, **make()})
    chat.acted("cancel")
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
    if world.files.forgotten(file_id):
        raise bad_request("wrong file identifier/HTTP URL specified")
    if stored.kind != kind:
        old, new = KIND_NAMES[stored.kind], KIND_NAMES[kind]
        raise bad_request(f"can't use file of type {old} as {new}")
    return stored


def _show_reply_keyboard(chat: Chat, markup: Markup) -> None:
    if markup.keyboard:
        chat.reply_keyboard = ReplyKeyboard(markup.keyboard, markup.one_time)
    elif markup.remove:
        chat.reply_keyboard = None


def _seconds(arguments: Arguments, data: bytes) -> int:
    """Give how long a voice message lasts: as the bot says, else as the file does."""
    said = min(max(arguments.integer("duration"), 0), LONGEST_VOICE)
    return said or round(opus.seconds_of(data) or 0)

"""What Telegram refuses of texts, chats and messages, in its own words."""

import re
from datetime import timedelta

from bot.simulator.arguments import Arguments
from bot.simulator.model import Json, Message, bad_request
from bot.simulator.texts import MOST_CAPTION, MOST_TEXT, text_content, utf16
from bot.simulator.world import Chat, World

MOST_TOAST = 200
MOST_COMMANDS = 100
MOST_COMMAND_NAME = 32
MOST_COMMAND_WORDS = 256
DELETE_WITHIN = timedelta(hours=48)
COMMAND_NAME = re.compile(r"[a-z0-9_]{1,32}")
LANGUAGE = re.compile(r"[a-z]{2}")
WHITE = " \t\r\n\v\f"


def read_text(arguments: Arguments, *, too_long: str) -> Json:
    """Read the text of a message; `too_long` are the words for one over 4096 UTF-16 units."""
    _check_plain(arguments)
    text = arguments.text("text")
    if not text:
        raise bad_request("message text is empty")
    text = text.strip(WHITE)
    if not text:
        raise bad_request("text must be non-empty")
    if utf16(text) > MOST_TEXT:
        raise bad_request(too_long)
    return text_content(text)


def read_caption(arguments: Arguments) -> Json:
    """Read the caption of a file, if there is one."""
    _check_plain(arguments)
    caption = arguments.text("caption").strip(WHITE)
    if utf16(caption) > MOST_CAPTION:
        raise bad_request("message caption is too long")
    return {"caption": caption} if caption else {}


def _check_plain(arguments: Arguments) -> None:
    # The simulator shows plain text only; a mode that it cannot show it does not take.
    if arguments.text("parse_mode"):
        raise bad_request("unsupported parse_mode")


def find_chat(world: World, arguments: Arguments) -> Chat:
    """Find a chat that the bot knows."""
    if not arguments.text("chat_id"):
        raise bad_request("chat_id is empty")
    chat = world.chats.get(arguments.integer("chat_id"))
    if chat is None:
        raise bad_request("chat not found")
    return chat


def writable_chat(world: World, arguments: Arguments) -> Chat:
    """Find a chat that the bot may write in."""
    chat = find_chat(world, arguments)
    chat.check_writable()
    return chat


def editable(world: World, arguments: Arguments) -> tuple[Chat, Message]:
    """Find a message that the bot may edit: one of its own, however old."""
    if not arguments.text("chat_id") or not arguments.integer("message_id"):
        raise bad_request("message identifier is not specified")
    chat = writable_chat(world, arguments)
    message = chat.find(arguments.integer("message_id"))
    if message is None:
        raise bad_request("message to edit not found")
    if not message.outgoing:
        raise bad_request("message can't be edited")
    return chat, message


def deletable(world: World, arguments: Arguments) -> tuple[Chat, Message]:
    """Find a message that the bot may delete: any that is not older than 48 hours."""
    chat = find_chat(world, arguments)
    if not arguments.integer("message_id"):
        raise bad_request("message identifier is not specified")
    message = chat.find(arguments.integer("message_id"))
    if message is None:
        raise bad_request("message to delete not found")
    if world.now() - message.date > DELETE_WITHIN:
        raise bad_request("message can't be deleted for everyone")
    return chat, message


def read_language(arguments: Arguments) -> str:
    """Read a language code: two letters, or none for every other language."""
    code = arguments.text("language_code")
    if code and not LANGUAGE.fullmatch(code):
        raise bad_request("invalid language code specified")
    return code


def read_commands(arguments: Arguments) -> list[Json]:
    """Read the list of setMyCommands."""
    value = arguments.nested("commands", "can't parse commands JSON object")
    if value is None:
        return []
    if not isinstance(value, list):
        raise bad_request("expected an Array of BotCommand")
    commands = [_command(one) for one in value]
    if len(commands) > MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    return commands


def _command(value: object) -> Json:
    if not isinstance(value, dict):
        raise bad_request("can't parse BotCommand: expected an Object")
    for field in ("command", "description"):
        if not isinstance(value.get(field), str):
            raise bad_request(f"can't parse BotCommand: Can't find field \"{field}\"")
    name, words = value["command"].removeprefix("/"), value["description"].strip()
    _check_length("command", name, MOST_COMMAND_NAME)
    _check_length("command description", words, MOST_COMMAND_WORDS)
    if not COMMAND_NAME.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    return {"command": name, "description": words}


def _check_length(what: str, text: str, most: int) -> None:
    if not text:
        raise bad_request(f"{what} must be non-empty")
    if len(text) > most:
        raise bad_request(f"{what} length must not exceed {most}")

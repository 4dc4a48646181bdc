"""The Bot API methods about the bot itself: who it is, its commands, its words, its files."""

from bot.simulator.arguments import Arguments
from bot.simulator.checks import read_commands, read_language
from bot.simulator.files import DOWNLOAD_LIMIT
from bot.simulator.model import Json, bad_request
from bot.simulator.texts import utf16
from bot.simulator.world import World

MOST_DESCRIPTION = 512
MOST_SHORT_DESCRIPTION = 120
PLAIN_SCOPES = {
    "default",
    "all_private_chats",
    "all_group_chats",
    "all_chat_administrators",
}
CHAT_SCOPES = {"chat", "chat_administrators", "chat_member"}
MENU_BUTTONS = {"default", "commands", "web_app"}


def get_me(world: World, _arguments: Arguments) -> Json:
    """Tell who the bot is."""
    return {
        **world.bot,
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def set_my_commands(world: World, arguments: Arguments) -> bool:
    """Set the commands of a scope and language; none at all removes them."""
    commands = read_commands(arguments)
    key = _commands_key(world, arguments)
    world.profile.commands[key] = commands
    if not commands:
        del world.profile.commands[key]
    return _told_everybody(world)


def get_my_commands(world: World, arguments: Arguments) -> list[Json]:
    """Give the commands of exactly this scope and language."""
    return world.profile.commands.get(_commands_key(world, arguments), [])


def delete_my_commands(world: World, arguments: Arguments) -> bool:
    """Remove the commands of a scope and language."""
    world.profile.commands.pop(_commands_key(world, arguments), None)
    return _told_everybody(world)


def set_my_description(world: World, arguments: Arguments) -> bool:
    """Set the words of the empty chat."""
    return _set_words(world, arguments, "description", MOST_DESCRIPTION)


def get_my_description(world: World, arguments: Arguments) -> Json:
    """Give the words of the empty chat."""
    return _get_words(world, arguments, "description")


def set_my_short_description(world: World, arguments: Arguments) -> bool:
    """Set the words of the bot's profile."""
    return _set_words(world, arguments, "short_description", MOST_SHORT_DESCRIPTION)


def get_my_short_description(world: World, arguments: Arguments) -> Json:
    """Give the words of the bot's profile."""
    return _get_words(world, arguments, "short_description")


def set_chat_menu_button(world: World, arguments: Arguments) -> bool:
    """Set the button beside the typing field."""
    button = arguments.nested("menu_button", "can't parse menu button JSON object")
    button = {"type": "default"} if button is None else button
    if not isinstance(button, dict) or button.get("type") not in MENU_BUTTONS:
        raise bad_request("can't parse menu button: MenuButton has unsupported type")
    if arguments.chat_id is not None and arguments.chat_id not in world.chats:
        raise bad_request("chat not found")
    world.profile.menu_buttons[arguments.chat_id] = button
    return True


def get_file(world: World, arguments: Arguments) -> Json:
    """Give the path under which a file can be fetched."""
    file_id = arguments.text("file_id")
    if not file_id:
        raise bad_request("file_id not specified")
    stored = world.files.by_id(file_id)
    if stored is None:
        raise bad_request("invalid file_id")
    if world.files.forgotten(file_id):
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if stored.size > DOWNLOAD_LIMIT:
        raise bad_request("file is too big")
    return {**stored.reference, "file_path": stored.path}


def delete_webhook(world: World, arguments: Arguments) -> bool:
    """Do nothing: there never is a webhook here; waiting updates can be forgotten."""
    if arguments.flag("drop_pending_updates"):
        world.queue.clear()
    return True


def get_webhook_info(world: World, _arguments: Arguments) -> Json:
    """Tell that there is no webhook, and how many updates wait."""
    return {
        "url": "",
        "has_custom_certificate": False,
        "pending_update_count": len(world.queue),
    }


def _commands_key(world: World, arguments: Arguments) -> tuple[str, str]:
    scope = arguments.nested("scope", "can't parse BotCommandScope JSON object")
    scope = {"type": "default"} if scope is None else scope
    if not isinstance(scope, dict):
        raise bad_request("BotCommandScope must be an Object")
    return _scope_name(world, scope), read_language(arguments)


def _scope_name(world: World, scope: Json) -> str:
    kind = scope.get("type")
    if kind in PLAIN_SCOPES:
        return str(kind)
    if kind not in CHAT_SCOPES:
        raise bad_request("unsupported type specified")
    try:
        chat_id = int(scope.get("chat_id", ""))
    except ValueError:
        raise bad_request("chat not found") from None
    if chat_id not in world.chats:
        raise bad_request("chat not found")
    if kind != "chat" and chat_id > 0:
        raise bad_request("can't use specified scope in private chats")
    return f"{kind}:{chat_id}"


def _set_words(world: World, arguments: Arguments, field: str, most: int) -> bool:
    words, language = arguments.text(field), read_language(arguments)
    if utf16(words) > most:
        raise bad_request(f"{field.replace('_', ' ')} is too long")
    kept: dict[str, str] = getattr(world.profile, f"{field}s")
    kept[language] = words
    if not words:
        del kept[language]
    return _told_everybody(world)


def _get_words(world: World, arguments: Arguments, field: str) -> Json:
    kept: dict[str, str] = getattr(world.profile, f"{field}s")
    return {field: kept.get(read_language(arguments)) or kept.get("", "")}


def _told_everybody(world: World) -> bool:
    for chat in world.chats.values():
        world.changed(chat)
    return True

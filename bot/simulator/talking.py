"""The Bot API methods that change what stands in a chat, and that answer a tap."""

from bot.simulator.arguments import Arguments
from bot.simulator.checks import MOST_TOAST, deletable, editable, read_text
from bot.simulator.markup import read_inline
from bot.simulator.model import Json, Keyboard, Message, bad_request
from bot.simulator.texts import utf16
from bot.simulator.world import Chat, World

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


def edit_message_text(world: World, arguments: Arguments) -> Json:
    """Change the words of a message; a keyboard that is not sent along goes away."""
    content = read_text(arguments, too_long="MESSAGE_TOO_LONG")
    inline = read_inline(arguments)
    chat, message = editable(world, arguments)
    if "text" not in message.content:
        raise bad_request("there is no text in the message to edit")
    if content["text"] == message.content["text"] and inline == message.inline_keyboard:
        raise bad_request(NOT_MODIFIED)
    message.reword(content, world.moment())
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


def _show_keyboard(world: World, chat: Chat, message: Message, inline: Keyboard | None) -> Json:
    message.inline_keyboard = inline
    world.changed(chat)
    return message.as_json()

"""What every handler reads from an update."""

from typing import Any, TypeAlias

from telegram import Update
from telegram.ext import CallbackContext, ExtBot

from bot.services.dialogue import Incoming
from bot.services.office import Office

Context: TypeAlias = CallbackContext[ExtBot[Any], dict[Any, Any], dict[Any, Any], dict[Any, Any]]
LONGEST_NAME = 40


def office_of(context: Context) -> Office:
    """Give the office that the program runs."""
    office: Office = context.bot_data["office"]
    return office


def incoming(update: Update) -> Incoming:
    """Read who sent an update, and from which button."""
    user, chat, query = update.effective_user, update.effective_chat, update.callback_query
    assert user is not None  # noqa: S101 - the handlers take updates of people only
    assert chat is not None  # noqa: S101
    return Incoming(
        update.update_id,
        chat.id,
        " ".join(user.first_name.split())[:LONGEST_NAME],
        user.language_code,
        query.id if query else None,
        query.message.message_id if query and query.message else None,
    )

"""Telegram in, plain values out: register() is the ordered list of who hears what."""

from typing import Any

from telegram.ext import Application

from bot.handlers import commands, groups, membership, messages, taps
from bot.services.office import Office


def register(application: Application[Any, Any, Any, Any, Any, Any], office: Office) -> None:
    """Add all handlers; the first that fits an update gets it."""
    application.bot_data["office"] = office
    for handler in (
        membership.HANDLER,
        groups.TAPS,
        groups.MESSAGES,
        taps.HANDLER,
        messages.EDITED,
        commands.HANDLER,
        messages.TEXT,
        messages.CONTACT,
        messages.MEDIA,
        messages.OTHER,
    ):
        application.add_handler(handler)

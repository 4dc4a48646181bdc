"""A strict Telegram Bot API server with phones, for the demo and for tests over real HTTP."""

from bot.simulator.faults import Fault, Faults
from bot.simulator.group import Group
from bot.simulator.mails import Mail, Mailbox
from bot.simulator.model import Call, Message, RefusalError, Toast
from bot.simulator.phone import NotPossibleError, Phone
from bot.simulator.server import Simulator

__all__ = [
    "Call",
    "Fault",
    "Faults",
    "Group",
    "Mail",
    "Mailbox",
    "Message",
    "NotPossibleError",
    "Phone",
    "RefusalError",
    "Simulator",
    "Toast",
]

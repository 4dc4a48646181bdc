"""What a person in front of a phone does: types a text, or taps a button."""

import time
from dataclasses import dataclass, field
from itertools import count as numbers

from benchmarks.load.telegram import Json


@dataclass(slots=True)
class Chat:
    """A person: the newest buttons (what each carries), and the answers that are waited for."""

    id: int
    buttons: list[str] = field(default_factory=list)
    message: int = 1
    since: float = 0.0  # when the person did something
    screens: int = 0  # answers that are still to come: messages,
    toasts: int = 0  # and the end of the tapped button's waiting


_numbers = numbers(1)


def said(chat: Chat, text: str) -> Json:
    """Write the update of a typed text; one message answers it."""
    chat.screens, chat.toasts = 1, 0
    length = len(text.split(maxsplit=1)[0])
    command = [{"type": "bot_command", "offset": 0, "length": length}]
    message = {
        "message_id": next(_numbers),
        "date": int(time.time()),
        "chat": {"id": chat.id, "type": "private", "first_name": "Sam"},
        "from": _person(chat),
        "text": text,
    }
    return {"message": message | ({"entities": command} if text.startswith("/") else {})}


def tapped(chat: Chat, data: str) -> Json:
    """Write the update of a tapped button; a message answers it, and the button stops waiting."""
    chat.screens, chat.toasts = 1, 1
    message = {
        "message_id": chat.message,
        "date": int(time.time()),
        "chat": {"id": chat.id, "type": "private", "first_name": "Sam"},
        "text": "…",
    }
    return {
        "callback_query": {
            "id": f"{chat.id}-{next(_numbers)}",
            "from": _person(chat),
            "chat_instance": "1",
            "message": message,
            "data": data,
        }
    }


def _person(chat: Chat) -> Json:
    return {"id": chat.id, "is_bot": False, "first_name": "Sam", "language_code": "nl"}

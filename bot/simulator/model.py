"""What the simulator keeps: messages, toasts, calls and files, and the refusal of a call."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

Json = dict[str, Any]
Keyboard = list[list[Json]]


class RefusalError(Exception):
    """Telegram refuses this call, with its code and its own words."""

    def __init__(self, code: int, description: str, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.retry_after = retry_after


def bad_request(words: str) -> RefusalError:
    """Give the refusal that Telegram answers to a request with a fault in it."""
    return RefusalError(400, f"Bad Request: {words}")


def forbidden(words: str) -> RefusalError:
    """Give the refusal that Telegram answers to a bot that may not do this."""
    return RefusalError(403, f"Forbidden: {words}")


@dataclass
class Message:
    """One message in a chat; `content` holds its fields as the Bot API names them."""

    message_id: int
    chat: Json
    sender: Json
    outgoing: bool
    date: datetime
    content: Json
    inline_keyboard: Keyboard | None = None
    edited: datetime | None = None
    silent: bool = False

    @property
    def text(self) -> str | None:
        """The words that a person sees: the text, or the caption of a file."""
        return self.content.get("text", self.content.get("caption"))

    @property
    def document(self) -> Json | None:
        """The Bot API's Document."""
        return self.content.get("document")

    @property
    def voice(self) -> Json | None:
        """The Bot API's Voice."""
        return self.content.get("voice")

    @property
    def photo(self) -> Json | None:
        """The largest PhotoSize."""
        sizes: list[Json] | None = self.content.get("photo")
        return sizes[-1] if sizes else None

    @property
    def contact(self) -> Json | None:
        """The Bot API's Contact."""
        return self.content.get("contact")

    @property
    def sticker(self) -> Json | None:
        """The Bot API's Sticker."""
        return self.content.get("sticker")

    @property
    def buttons(self) -> list[str]:
        """The labels of the inline buttons, row by row."""
        return [button["text"] for row in self.inline_keyboard or [] for button in row]

    def data(self, text: str) -> str:
        """Give the callback_data of the first button whose label contains `text`."""
        for row in self.inline_keyboard or []:
            for button in row:
                if text in button["text"] and "callback_data" in button:
                    return str(button["callback_data"])
        raise LookupError(f"no button with {text!r} in message {self.message_id}: {self.buttons}")

    def reword(self, content: Json, at: datetime) -> None:
        """Say something else; what the message replies to stays."""
        told = {k: v for k, v in self.content.items() if k == "reply_to_message"}
        self.content = {**content, **told}
        self.edited = at

    def as_told(self) -> Json:
        """Give the Message as a reply to it tells of it: without what it replies to itself."""
        return {k: v for k, v in self.as_json().items() if k != "reply_to_message"}

    def as_json(self) -> Json:
        """Give the Message as the Bot API writes it."""
        written: Json = {
            "message_id": self.message_id,
            "from": self.sender,
            "chat": self.chat,
            "date": int(self.date.timestamp()),
            **self.content,
        }
        if self.edited:
            written["edit_date"] = int(self.edited.timestamp())
        if self.inline_keyboard:
            written["reply_markup"] = {"inline_keyboard": self.inline_keyboard}
        return written


@dataclass(frozen=True)
class Toast:
    """What answerCallbackQuery showed on a phone."""

    text: str
    show_alert: bool
    callback_query_id: str


@dataclass(frozen=True)
class Call:
    """One Bot API call; `status` is 0 where the answer was dropped on the way.

    `done`: the work was done, whatever the caller heard of it; `fault`: the kind of the fault that
    hit the call, '' if none did.
    """

    method: str
    params: Json
    at: datetime
    chat_id: int | None
    status: int
    result: object
    done: bool = False
    fault: str = ""


@dataclass(frozen=True)
class Upload:
    """A file that came with a call."""

    name: str
    mime: str
    data: bytes = field(repr=False)

"""A person with a phone: what a finger does becomes an update."""

import re

from bot.simulator.files import StoredFile
from bot.simulator.model import Json
from bot.simulator.screen import Screen
from bot.simulator.texts import MOST_CAPTION, MOST_TEXT, text_content, utf16
from bot.simulator.world import Question, World

PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")


class NotPossibleError(Exception):
    """Telegram's app does not let a person do this."""


def _typed(text: str, most: int = MOST_TEXT) -> str:
    """Give what the app sends of what was typed."""
    text = text.strip()
    if not 0 < utf16(text) <= most:
        raise NotPossibleError(f"a message has 1 to {most} characters")
    return text


class Phone(Screen):
    """A person, with the private chat with the bot; each method gives the update_id it made."""

    def __init__(
        self,
        world: World,
        user_id: int,
        first_name: str,
        *,
        language_code: str | None = None,
        label: str = "",
        link: str | None = None,
    ) -> None:
        super().__init__(world, user_id, first_name, language_code)
        self.label = label
        self.link = link
        self.number = f"3161{user_id % 10**7:07d}"

    @property
    def user(self) -> Json:
        """The person as the Bot API's User."""
        person: Json = {"id": self.user_id, "is_bot": False, "first_name": self.first_name}
        if self.language_code:
            person["language_code"] = self.language_code
        return person

    def start(self, payload: str | None = None) -> int:
        """Press START, or open a link with this payload; a blocked bot is unblocked by it."""
        if payload and not PAYLOAD.fullmatch(payload):
            raise NotPossibleError(f"a link cannot carry {payload!r}: at most 64 of A-Za-z0-9_-")
        if self.blocked:
            self.unblock()
        return self._send(text_content(f"/start {payload}" if payload else "/start"))

    def type(self, text: str, reply_to: int | None = None) -> int:
        """Send words; leading and trailing white space falls away as in the app."""
        self._use_keyboard(text)
        return self._send(text_content(_typed(text)), reply_to)

    def tap(self, message_id: int, data: str, *, inaccessible: bool = False) -> int:
        """Tap an inline button, or one that was there a moment ago.

        Of a message that is gone, or is `inaccessible` to the bot, Telegram tells next to nothing.
        """
        message = None if inaccessible else self.find(message_id)
        asked = Question(self.chat_id, self.user_id, message_id, self._world.now())
        gone = {"chat": self.facts, "message_id": message_id, "date": 0}
        query = {
            "id": self._world.ask(asked),
            "from": self.user,
            "message": message.as_json() if message else gone,
            "chat_instance": str(7_000_000_000_000_000_000 + self.chat_id),
            "data": data,
        }
        return self._world.queue.add({"callback_query": query})

    def tap_text(self, text: str, *, inaccessible: bool = False) -> int:
        """Tap the newest inline button with this in its label, else that of the keyboard.

        `inaccessible`: see `tap`. Raises LookupError with the buttons that are there.
        """
        for message in reversed(self.messages):
            for button in (one for row in message.inline_keyboard or [] for one in row):
                if text in button["text"] and "callback_data" in button:
                    data = button["callback_data"]
                    return self.tap(message.message_id, data, inaccessible=inaccessible)
        for button in (one for row in self.keyboard or [] for one in row):
            if text in button["text"]:
                asks = button.get("request_contact")
                return self.share_contact() if asks else self.type(button["text"])
        raise LookupError(self.complaint(text))

    def share_contact(self, number: str | None = None, user_id: int | None = None) -> int:
        """Share one's own number, or with a number given, somebody else's contact."""
        own = number is None or user_id == self.user_id
        contact: Json = {
            "phone_number": number or self.number,
            "first_name": self.first_name if own else "Somebody",
        }
        if own or user_id is not None:
            contact["user_id"] = self.user_id if own else user_id
        self._use_keyboard(None)
        return self._send({"contact": contact})

    def send_voice(
        self,
        data: bytes,
        seconds: int,
        mime: str = "audio/ogg",
        reply_to: int | None = None,
        *,
        size: int | None = None,
    ) -> int:
        """Send a voice message of any bytes; `size` claims that there are more than there are."""
        stored = self._world.files.voice(data, seconds, mime, size)
        return self._send_file(stored, {}, reply_to)

    def send_photo(
        self, data: bytes, caption: str = "", album: str = "", reply_to: int | None = None
    ) -> int:
        """Send a photo, with words below it, or as one of an album."""
        below = {"caption": _typed(caption, MOST_CAPTION)} if caption else {}
        beside = {"media_group_id": album} if album else {}
        return self._send_file(self._world.files.photo(data), {**below, **beside}, reply_to)

    def send_document(self, name: str, data: bytes, mime: str) -> int:
        """Send a document."""
        return self._send_file(self._world.files.document(name, data, mime))

    def send_sticker(self, reply_to: int | None = None) -> int:
        """Send a sticker."""
        return self._send_file(self._world.files.sticker(), {}, reply_to)

    def edit(self, message_id: int, text: str) -> int:
        """Change the words of one's own message."""
        message = self.find(message_id)
        if message is None or message.outgoing or "text" not in message.content:
            raise NotPossibleError(f"message {message_id} is not a text of one's own")
        message.reword(text_content(_typed(text)), self._world.moment())
        self._world.changed(self)
        return self._world.queue.add({"edited_message": message.as_json()})

    def block(self) -> int:
        """Block the bot."""
        return self._set_blocked(blocked=True)

    def unblock(self) -> int:
        """Unblock the bot."""
        return self._set_blocked(blocked=False)

    def _send(self, content: Json, reply_to: int | None = None) -> int:
        if self.blocked:
            raise NotPossibleError("the bot is blocked: unblock it first")
        told = {} if reply_to is None else {"reply_to_message": self._told(reply_to)}
        self.started = True
        message = self._world.write(self, self.user, {**content, **told})
        return self._world.queue.add({"message": message.as_json()})

    def _told(self, message_id: int) -> Json:
        """Give the message that is replied to, as it is now; of its own reply nothing is told."""
        message = self.find(message_id)
        if message is None:
            raise NotPossibleError(f"message {message_id} is not in this chat any more")
        return message.as_told()

    def _send_file(
        self, stored: StoredFile, beside: Json | None = None, reply_to: int | None = None
    ) -> int:
        return self._send({**stored.content, **(beside or {})}, reply_to)

    def _use_keyboard(self, text: str | None) -> None:
        """Hide a keyboard that is shown once, when one of its buttons was used."""
        keyboard = self.reply_keyboard
        if keyboard is None or not keyboard.one_time:
            return
        labels = {button["text"] for row in keyboard.rows for button in row}
        if text is None or text in labels:
            self.reply_keyboard = None

    def _set_blocked(self, *, blocked: bool) -> int:
        bot = self._world.bot
        inside, outside = (
            {"user": bot, "status": "member"},
            {"user": bot, "status": "kicked", "until_date": 0},
        )
        self.blocked = blocked
        self._world.changed(self)
        change = {
            "chat": self.facts,
            "from": self.user,
            "date": int(self._world.moment().timestamp()),
            "old_chat_member": inside if blocked else outside,
            "new_chat_member": outside if blocked else inside,
        }
        return self._world.queue.add({"my_chat_member": change})

"""The world that the bot lives in: its chats, its profile, the updates and the calls."""

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count

from bot.simulator.changes import Changes, Feed
from bot.simulator.files import Files
from bot.simulator.mails import Mailbox
from bot.simulator.model import Call, Json, Keyboard, Message
from bot.simulator.updates import UpdateQueue, fresh_number

# Telegram does not publish the figure; makers of bots measured about 15 seconds.
ANSWER_WITHIN = timedelta(seconds=15)


@dataclass
class ReplyKeyboard:
    """The keyboard under the typing field."""

    rows: Keyboard
    one_time: bool = False


class Chat:
    """A chat and what stands in it."""

    def __init__(self, chat_id: int, facts: Json) -> None:
        self.chat_id = chat_id
        self.facts = {"id": chat_id, **facts}
        self.messages: list[Message] = []
        self.reply_keyboard: ReplyKeyboard | None = None

    def find(self, message_id: int) -> Message | None:
        """Find a message that was not deleted."""
        return next((m for m in self.messages if m.message_id == message_id), None)

    def check_writable(self) -> None:
        """Raise RefusalError where the bot may not write; in a group it may."""

    def check_hears(self) -> None:
        """Raise RefusalError where nobody may be sent a voice message; in a group one may."""

    def acted(self, action: str) -> None:
        """Hear that the bot is typing or the like; 'cancel' when it is no more."""

    def answered(self, question: "Question", toast: Json) -> None:
        """Hear that a tap was answered; a group has no phone to show it."""


@dataclass(frozen=True)
class Question:
    """A callback query that waits for its answer."""

    chat_id: int
    user_id: int
    message_id: int
    asked: datetime


@dataclass
class Profile:
    """What the bot told Telegram about itself, per language ('' is every other language)."""

    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    menu_buttons: dict[int | None, Json] = field(default_factory=dict)

    def commands_for(self, chat_id: int, language: str) -> list[Json]:
        """Give the commands that a private chat shows: the nearest scope, then the language."""
        for scope in (f"chat:{chat_id}", "all_private_chats", "default"):
            for code in (language, ""):
                if found := self.commands.get((scope, code)):
                    return found
        return []

    def description_for(self, language: str) -> str:
        """Give the words of the empty chat."""
        return self.descriptions.get(language) or self.descriptions.get("", "")


class World:
    """Everything that the Bot API, the phones and the page look at."""

    def __init__(self, token: str, now: Callable[[], datetime], username: str) -> None:
        self.token = token
        self.now = now
        self.bot: Json = {
            "id": int(token.split(":", 1)[0]),
            "is_bot": True,
            "first_name": "Kansencoach",
            "username": username,
        }
        self.changes = Changes()
        self.feed = Feed()
        self.files = Files()
        self.profile = Profile()
        self.queue = UpdateQueue(self.changes, now)
        self.chats: dict[int, Chat] = {}
        self.mailboxes: dict[str, Mailbox] = {}
        self.calls: list[Call] = []
        self.questions: dict[str, Question] = {}
        self._closed = asyncio.Event()
        self._message_ids = count(fresh_number(1))
        self._question_ids = count(fresh_number(1000))

    def moment(self) -> datetime:
        """Give the clock's time in whole seconds, as Telegram counts."""
        return self.now().replace(microsecond=0)

    def write(self, chat: Chat, sender: Json, content: Json) -> Message:
        """Put a message into a chat."""
        message = Message(
            message_id=next(self._message_ids),
            chat=chat.facts,
            sender=sender,
            outgoing=sender["id"] == self.bot["id"],
            date=self.moment(),
            content=content,
        )
        chat.messages.append(message)
        self.changed(chat)
        return message

    def changed(self, chat: Chat) -> None:
        """Tell everybody who waits that this chat changed."""
        self.changes.ring()
        self.feed.chat(chat.chat_id)

    def ask(self, question: Question, query_id: str | None = None) -> str:
        """Note a tap that waits for its answer, and give its id."""
        name = query_id or str((question.user_id << 32) + next(self._question_ids))
        self.questions[name] = question
        return name

    def take_question(self, query_id: str) -> Question | None:
        """Give a tap that may be answered now, once; a late one may not."""
        question = self.questions.pop(query_id, None)
        if question is None or self.now() - question.asked > ANSWER_WITHIN:
            return None
        return question

    def note(self, call: Call) -> None:
        """Keep a call for those who look back."""
        self.calls.append(call)
        self.changes.ring()

    @property
    def closing(self) -> bool:
        """Whether the server stops."""
        return self._closed.is_set()

    async def rest(self, seconds: float) -> None:
        """Let time go by, unless the server stops."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._closed.wait()

    def close(self) -> None:
        """Let long polls and open pages end."""
        self._closed.set()
        self.queue.close()
        self.feed.wake()

"""People in front of their phones: who says what next, and how long each waited for the answer."""

import json
import statistics
import time
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from random import Random
from typing import Protocol

from benchmarks.load.doing import Chat
from benchmarks.load.telegram import Call, Json, Telegram


class Manner(Protocol):
    """How the people of a crowd behave."""

    def act(self, chat: Chat, chance: Random) -> Json:
        """Do something; note in the chat which answers it asks for."""

    def is_screen(self, call: Call) -> bool:
        """Tell whether a call shows the person what was asked for."""


@dataclass(frozen=True)
class Waits:
    """How long the answers took, in seconds; and how many never came."""

    seconds: list[float]
    lost: int = 0

    @property
    def median(self) -> float:
        """Half of the answers came within so many seconds."""
        return statistics.median(self.seconds) if self.seconds else float("inf")

    @property
    def p99(self) -> float:
        """99 of 100 answers came within so many seconds; infinite when that many are lost."""
        every = sorted(self.seconds) + [float("inf")] * self.lost
        return every[int(len(every) * 0.99)] if every else float("inf")


@dataclass(slots=True)
class Count:
    """How much there was since the start: what people did, calls, and messages among those."""

    acts: int = 0
    calls: int = 0
    messages: int = 0


class Crowd:
    """People who act when told to; nobody acts twice before the answer came.

    An act that finds everybody waiting happens as soon as somebody is free, and its wait counts
    from when it was due.
    """

    def __init__(self, telegram: Telegram, people: Iterable[Chat], manner: Manner) -> None:
        self._telegram, self._manner, self._chance = telegram, manner, Random(3)
        self._chats = {chat.id: chat for chat in people}
        self._idle = deque(self._chats.values())
        self._late: deque[float] = deque()
        self._waits: list[float] = []
        self.count = Count()
        telegram.hears = self._hear

    def act(self, due: float) -> None:
        """Let the next person who is free do something."""
        if not self._idle:
            self._late.append(due)
            return
        chat = self._idle.popleft()
        chat.since = due
        self.count.acts += 1
        self._telegram.give(self._manner.act(chat, self._chance))

    @property
    def waiting(self) -> int:
        """How many answers are still to come."""
        return len(self._chats) - len(self._idle) + len(self._late)

    @property
    def answered(self) -> int:
        """How many answers came since the last count."""
        return len(self._waits)

    def counted(self) -> Waits:
        """Give the waits since the last time; who waits now gives up."""
        waits = Waits(self._waits, self.waiting)
        self._waits = []
        self._late.clear()
        for chat in self._chats.values():
            chat.screens = chat.toasts = 0
        self._idle = deque(self._chats.values())
        return waits

    def _hear(self, call: Call) -> None:
        self.count.calls += 1
        if call.method == "answerCallbackQuery":
            chat = self._chats.get(int(call.query.partition("-")[0]))
            if chat is not None and chat.toasts:
                chat.toasts -= 1
                self._settle(chat)
            return
        self.count.messages += 1
        if self._manner.is_screen(call) and (chat := self._chats.get(call.chat)) is not None:
            chat.message, chat.buttons = call.message, buttons(call.markup)
            if chat.screens:
                chat.screens -= 1
                self._settle(chat)

    def _settle(self, chat: Chat) -> None:
        if chat.screens or chat.toasts:
            return
        self._waits.append(time.perf_counter() - chat.since)
        self._idle.append(chat)
        if self._late:
            self.act(self._late.popleft())


def buttons(markup: str) -> list[str]:
    """Read what the inline buttons of a message carry."""
    rows = json.loads(markup).get("inline_keyboard", []) if markup else []
    return [button["callback_data"] for row in rows for button in row]

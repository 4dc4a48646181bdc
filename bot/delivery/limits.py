"""How fast we may talk to Telegram: two lanes before one gate, and a halt when it says so."""

import asyncio
import os
from asyncio import Future, TimerHandle
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import timedelta
from itertools import chain, count
from math import ceil, inf
from typing import Any, Final

from telegram.error import NetworkError, RetryAfter
from telegram.ext import BaseRateLimiter

# RetryAfter warns of its own attribute on every 429 unless it may be a timedelta.
os.environ.setdefault("PTB_TIMEDELTA", "1")

REPLY: Final = 0
REMINDER: Final = 1

# What appears in a chat counts: new messages and edits. Answers to a tap, deletions and settings
# appear in none, and "is typing" is no message.
_EDIT: Final = "editMessage"
_COUNTED: Final = ("send", _EDIT, "copyMessage", "forwardMessage")
_FREE: Final = frozenset({"sendChatAction"})

Chat = int | str | None
Answer = bool | dict[str, Any] | list[dict[str, Any]]


def in_lane(lane: int) -> dict[str, Any]:
    """Give what a call of the bot needs so that it stands in this lane."""
    return {"rate_limit_args": {"lane": lane}}


@dataclass(frozen=True, slots=True)
class Rate:
    """So many a second, and a burst; a bucket's whole state is the moment it is full again."""

    per_second: float
    burst: int

    def ready_at(self, full_at: float) -> float:
        """Give the moment from which one more may go, on the loop's clock in seconds."""
        return full_at - (self.burst - 1) / self.per_second

    def spend(self, full_at: float, now: float) -> float:
        """Give the moment at which the bucket is full again when one goes now."""
        return max(full_at, now) + 1 / self.per_second


@dataclass(frozen=True, slots=True)
class _Waiter:
    """One request that stands in a lane."""

    number: int
    chat: Chat
    turn: Future[None]


class TwoLanes(BaseRateLimiter[dict[str, Any]]):
    """Replies go before reminders; each chat and all chats together keep to Telegram's pace.

    The lane comes from `rate_limit_args={"lane": REMINDER}`; without it a request is a reply.
    Within a lane the first come goes first, except that a chat which must wait lets others pass.
    A RetryAfter is raised to the caller, who decides about another try; until its deadline every
    other counted request is refused in the same way, also one that stands in a lane: what it says
    may be withdrawn by then, so its caller has to look again. Time is the loop's, in seconds.
    """

    def __init__(
        self,
        *,
        per_second: float = 28.0,
        burst: int = 2,
        chat_per_second: float = 1.0,
        chat_burst: int = 4,
    ) -> None:
        self._rate = Rate(per_second, burst)
        self._chat_rate = Rate(chat_per_second, chat_burst)
        self._full_at = -inf
        self._chat_full_at: dict[int | str, float] = {}
        self._halt_until = -inf
        self._lanes: tuple[dict[int, _Waiter], ...] = ({}, {})
        self._numbers = count()
        self._wake: TimerHandle | None = None
        self._sweep: TimerHandle | None = None

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Stop the timers; who still waits gets a NetworkError, for nothing of it was sent."""
        for timer in (self._wake, self._sweep):
            if timer is not None:
                timer.cancel()
        self._wake = self._sweep = None
        for waiter in chain(*(lane.values() for lane in self._lanes)):
            if not waiter.turn.done():
                waiter.turn.set_exception(NetworkError("The bot stops; this was not sent."))

    def halted_for(self) -> float:
        """Tell how many seconds Telegram still wants silence; 0 when it does not."""
        return max(0.0, self._halt_until - asyncio.get_running_loop().time())

    async def process_request(  # noqa: PLR0917 — PTB's own signature
        self,
        callback: Callable[..., Coroutine[Any, Any, Answer]],
        args: Any,  # noqa: ANN401 — idem
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: dict[str, Any] | None,
    ) -> Answer:
        """Wait for a turn when the method counts, then make the request once.

        Raises what the request raises; RetryAfter in a halt; ValueError for a lane that is none.
        """
        if endpoint in _FREE or not endpoint.startswith(_COUNTED):
            return await callback(*args, **kwargs)
        if self.halted_for() > 0:
            raise self._refusal()
        chat = None if endpoint.startswith(_EDIT) else _chat(data)
        await self._turn(chat, _lane(rate_limit_args))
        try:
            return await callback(*args, **kwargs)
        except RetryAfter as refusal:
            self._halt(refusal.retry_after)
            raise

    async def _turn(self, chat: Chat, lane: int) -> None:
        """Stand in the lane until the gate opens; leave it when the caller is cancelled."""
        waiter = _Waiter(next(self._numbers), chat, asyncio.get_running_loop().create_future())
        self._lanes[lane][waiter.number] = waiter
        self._open()
        try:
            await waiter.turn
        finally:
            self._lanes[lane].pop(waiter.number, None)

    def _halt(self, retry_after: float | timedelta) -> None:
        """Note the deadline, and refuse who stands in a lane.

        An earlier deadline never shortens a later one.
        """
        seconds = retry_after.total_seconds() if isinstance(retry_after, timedelta) else retry_after
        until = asyncio.get_running_loop().time() + seconds
        self._halt_until = max(self._halt_until, until)
        for waiter in chain(*(lane.values() for lane in self._lanes)):
            if not waiter.turn.done():
                waiter.turn.set_exception(self._refusal())

    def _refusal(self) -> RetryAfter:
        return RetryAfter(timedelta(seconds=ceil(self.halted_for())))

    def _open(self) -> None:
        """Let through everyone who may go now, and wake up when the next one may."""
        loop = asyncio.get_running_loop()
        now = loop.time()
        while self._gate_opens_at() <= now and self._let_one_through(now):
            pass
        if self._wake is not None:
            self._wake.cancel()
        moment = self._next_moment(now)
        self._wake = None if moment is None else loop.call_at(moment, self._open)

    def _gate_opens_at(self) -> float:
        """Give the moment from which all chats together may have one more."""
        return self._rate.ready_at(self._full_at)

    def _next_moment(self, now: float) -> float | None:
        """Give the moment at which somebody may go; None when nobody waits.

        Who waits at a closed gate is not looked at: thousands of reminders stand there cheaply.
        """
        if not any(self._lanes):
            return None
        if (opens_at := self._gate_opens_at()) > now:
            return opens_at
        waiting = chain(*(lane.values() for lane in self._lanes))
        return min(self._chat_ready_at(waiter.chat) for waiter in waiting)

    def _let_one_through(self, now: float) -> bool:
        """Give a turn to the first whose chat may have one, replies before reminders."""
        for lane in self._lanes:
            for waiter in lane.values():
                if not waiter.turn.done() and self._chat_ready_at(waiter.chat) <= now:
                    del lane[waiter.number]
                    self._spend(waiter.chat, now)
                    waiter.turn.set_result(None)
                    return True
        return False

    def _spend(self, chat: Chat, now: float) -> None:
        """Note one request of this chat, and see to it that the chat is forgotten in time."""
        self._full_at = self._rate.spend(self._full_at, now)
        if chat is not None:
            full_at = self._chat_rate.spend(self._chat_full_at.get(chat, -inf), now)
            self._chat_full_at[chat] = full_at
            if self._sweep is None:
                self._sweep = asyncio.get_running_loop().call_at(full_at, self._forget_idle)

    def _chat_ready_at(self, chat: Chat) -> float:
        """Give the moment from which this chat may have one more; no chat may always."""
        full_at = -inf if chat is None else self._chat_full_at.get(chat, -inf)
        return self._chat_rate.ready_at(full_at)

    def _forget_idle(self) -> None:
        """Drop every full bucket; come back when the last of the others will be full."""
        loop = asyncio.get_running_loop()
        now = loop.time()
        self._chat_full_at = {chat: at for chat, at in self._chat_full_at.items() if at > now}
        last = max(self._chat_full_at.values(), default=None)
        self._sweep = None if last is None else loop.call_at(last, self._forget_idle)


def _chat(data: dict[str, Any]) -> Chat:
    """Name the chat one way: 7 and "7" are the same; an inline message has none."""
    chat = data.get("chat_id")
    return int(chat) if isinstance(chat, str) and chat.lstrip("-").isdecimal() else chat


def _lane(arguments: dict[str, Any] | None) -> int:
    """Read the lane; a reply when nothing is said."""
    lane = (arguments or {}).get("lane", REPLY)
    if lane not in (REPLY, REMINDER):
        raise ValueError(f"There is no lane {lane!r}; take REPLY or REMINDER.")
    return int(lane)

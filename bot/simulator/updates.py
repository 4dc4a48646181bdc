"""The queue that getUpdates reads: what waits, what was read, and who may read."""

import asyncio
import time
from bisect import insort
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.simulator.changes import Changes
from bot.simulator.model import Json, RefusalError

CONFLICT = (
    "Conflict: terminated by other getUpdates request; "
    "make sure that only one bot instance is running"
)
# Telegram keeps these back unless they are asked for by name.
ONLY_BY_NAME = {"chat_member", "message_reaction", "message_reaction_count"}
BORN = 1_700_000_000


def fresh_number(per_second: int) -> int:
    """Give a start for a row of numbers that an earlier run did not come to.

    A demo that keeps its database meets a new simulator at each start, and must not take new
    updates for old ones.
    """
    return per_second * (int(time.time()) - BORN)


@dataclass(frozen=True)
class Given:
    """An update as it was made, and when."""

    at: datetime
    update: Json


@dataclass
class Waiting:
    """An update in the queue; one that is sent again stays until it was read again."""

    update: Json
    again: bool = False
    given: bool = False

    @property
    def number(self) -> int:
        """The update_id."""
        return int(self.update["update_id"])

    def done(self, offset: int) -> bool:
        """Whether reading from `offset` says that this one is dealt with."""
        return self.number < offset and (self.given or not self.again)


class UpdateQueue:
    """Updates in order of their ids, until an offset confirms them.

    `record` keeps every update that the bot wanted, by its id; `mix`, when it is set, may put a
    batch into another order; `repeated` counts those that were queued again.
    """

    def __init__(self, changes: Changes, now: Callable[[], datetime]) -> None:
        self.confirmed = 0
        self.record: dict[int, Given] = {}
        self.mix: Callable[[list[Json]], None] | None = None
        self.repeated = 0
        self._changes = changes
        self._now = now
        self._next = fresh_number(4)
        self._waiting: list[Waiting] = []
        self._known: dict[int, Json] = {}
        self._allowed: list[str] = []
        self._turn = object()
        self._closed = False

    def __len__(self) -> int:
        return len(self._waiting)

    def add(self, update: Json) -> int:
        """Queue an update under the next id; one that the bot did not ask for is left out."""
        number = self._next
        self._next += 1
        whole = {"update_id": number, **update}
        self._known[number] = whole
        if self._wanted(next(iter(update), "")):
            self.record[number] = Given(self._now(), whole)
            self._put(Waiting(whole))
        return number

    def again(self, update_id: int) -> None:
        """Queue an old update once more with the same id, as Telegram does after a lost answer."""
        self.repeated += 1
        self._put(Waiting(self._known[update_id], again=True))

    def allow(self, kinds: list[str]) -> None:
        """Remember which kinds the bot wants; an empty list is the usual ones."""
        self._allowed = kinds

    def clear(self) -> None:
        """Forget all that waits."""
        self._drop(self._waiting)

    def close(self) -> None:
        """Send every reader home."""
        self._closed = True
        self._changes.ring()

    async def read(self, offset: int, limit: int, seconds: float) -> list[Json]:
        """Confirm all below the offset, then give what waits, or wait for it that long.

        Raises RefusalError (409) in an older reader as soon as a newer one comes.
        """
        turn = self._turn = object()
        self._changes.ring()
        self._confirm(offset)
        loop = asyncio.get_running_loop()
        deadline = loop.time() + seconds
        while not self._waiting and not self._closed and (left := deadline - loop.time()) > 0:
            await self._changes.next(left)
            if self._turn is not turn:
                raise RefusalError(409, CONFLICT)
        return self._give(limit)

    def _give(self, limit: int) -> list[Json]:
        batch = self._waiting[:limit]
        for waiting in batch:
            waiting.given = True
        given = [waiting.update for waiting in batch]
        if self.mix is not None:
            self.mix(given)
        return given

    def _put(self, waiting: Waiting) -> None:
        insort(self._waiting, waiting, key=lambda one: one.number)
        self._changes.ring()

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            self._drop(self._waiting[:offset])
        else:
            self._drop([waiting for waiting in self._waiting if waiting.done(offset)])

    def _drop(self, dropped: list[Waiting]) -> None:
        if not dropped:
            return
        gone = {id(waiting) for waiting in dropped}
        self.confirmed = max(self.confirmed, *(waiting.number for waiting in dropped))
        self._waiting = [waiting for waiting in self._waiting if id(waiting) not in gone]
        self._changes.ring()

    def _wanted(self, kind: str) -> bool:
        return kind in self._allowed if self._allowed else kind not in ONLY_BY_NAME

"""Sleeps until the next letter is due, hands it to Telegram, and marks what became of it."""

import asyncio
import logging
import sqlite3
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from structlog.contextvars import bound_contextvars

from bot.delivery.telegram import Blocked, Expired, Fate, Later, Post, Refused, Sent
from bot.services import coaches
from bot.services.notices import quiet_until
from bot.services.office import Office
from storage import outbox
from storage.database import Connection
from storage.moments import moment
from storage.outbox import Claimed

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
MOST = 200  # letters in hand at once
LONGEST_SLEEP = 30.0  # seconds; a moved clock is noticed by then at the latest
AFTER_A_BLOCK = timedelta(minutes=1)
AFTER_A_FAULT = 1.0  # seconds until the database is asked again
GRACE = 3.0  # seconds that letters under way get when the program stops
# Kinds that may go twice and change nothing then: their mark can wait for company.
REPEATABLE = frozenset({"toast", "settle"})


Write = Callable[[Connection], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class _Mark:
    """What is to be written about a letter, and who waits for it."""

    write: Write
    written: asyncio.Future[None]


class Outbox:
    """Delivers letters: of one chat in order, of all chats side by side.

    A new message is marked before the next letter of its chat goes, so a crash can repeat one
    message a chat at the most. What does no harm twice is marked together with what follows.
    """

    def __init__(self, office: Office, post: Post) -> None:
        self._office, self._post = office, post
        self._queues: dict[int, deque[Claimed]] = defaultdict(deque)
        self._workers: set[asyncio.Task[object]] = set()
        self._gates: dict[int, datetime] = {}  # chats whose last letter failed, until when
        self._calls: set[asyncio.Task[Fate]] = set()
        self._marks: list[_Mark] = []
        self._in_hand = 0
        self._in_round = False
        self._stopping = False

    async def run(self) -> None:
        """Deliver until `stop` is called; then finish what is under way."""
        async with self._office.database.transaction() as connection:
            await outbox.release(connection)
        while not self._stopping:
            self._office.outgoing.clear()
            try:
                await self._round()
                if not self._office.outgoing.is_set():
                    await self._sleep()
            except sqlite3.Error as fault:
                log.error("the database refuses: %s; letters wait", fault)  # noqa: TRY400
                await asyncio.sleep(AFTER_A_FAULT)
        await self._finish()

    def stop(self) -> None:
        """Ask to stop."""
        self._stopping = True
        self._office.outgoing.set()

    @property
    def idle(self) -> bool:
        """Whether nothing is in hand."""
        return not (self._in_round or self._workers or self._marks)

    async def _round(self) -> None:
        """Write the marks and claim what is due, in one transaction.

        Raises sqlite3.Error, with every mark kept for the next time.
        """
        marks, self._marks = self._marks, []
        room = 0 if self._stopping else MOST - self._in_hand
        self._in_round = True
        try:
            claimed = await self._write_and_claim(marks, self._office.now(), room)
        except sqlite3.Error:
            self._marks = marks + self._marks
            raise
        finally:
            self._in_round = False
        self._in_hand -= len(marks)
        for mark in marks:
            mark.written.set_result(None)
        for letter in claimed:
            self._hand_out(letter)

    async def _write_and_claim(self, marks: list[_Mark], now: datetime, room: int) -> list[Claimed]:
        if not marks and not await self._is_due(now):
            return []
        async with self._office.database.transaction() as connection:
            for mark in marks:
                await mark.write(connection)
            return await outbox.claim(connection, now, now + LEASE, room) if room else []

    async def _is_due(self, now: datetime) -> bool:
        due = await outbox.next_due(self._office.database.reader)
        return due is not None and due <= now

    async def _sleep(self) -> None:
        """Sleep until the next letter is due, or something was written or marked.

        What is due already and was not claimed waits for a mark: its receiver has enough in hand.
        """
        now, wait = self._office.now(), LONGEST_SLEEP
        if (due := await outbox.next_due(self._office.database.reader, after=now)) is not None:
            wait = min(wait, (due - now).total_seconds())
        try:
            async with asyncio.timeout(wait):
                await self._office.outgoing.wait()
        except TimeoutError:
            pass

    def _hand_out(self, letter: Claimed) -> None:
        """Give a letter to the worker of its chat; a tap is answered beside it."""
        self._in_hand += 1
        if letter.kind == "toast":
            self._start(self._deliver(letter))
            return
        gate = self._gates.pop(letter.chat, None)
        if gate is not None and gate > self._office.now() and letter.lane == outbox.ANSWER:
            self._gates[letter.chat] = gate  # an earlier answer waits: this one may not overtake it
            self._start(self._mark(_put_off(letter, gate, self._office.now())))
            return
        queue = self._queues[letter.chat]
        queue.append(letter)
        if len(queue) == 1:
            self._start(self._work(letter.chat))

    def _start(self, work: Coroutine[object, object, object]) -> None:
        worker = asyncio.create_task(work)
        self._workers.add(worker)
        worker.add_done_callback(self._workers.discard)

    async def _work(self, chat: int) -> None:
        """Deliver the letters of a chat one by one; after a failure the others wait with it."""
        queue = self._queues[chat]
        while queue:
            wait = await self._deliver(queue[0])
            queue.popleft()
            for _ in range(len(queue) if wait else 0):
                now = self._office.now()
                await self._mark(_put_off(queue[0], now + wait, now))
                queue.popleft()
        del self._queues[chat]
        if self._marks:  # one that waited for company has none any more
            self._office.outgoing.set()

    async def _deliver(self, letter: Claimed) -> timedelta:
        """Send a letter and mark it; give how long the others of its chat have to wait."""
        with bound_contextvars(update=letter.cause, letter=letter.id):
            return await self._try(letter)

    async def _try(self, letter: Claimed) -> timedelta:
        held: Fate | None = None
        try:
            held = None if self._stopping else await self._look(letter)
            fate = None if self._stopping else held or await self._send(letter)
            write = await self._note(letter, fate, held=fate is held)
        except Exception as fault:  # nobody else could free the letters of this chat
            log.exception("a letter has to wait")
            busy = isinstance(fault, sqlite3.Error)
            fate = Later(timedelta(seconds=AFTER_A_FAULT) if busy else AFTER_A_BLOCK)
            now = self._office.now()
            write = _put_off(letter, now + fate.wait, now)
        wait = timedelta()
        if isinstance(fate, Later) and fate is not held:  # in quiet hours a reminder waits alone
            wait = fate.wait
            self._gates[letter.chat] = self._office.now() + wait
        if isinstance(fate, Sent) and self._can_wait(letter):
            self._jot(write)
        else:
            await self._mark(write)
        return wait

    def _can_wait(self, letter: Claimed) -> bool:
        """Tell whether a letter does no harm twice, and its chat has another one to mark."""
        others = len(self._queues.get(letter.chat, ())) - (letter.kind != "toast")
        return letter.kind in REPEATABLE and others > 0

    async def _look(self, letter: Claimed) -> Fate | None:
        """Look once more before sending: much can have happened since the letter was written."""
        now = self._office.now()
        if letter.expires <= now:
            return Expired()
        if letter.appointment and not await outbox.still_claimed(
            self._office.database.reader, letter
        ):
            return Expired()
        if letter.kind != "reminder":
            return None
        until = quiet_until(self._office)
        if await outbox.overtaken(self._office.database.reader, letter, until or now):
            return Expired()
        return Later(until - now) if until else None

    async def _send(self, letter: Claimed) -> Fate:
        if self._stopping:
            return Later(timedelta())
        call = asyncio.ensure_future(self._post.send(letter))
        self._calls.add(call)
        await asyncio.wait({call})
        self._calls.discard(call)
        if call.cancelled():
            return Later(timedelta())
        if fault := call.exception():
            log.error("a letter cannot be written", exc_info=fault)
            return Refused(type(fault).__name__)
        return call.result()

    async def _note(self, letter: Claimed, fate: Fate | None, *, held: bool) -> Write:
        """Turn what became of a letter into what is to be written about it."""
        now = self._office.now()
        if fate is not None:
            self._office.tally.letters[type(fate).__name__.lower()] += 1
        match fate:
            case Sent() | Expired():
                word = "sent" if isinstance(fate, Sent) else "expired"
                log.debug(word, extra={"kind": letter.kind})
                return lambda connection: outbox.end(connection, letter, word, now)
            case Refused(reason):
                log.error("a letter is refused", extra={"kind": letter.kind, "reason": reason})
                return lambda connection: outbox.end(connection, letter, "refused", now)
            case Later(wait):
                return _put_off(letter, now + wait, None if held else now)
            case Blocked():
                claimed = moment(letter.lease) - LEASE
                await coaches.refused(self._office, letter.chat, claimed)
                return _put_off(letter, now + AFTER_A_BLOCK)
            case None:
                return _put_off(letter, now, now)

    async def _mark(self, write: Write) -> None:
        """Have something written about a letter now, and wait until it is."""
        written = self._jot(write)
        self._office.outgoing.set()
        await written

    def _jot(self, write: Write) -> asyncio.Future[None]:
        """Leave something to be written in the next round, whoever causes it."""
        written = asyncio.get_running_loop().create_future()
        self._marks.append(_Mark(write, written))
        return written

    async def _finish(self) -> None:
        """Let what is under way end, for a while; write the last marks."""
        if self._calls:
            await asyncio.wait(self._calls, timeout=GRACE)
        for call in list(self._calls):
            call.cancel()
        with suppress(sqlite3.Error):  # the letters are claimed still, and free at the next start
            while self._workers or self._marks:
                await self._round()
                await asyncio.sleep(0)  # a worker whose mark was written ends
                if self._workers:
                    await asyncio.wait(self._workers, timeout=0.01)


def _put_off(letter: Claimed, due: datetime, tried: datetime | None = None) -> Write:
    return lambda connection: outbox.put_off(connection, letter, due, tried)

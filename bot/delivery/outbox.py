"""Sleeps until the next letter is due, hands it to its post, and marks what became of it."""

import asyncio
import logging
import sqlite3
from collections import defaultdict, deque
from collections.abc import Coroutine
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.delivery.courier import AFTER_A_FAULT, LEASE, Courier, put_off
from bot.delivery.fates import Post, Write
from bot.services.office import Office
from storage import claiming, outbox
from storage.claiming import Claimed
from storage.outbox import TELEGRAM

log = logging.getLogger(__name__)

MOST = 200
LONGEST_SLEEP = 30.0  # seconds; a moved clock is noticed by then at the latest
# Kinds that may go twice and change nothing then: their mark can wait for company.
REPEATABLE = frozenset({"toast", "settle"})


@dataclass(frozen=True, slots=True)
class _Mark:
    """What is to be written about a letter, and who waits for it."""

    write: Write
    written: asyncio.Future[None]


class Outbox:
    """Delivers the letters of one channel: to one receiver in order, to all side by side.

    A new message is marked before the next letter to its receiver goes, so a crash can repeat one
    message to each at the most. What does no harm twice is marked together with what follows.
    """

    def __init__(
        self, office: Office, post: Post, channel: str = TELEGRAM, most: int = MOST
    ) -> None:
        self._office, self._channel, self._courier = office, channel, Courier(office, post)
        self._most = most  # letters in hand at once
        self._bell = office.outgoing.listen()
        self._queues: dict[int | str, deque[Claimed]] = defaultdict(deque)
        self._workers: set[asyncio.Task[object]] = set()
        self._gates: dict[int | str, datetime] = {}  # whose last letter failed, until when
        self._marks: list[_Mark] = []
        self._in_hand = 0
        self._in_round = False
        self._stopping = False

    async def run(self) -> None:
        """Deliver until `stop` is called; then finish what is under way."""
        while not self._stopping:
            self._bell.clear()
            try:
                await self._round()
                if not self._bell.is_set():
                    await self._sleep()
            except sqlite3.Error as fault:
                log.error("the database refuses: %s; letters wait", fault)  # noqa: TRY400
                await asyncio.sleep(AFTER_A_FAULT)
        await self._finish()

    def stop(self) -> None:
        """Ask to stop."""
        self._stopping = True
        self._courier.stop()
        self._bell.set()

    @property
    def idle(self) -> bool:
        """Whether nothing is in hand."""
        return not (self._in_round or self._workers or self._marks)

    async def _round(self) -> None:
        """Write the marks and claim what is due, in one transaction.

        Raises what the database raises, with every mark kept for the next time.
        """
        marks, self._marks = self._marks, []
        room = 0 if self._stopping else self._most - self._in_hand
        self._in_round = True
        try:
            claimed = await self._write_and_claim(marks, self._office.now(), room)
        except Exception:
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
        claimed: list[Claimed] = []
        async with self._office.database.transaction() as connection:
            written = [await mark.write(connection) for mark in marks]
            if room:
                claimed = await claiming.claim(connection, now, now + LEASE, room, self._channel)
        if True in written:  # the other outboxes sleep
            self._office.outgoing.set()
        return claimed

    async def _is_due(self, now: datetime) -> bool:
        reader, channel = self._office.database.reader, self._channel
        return await claiming.next_due(reader, until=now, channel=channel) is not None

    async def _sleep(self) -> None:
        """Sleep until the next letter is due, or something was written or marked.

        What is due already and was not claimed waits for a mark: its receiver has enough in hand.
        """
        now = self._office.now()
        last = now + timedelta(seconds=LONGEST_SLEEP)
        reader = self._office.database.reader
        due = await claiming.next_due(reader, now, last, self._channel) or last
        try:
            async with asyncio.timeout((due - now).total_seconds()):
                await self._bell.wait()
        except TimeoutError:
            pass

    def _hand_out(self, letter: Claimed) -> None:
        """Give a letter to the worker of its receiver; a tap is answered beside it."""
        self._in_hand += 1
        if letter.kind == "toast":
            self._start(self._deliver(letter))
            return
        gate = self._gates.pop(letter.receiver, None)
        if gate is not None and gate > self._office.now() and letter.lane == outbox.ANSWER:
            # An earlier answer waits: this one may not overtake it.
            self._gates[letter.receiver] = gate
            self._start(self._mark(put_off(letter, gate, self._office.now())))
            return
        queue = self._queues[letter.receiver]
        queue.append(letter)
        if len(queue) == 1:
            self._start(self._work(letter.receiver))

    def _start(self, work: Coroutine[object, object, object]) -> None:
        worker = asyncio.create_task(work)
        self._workers.add(worker)
        worker.add_done_callback(self._workers.discard)

    async def _work(self, receiver: int | str) -> None:
        """Deliver the letters to somebody one by one; after a failure the others wait with it."""
        queue = self._queues[receiver]
        while queue:
            wait = await self._deliver(queue[0])
            queue.popleft()
            for _ in range(len(queue) if wait else 0):
                assert wait is not None  # noqa: S101 - there is a range then only
                now = self._office.now()
                await self._mark(put_off(queue[0], now + wait, now))
                queue.popleft()
        del self._queues[receiver]
        if self._marks:  # one that waited for company has none any more
            self._bell.set()

    async def _deliver(self, letter: Claimed) -> timedelta | None:
        """Send a letter and mark it; give how long the others of its receiver have to wait."""
        done = await self._courier.deliver(letter)
        if done.wait is not None:
            self._gates[letter.receiver] = self._office.now() + done.wait
        if done.sent and self._can_wait(letter):
            self._jot(done.write)
        else:
            await self._mark(done.write)
        return done.wait

    def _can_wait(self, letter: Claimed) -> bool:
        """Tell whether a letter does no harm twice, and its receiver has another one to mark."""
        others = len(self._queues.get(letter.receiver, ())) - (letter.kind != "toast")
        return letter.kind in REPEATABLE and others > 0

    async def _mark(self, write: Write) -> None:
        """Have something written about a letter now, and wait until it is."""
        written = self._jot(write)
        self._bell.set()
        await written

    def _jot(self, write: Write) -> asyncio.Future[None]:
        """Leave something to be written in the next round, whoever causes it."""
        written = asyncio.get_running_loop().create_future()
        self._marks.append(_Mark(write, written))
        return written

    async def _finish(self) -> None:
        """Let what is under way end, for a while; write the last marks."""
        await self._courier.finish()
        with suppress(sqlite3.Error):  # the letters are claimed still, and free at the next start
            while self._workers or self._marks:
                await self._round()
                await asyncio.sleep(0)  # a worker whose mark was written ends
                if self._workers:
                    await asyncio.wait(self._workers, timeout=0.01)

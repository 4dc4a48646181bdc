"""Sends one letter, and says what became of it and what is to be written about that."""

import asyncio
import logging
import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta

from structlog.contextvars import bound_contextvars

from bot.delivery.fates import Blocked, Expired, Fate, Later, Post, Refused, Sent, Write
from bot.services import agenda, by_machine, coaches, coordinator, letters
from bot.services.notices import quiet_until
from bot.services.office import Office
from bot.services.second_look import CARE
from storage import claiming, outbox
from storage.claiming import Claimed
from storage.database import Connection
from storage.moments import moment

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
AFTER_A_BLOCK = timedelta(minutes=1)
AFTER_A_FAULT = 1.0  # seconds until the database is asked again
SAID_TOO = frozenset({"message", "reminder", letters.FREED, "file", "media", "code", "redraw"})
GRACE = 3.0  # seconds that letters under way get when the program stops


@dataclass(frozen=True, slots=True)
class Delivered:
    """What is to be written about a letter, and how long others of its receiver have to wait."""

    write: Write
    sent: bool = False
    wait: timedelta | None = None


class Courier:
    """Takes letters one by one to a post."""

    def __init__(self, office: Office, post: Post) -> None:
        self._office, self._post = office, post
        self._calls: set[asyncio.Task[Fate]] = set()
        self._stopping = False

    def stop(self) -> None:
        """Begin with no other letter."""
        self._stopping = True

    async def finish(self) -> None:
        """Let what is under way end, for a while."""
        if self._calls:
            await asyncio.wait(self._calls, timeout=GRACE)
        for call in list(self._calls):
            call.cancel()

    async def deliver(self, letter: Claimed) -> Delivered:
        """Send a letter, if it is still to be sent."""
        with bound_contextvars(update=letter.cause, letter=letter.id):
            try:
                return await self._deliver(letter)
            except Exception as fault:  # nobody else could free the letters of this receiver
                log.exception("a letter has to wait")
                busy = isinstance(fault, sqlite3.Error)
                wait = timedelta(seconds=AFTER_A_FAULT) if busy else AFTER_A_BLOCK
                now = self._office.now()
                return Delivered(put_off(letter, now + wait, now), wait=wait)

    async def _deliver(self, letter: Claimed) -> Delivered:
        if self._stopping:
            return Delivered(put_off(letter, self._office.now(), self._office.now()))
        drawn = await agenda.drawn(self._office, letter)
        held = await self._look(drawn) if drawn else Expired()
        fate = held or await self._send(drawn or letter)
        self._office.tally.letters[type(fate).__name__.lower()] += 1
        write = await self._note(letter, fate, held=held is not None)
        # In quiet hours a reminder waits alone.
        wait = fate.wait if isinstance(fate, Later) and held is None else None
        return Delivered(write, isinstance(fate, Sent), wait)

    async def _look(self, letter: Claimed) -> Fate | None:
        """Look once more before sending: much can have happened since the letter was written."""
        now, reader = self._office.now(), self._office.database.reader
        if letter.expires <= now:
            return Expired()
        if letter.kind != "toast" and not await claiming.still_claimed(reader, letter):
            return Expired()
        care = CARE.get(letter.kind)
        if care is None:
            return None
        until = quiet_until(self._office)
        if not await care.holds(self._office, letter, until or now):
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

    async def _note(self, letter: Claimed, fate: Fate, *, held: bool) -> Write:
        """Turn what became of a letter into what is to be written about it."""
        now = self._office.now()
        match fate:
            case Sent() as sent:
                log.debug("sent", extra={"kind": letter.kind})
                return lambda connection: self._mark_sent(connection, letter, now, sent)
            case Expired():
                log.debug("expired", extra={"kind": letter.kind})
                return lambda connection: claiming.end(connection, letter, "expired", now)
            case Refused(reason):
                log.error("a letter is refused", extra={"kind": letter.kind, "reason": reason})
                return lambda connection: self._set_aside(connection, letter, now)
            case Later(wait):
                return put_off(letter, now + wait, None if held else now)
            case Blocked():
                claimed = moment(letter.lease) - LEASE
                await coaches.refused(self._office, letter.chat, claimed)
                return put_off(letter, now + AFTER_A_BLOCK)

    async def _mark_sent(
        self, connection: Connection, letter: Claimed, now: datetime, fate: Sent
    ) -> bool:
        """Mark a letter as sent, with what follows from that; tell whether others wait by now."""
        if not await claiming.end(connection, letter, "sent", now):
            return False  # withdrawn while it was under way: nothing follows from it
        more = await by_machine.ask(connection, self._office, letter)
        if fate.also is not None:
            more = bool(await fate.also(connection)) or more
        heard = letter.aloud and letter.listens and self._office.speaks(letter.language or "")
        if heard and letter.kind in SAID_TOO:
            await outbox.put(connection, letters.spoken_too(letter, fate.message, now))
            more = True
        care = CARE.get(letter.kind)
        if care is not None and care.sent is not None:
            await care.sent(connection, letter, now)
        return more

    async def _set_aside(self, connection: Connection, letter: Claimed, now: datetime) -> None:
        await claiming.end(connection, letter, "refused", now)
        if letter.coach is not None and not letter.chat:
            await coordinator.mail_is_refused(connection, self._office, letter.coach)


def put_off(letter: Claimed, due: datetime, tried: datetime | None = None) -> Write:
    """Have a letter tried again later; `tried`: when it was tried in vain."""
    return lambda connection: claiming.put_off(connection, letter, due, tried)

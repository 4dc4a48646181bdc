"""Fetches updates; one counts as read only when its effects are committed."""

import asyncio
import logging
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from datetime import timedelta
from typing import Any

from structlog.contextvars import bound_contextvars
from telegram import Update
from telegram.error import InvalidToken, RetryAfter, TelegramError
from telegram.ext import Application

from bot.handlers.incoming import incoming
from bot.services.commands import sorry
from bot.services.office import Office

log = logging.getLogger(__name__)

KINDS = ["message", "edited_message", "callback_query", "my_chat_member"]
POLL = 25  # seconds that Telegram may wait for the first update
AFTER_A_FAULT = (1.0, 2.0, 5.0, 15.0)  # seconds, longer each time

AnyApplication = Application[Any, Any, Any, Any, Any, Any]


class Updates:
    """Hears one batch at a time: of one chat in order, of all chats side by side.

    The next fetch tells Telegram that the batch is read, so it comes after the last commit. What
    comes twice is dropped by its id, in the transaction of its effect.
    """

    def __init__(self, application: AnyApplication, office: Office) -> None:
        self._application, self._office = application, office
        self._offset: int | None = None
        self._stop = asyncio.Event()
        self._faults = 0
        self._failed: set[int] = set()
        application.add_error_handler(self._note)

    async def run(self) -> None:
        """Fetch and hear until `stop` is called."""
        while not self._stop.is_set():
            batch = await self._fetch()
            if batch and await self._hear(batch):
                self._offset = batch[-1].update_id + 1

    def stop(self) -> None:
        """Ask to stop: a batch that is being heard is heard to its end."""
        self._stop.set()

    async def _fetch(self) -> tuple[Update, ...]:
        """Fetch a batch; nothing after a fault (and a pause), or when asked to stop."""
        polling = asyncio.ensure_future(
            self._application.bot.get_updates(
                offset=self._offset, timeout=POLL, allowed_updates=KINDS
            )
        )
        stopping = asyncio.ensure_future(self._stop.wait())
        await asyncio.wait({polling, stopping}, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        if not polling.done():
            polling.cancel()
            return ()
        try:
            batch: tuple[Update, ...] = polling.result()
        except TelegramError as fault:
            await self._pause(fault)
            return ()
        except Exception as fault:
            log.exception("these updates cannot be read")
            await self._pause(fault)
            return ()
        self._faults = 0
        self._office.tally.asked = self._office.now()
        return tuple(sorted(batch, key=lambda update: update.update_id))

    async def _hear(self, batch: Iterable[Update]) -> bool:
        """Hear a batch; False when the database could not keep all of it: it must come again."""
        chats: defaultdict[int, list[Update]] = defaultdict(list)
        for update in batch:
            chat = update.effective_chat or update.effective_user
            chats[chat.id if chat else 0].append(update)
        self._failed.clear()
        await asyncio.gather(*(self._hear_chat(updates) for updates in chats.values()))
        if self._failed:
            await self._pause(sqlite3.OperationalError("updates are not kept yet"))
        return not self._failed

    async def _hear_chat(self, updates: Iterable[Update]) -> None:
        for update in updates:
            with bound_contextvars(update=update.update_id):
                log.debug("heard", extra={"kind": _kind(update)})
                await self._application.process_update(update)
            if update.update_id in self._failed:
                return  # what follows in this chat must not overtake it
            self._office.tally.updates += 1

    async def _note(self, update: object, context: Any) -> None:  # noqa: ANN401 - PTB's generic
        """Tell a database that is full or busy (the update must come again) from a fault of ours.

        A fault of ours would come again each time: it is logged, the person hears that something
        went wrong, and the update counts as read.
        """
        number = update.update_id if isinstance(update, Update) else 0
        if type(context.error) in {sqlite3.OperationalError, sqlite3.DatabaseError}:
            self._failed.add(number)
        elif isinstance(update, Update) and update.effective_user is not None:
            with suppress(Exception):  # the fault itself is logged below
                await sorry(self._office, incoming(update))
        log.error("an update failed", exc_info=context.error)

    async def _pause(self, fault: Exception) -> None:
        """Wait a little longer after each fault in a row."""
        pause = AFTER_A_FAULT[min(self._faults, len(AFTER_A_FAULT) - 1)]
        if isinstance(fault, RetryAfter):
            wait = fault.retry_after
            pause = wait.total_seconds() if isinstance(wait, timedelta) else wait
        if isinstance(fault, InvalidToken):
            log.error("Telegram does not know this token")
        log.warning("no updates for %s s", pause, extra={"fault": type(fault).__name__})
        self._faults += 1
        try:
            async with asyncio.timeout(pause):
                await self._stop.wait()
        except TimeoutError:
            pass


def _kind(update: Update) -> str:
    """Name the kind of an update, as in KINDS."""
    return next((kind for kind in KINDS if getattr(update, kind) is not None), "other")

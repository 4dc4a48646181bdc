"""APScheduler keeps the day's chores: morning agenda, clean-up, backup, heartbeat."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, time, timedelta
from pathlib import Path

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.services.coaches import write_agendas
from bot.services.office import Office
from storage import conversations, facts, outbox

log = logging.getLogger(__name__)

CLEAN_UP, BACKUP = time(3, 15), time(3, 30)  # local
LATE = 3600  # seconds after which a missed chore waits for its next time; catch_up() is quicker
UNFINISHED = timedelta(hours=24)
HEARD = timedelta(hours=48)  # Telegram keeps an update for a day
ENDED = timedelta(days=30)
BACKUPS = timedelta(days=30)


class Chores:
    """Does the chores one after the other.

    APScheduler cancels running coroutines when it shuts down, and a task cancelled inside a
    transaction leaves it open; so its jobs only put a name into the queue.
    """

    def __init__(self, office: Office, data: Path) -> None:
        self._office, self._data = office, data
        self._queue: asyncio.Queue[str] = asyncio.Queue()
        self._busy = False
        self._chores: Mapping[str, Callable[[], Awaitable[None]]] = {
            "agenda": lambda: write_agendas(office),
            "clean up": self._clean_up,
            "back up": self._back_up,
            "heartbeat": self._heartbeat,
        }
        self._scheduler = AsyncIOScheduler(timezone=office.config.municipality.tz)

    async def run(self) -> None:
        """Do chores until `stop` is called; begin with what was missed while nothing ran."""
        self._plan()
        self.catch_up()
        while (name := await self._queue.get()) != "":
            self._busy = True
            try:
                await self._chores[name]()
            except Exception:
                log.exception("the chore '%s' failed; it comes again at its next time", name)
            self._busy = False

    def catch_up(self) -> None:
        """Do what is due by now, at the start and after the clock was moved."""
        for name in ("agenda", "heartbeat"):
            self._queue.put_nowait(name)

    @property
    def idle(self) -> bool:
        """Whether no chore waits or is under way."""
        return self._queue.empty() and not self._busy

    def stop(self) -> None:
        """Ask to stop after the chore under way."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
        self._queue.put_nowait("")

    def _plan(self) -> None:
        daily = {"agenda": self._office.config.agenda_at, "clean up": CLEAN_UP, "back up": BACKUP}
        for name, at in daily.items():
            self._scheduler.add_job(
                self._queue.put_nowait,
                "cron",
                args=(name,),
                hour=at.hour,
                minute=at.minute,
                misfire_grace_time=LATE,
                coalesce=True,
            )
        self._scheduler.add_job(
            self._queue.put_nowait,
            "interval",
            args=("heartbeat",),
            minutes=1,
            misfire_grace_time=LATE,
            coalesce=True,
        )
        self._scheduler.start()

    async def _heartbeat(self) -> None:
        async with self._office.database.transaction() as connection:
            await facts.put(connection, "heartbeat", self._office.now().isoformat("T", "seconds"))

    async def _clean_up(self) -> None:
        now = self._office.now()
        async with self._office.database.transaction() as connection:
            late = await outbox.expire(connection, now)
            unfinished = await conversations.forget(
                connection, places_before=now - UNFINISHED, updates_before=now - HEARD
            )
            ended = await outbox.forget(connection, now - ENDED)
        log.info(
            "cleaned up: %d unfinished conversations, %d late and %d old letters",
            unfinished,
            late,
            ended,
        )

    async def _back_up(self) -> None:
        folder, today = self._data / "backups", self._office.today()
        folder.mkdir(exist_ok=True)
        path = folder / f"{today.isoformat()}.sqlite3"
        await self._office.database.copy_to(path)
        path.chmod(0o600)
        oldest = today - BACKUPS
        for old in folder.glob("????-??-??.sqlite3"):
            if datetime.fromisoformat(old.stem).date() < oldest:
                old.unlink()

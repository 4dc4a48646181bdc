"""APScheduler keeps the day's chores: morning agenda, clean-up, backup, heartbeat."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, time, timedelta
from pathlib import Path

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot import heartbeat
from bot.services import agenda, overdue, second_try, undecided
from bot.services.office import Office
from bot.services.rota import DECIDED
from bot.settings.rules import Privacy
from storage import backups, nightly, outbox, privacy
from storage.privacy import Terms

log = logging.getLogger(__name__)

CLEAN_UP, BACKUP = time(3, 15), time(3, 30)  # local
EACH_MINUTE = ("heartbeat", "overdue", "undecided")
LATE = 3600  # seconds after which a missed chore waits for its next time; catch_up() is quicker
HEARD = timedelta(hours=48)  # Telegram keeps an update for a day
MONTH = timedelta(days=365 / 12)


def terms(periods: Privacy, now: datetime) -> Terms:
    """Tell from when on something is too old to be kept."""
    return Terms(
        conversations=now - timedelta(hours=periods.unfinished_hours),
        updates=now - HEARD,
        letters=now - timedelta(days=periods.free_text_days),
        appointments=now - timedelta(weeks=periods.appointment_weeks),
        people=now - periods.contact_months * MONTH,
        audits=now - periods.audit_months * MONTH,
        # A backup made just before somebody erased everything goes a day later than its term.
        erased=now - timedelta(days=periods.backup_days + 1),
        decisions=now - DECIDED,
        over=now,
    )


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
            "refused mail": lambda: second_try.look(office),
            "agenda": lambda: agenda.write(office),
            "clean up": self.clean_up,
            "back up": self._back_up,
            "heartbeat": self._heartbeat,
            "overdue": lambda: overdue.look(office),
            "undecided": lambda: undecided.look(office),
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

    def catch_up(self, *names: str) -> None:
        """Do what is due by now, at the start and after the clock was moved; or these chores."""
        for name in names or ("refused mail", "agenda", *EACH_MINUTE):
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
        morning = self._office.config.agenda_at
        daily = {
            "refused mail": morning,
            "agenda": morning,
            "clean up": CLEAN_UP,
            "back up": BACKUP,
        }
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
        for name in EACH_MINUTE:
            self._scheduler.add_job(
                self._queue.put_nowait,
                "interval",
                args=(name,),
                minutes=1,
                misfire_grace_time=LATE,
                coalesce=True,
            )
        self._scheduler.start()

    async def _heartbeat(self) -> None:
        await heartbeat.beat(self._office)
        reader, now = self._office.database.reader, self._office.now()
        for name, chore in (("clean up", nightly.CLEAN_UP), ("back up", nightly.BACKUP)):
            if (await nightly.read(reader, chore)).overdue(now):
                self._queue.put_nowait(name)

    async def clean_up(self) -> None:
        """Take away what is older than its term, also from the file itself."""
        now, database = self._office.now(), self._office.database
        async with nightly.noted(database, nightly.CLEAN_UP, now):
            late = await outbox.expire(database, now)
            purged = await privacy.purge(database, terms(self._office.config.privacy, now))
            await database.compact()
        log.info("cleaned up", extra={"late": late, **purged})

    async def _back_up(self) -> None:
        """Make a backup; only when that went well, remove those whose term is over."""
        now, days = self._office.now(), self._office.config.privacy.backup_days
        path = await backups.back_up(self._office.database, now)
        await asyncio.to_thread(backups.prune, self._data, now, days)
        log.info("backed up", extra={"file": path.name})

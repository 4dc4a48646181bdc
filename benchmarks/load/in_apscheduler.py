"""Reminders as jobs of APScheduler 3, in its own SQLAlchemyJobStore."""

import asyncio
import pickle
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

from apscheduler.events import EVENT_JOB_EXECUTED
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from benchmarks.load.holding import Holder, command_line

PATIENT = {"misfire_grace_time": None}  # else what is a second late is never run


async def remind(parent: int) -> None:
    """Send nothing."""
    del parent


class InApscheduler(Holder):
    """Jobs that run once."""

    def __init__(self, path: Path) -> None:
        self.store = SQLAlchemyJobStore(f"sqlite:///{path}")
        self.scheduler = AsyncIOScheduler(jobstores={"default": self.store})
        self.scheduler.start(paused=True)

    async def add(self, when: datetime) -> None:
        """Add a job; the store commits it."""
        self.scheduler.add_job(remind, "date", (1,), run_date=when, **PATIENT)

    async def next_due(self) -> object:
        """Ask as the scheduler does before it sleeps."""
        return self.store.get_next_run_time()

    async def fire(self, due: int) -> None:
        """Let the scheduler run what is due, and remove it."""
        executed: asyncio.Queue[object] = asyncio.Queue()
        self.scheduler.add_listener(executed.put_nowait, EVENT_JOB_EXECUTED)
        self.scheduler.resume()
        for _ in range(due):
            await executed.get()


async def fill(path: Path, moments: list[datetime]) -> None:
    """Write so many in one transaction; each in its own would take minutes."""
    in_memory = AsyncIOScheduler()
    in_memory.start(paused=True)
    jobs = [in_memory.add_job(remind, "date", (1,), run_date=when, **PATIENT) for when in moments]
    store = InApscheduler(path).store
    rows = [
        {
            "id": job.id,
            "next_run_time": job.next_run_time.timestamp(),
            "job_state": pickle.dumps(job.__getstate__(), store.pickle_protocol),
        }
        for job in jobs
    ]
    with store.engine.begin() as connection:
        connection.execute(store.jobs_t.insert(), rows)


@asynccontextmanager
async def opened(path: Path) -> AsyncIterator[InApscheduler]:
    """Start the scheduler, paused."""
    holder = InApscheduler(path)
    yield holder
    holder.scheduler.shutdown()


if __name__ == "__main__":
    command_line(fill, opened)

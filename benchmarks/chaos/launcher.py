"""Starts the program with the clock of the run, limits wide open, and a disk that can be full.

python -m benchmarks.chaos.launcher FOLDER
"""

import asyncio
import resource
import signal
import sys
from collections.abc import Callable
from datetime import datetime, time
from pathlib import Path

from benchmarks.chaos.folder import CLOCK, DISK, NO_ROOM, NO_WRITE, PULSE, RUNNING
from benchmarks.fleet.clock import reading
from bot.collector import standing

with standing():  # as the program itself begins
    from bot import logs
    from bot.app import App
    from bot.delivery.limits import TwoLanes
    from bot.services.flood import Flood
    from bot.settings import Environment, read_config
    from storage.sealing import Sealer

TICK = 0.1  # seconds; so fine is the program's sleep on a clock that runs
PATIENCE = 2.0  # seconds of silence: on this clock that is half an hour
NIGHT = time(3, 15)  # local
PAGES = 2**31  # more than any database has
WIDE = {"per_second": 10_000, "burst": 1000, "chat_per_second": 10_000, "chat_burst": 1000}


def build(now: Callable[[], datetime]) -> App:
    """Build the program as `run` does, but for the clock, the limits and the patience."""
    environment = Environment()
    assert environment.telegram_token is not None
    logs.configure(environment.log_level)
    return App(
        read_config(environment.config),
        environment.data,
        token=environment.telegram_token.get_secret_value(),
        api=environment.telegram_api,
        sealer=Sealer(environment.keys),
        now=now,
        flood=Flood(now, burst=1_000_000),
        limits=TwoLanes(**WIDE),
        patience=PATIENCE,
        mail=environment.mail,
    )


async def tick(app: App, folder: Path, now: Callable[[], datetime]) -> None:
    """Wake what sleeps by the machine's clock; show that the program is awake; fill the disk."""
    last, disk, hour = now(), "", -1
    while True:
        (folder / PULSE).touch()
        app.office.outgoing.set()
        moment = now()
        if (local := app.office.local(moment)).hour != hour:
            hour = local.hour
            app.chores.catch_up()
        if app.office.local(last).time() < NIGHT <= local.time():
            app.chores.catch_up("clean up", "back up")
        last = moment
        if (wanted := (folder / DISK).read_text("utf-8")) != disk:
            disk = wanted
            await fill(app, disk)
        await asyncio.sleep(TICK)


async def fill(app: App, disk: str) -> None:
    """Let the disk be full, or not: SQLite may not grow the file, or no file may be written."""
    most = 1 if disk == NO_ROOM else PAGES  # one page means: as many as there are now
    if disk != NO_WRITE:
        _limit_files(resource.RLIM_INFINITY)
    if disk == NO_ROOM:
        await app.office.database.compact()  # pages that are half empty would hold a lot
    async with app.office.database.transaction() as connection:
        await connection.value(f"PRAGMA max_page_count = {most}")
    if disk == NO_WRITE:
        _limit_files(0)


def _limit_files(size: int) -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))


async def run(folder: Path) -> None:
    """Run until SIGTERM."""
    now = reading(folder / CLOCK)
    app = build(now)
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    await app.start()
    print(RUNNING, flush=True)
    ticking = asyncio.create_task(tick(app, folder, now))
    stopping = asyncio.create_task(stop.wait())
    failed = asyncio.create_task(app.failed())
    await asyncio.wait({stopping, ticking, failed}, return_when=asyncio.FIRST_COMPLETED)
    for task in (ticking, stopping, failed):
        task.cancel()
    await app.stop()
    for task in (ticking, failed):
        if task.done() and not task.cancelled():
            task.result()


if __name__ == "__main__":
    asyncio.run(run(Path(sys.argv[1])))

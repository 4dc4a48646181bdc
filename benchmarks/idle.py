"""Start time and idle memory of `run`, with an empty database and with a full one.

python -m benchmarks.idle [--parents 100000]
"""

import argparse
import asyncio
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.town import TOKEN, program, table
from bot.app import DATABASE
from bot.simulator import Simulator
from storage import outbox, people
from storage.database import Connection, Database
from storage.outbox import NOTICE, Letter
from storage.people import Person
from tests.keys import SEALER
from tests.program.program import RUNNING

SETTLED = 1.0  # seconds after the start until memory is read
BATCH = 5_000  # rows in a transaction
BODY = '{"text":["say","🔔 You have an appointment.",{}],"rows":[],"share":null}'


async def fill(data: Path, parents: int) -> None:
    """Write so many parents, each with a reminder that waits."""
    database = await Database.open(data / DATABASE, SEALER)
    try:
        for first in range(0, parents, BATCH):
            async with database.transaction() as connection:
                for number in range(first, min(first + BATCH, parents)):
                    await _parent(connection, 10_000 + number)
    finally:
        await database.close()


async def _parent(connection: Connection, chat: int) -> None:
    now = datetime.now(UTC)
    due = now + timedelta(days=3, seconds=chat % 86_400)
    await people.save(connection, Person(chat, f"Parent {chat}", "nl", "hardenberg"), now)
    reminder = Letter("reminder", BODY, due, due + timedelta(hours=2), chat=chat, lane=NOTICE)
    await outbox.put(connection, reminder)


async def measure(data: Path) -> tuple[float, float]:
    """Start the program on this data; give seconds until it runs, and MB when idle."""
    simulator = Simulator(TOKEN, lambda: datetime.now(UTC))
    await simulator.start()
    begun = time.monotonic()
    running = await program(simulator, data)
    try:
        await running.says(RUNNING)
        took = time.monotonic() - begun
        await asyncio.sleep(SETTLED)
        memory = resident(running.process.pid)
        running.terminate()
        await running.ended()
    finally:
        await running.kill()
        await simulator.stop()
    return took, memory


def resident(pid: int) -> float:
    """Give the memory of a process in MB, as Linux counts it (RSS)."""
    status = Path(f"/proc/{pid}/status").read_text("utf-8")
    [line] = [line for line in status.splitlines() if line.startswith("VmRSS:")]
    return int(line.split()[1]) / 1024


async def main(parents: int) -> None:
    """Measure twice, and print."""
    with tempfile.TemporaryDirectory() as folder:
        empty, full = Path(folder) / "empty", Path(folder) / "full"
        await fill(full, parents)
        rows = [("parents and waiting reminders", "start", "idle memory")]
        for count, data in ((0, empty), (parents, full)):
            took, memory = await measure(data)
            rows.append((f"{count:,}", f"{took:.2f} s", f"{memory:.1f} MB"))
    table(rows)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--parents", type=int, default=100_000)
    asyncio.run(main(parser.parse_args().parents))

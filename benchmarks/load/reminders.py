"""Many reminders that wait: our outbox beside APScheduler's own job store."""

import json
import tempfile
from pathlib import Path

from benchmarks.load.holding import LOOKS, Held
from benchmarks.load.machine import SUBJECT, on_core
from benchmarks.load.scale import Scale
from benchmarks.table import table
from tests.program.program import Program

WAYS = {
    "kansencoach, outbox": "benchmarks.load.in_outbox",
    "APScheduler 3, SQLAlchemyJobStore": "benchmarks.load.in_apscheduler",
}
MINUTES = 300.0  # seconds at most for one of them
NOTE = """
{reminders:,} reminders that wait in an SQLite file. Each way: {added:,} more, one transaction each;
when is the next one due ({looks} times); fire {fired:,} that are due, sending nothing.
"""


async def measure(scale: Scale) -> None:
    """Measure both, and print."""
    sizes = {"reminders": scale.reminders, "added": scale.added, "fired": scale.fired}
    print(NOTE.format(**sizes, looks=LOOKS))
    rows: list[tuple[str, ...]] = [
        ("", "adds/s", "next due", "firing", "loop stood still", "memory")
    ]
    for name, module in WAYS.items():
        with tempfile.TemporaryDirectory() as folder:
            file = str(Path(folder) / "reminders.sqlite3")
            await _run(module, "fill", file, str(scale.reminders), str(scale.fired))
            told = await _run(module, "hold", file, str(scale.added), str(scale.fired))
            rows.append(_row(name, Held(**json.loads(told))))
    table(rows)


async def _run(module: str, *arguments: str) -> str:
    with on_core(SUBJECT):
        program = await Program.start(*arguments, env={}, module=module)
    ended = await program.ended(MINUTES)
    assert ended.code == 0, ended.everything
    return ended.out


def _row(name: str, held: Held) -> tuple[str, ...]:
    return (
        name,
        f"{held.adds:,.0f}",
        f"{held.look * 1000:.1f} ms",
        f"{held.fired * 1000:,.0f} ms",
        f"{held.stall * 1000:,.0f} ms",
        f"{held.memory:.0f} MB",
    )

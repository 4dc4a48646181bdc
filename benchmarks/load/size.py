"""Start, memory and the wait for an answer, from a small town to a big one."""

import os
import tempfile
from pathlib import Path

from benchmarks.load.arrivals import window
from benchmarks.load.filling import Town, fill
from benchmarks.load.machine import resident
from benchmarks.load.scale import Scale
from benchmarks.load.subjects import ours, running
from benchmarks.table import table

HEAD = ("parents", "appointments", "waiting reminders", "start", "memory at the start")
NOTE = """
Start until it runs, memory (RSS), and the wait for the answer to a tap at {calm:.0f} taps a second,
before a Telegram that answers at once.
"""


async def measure(scale: Scale) -> None:
    """Measure in each town, and print."""
    print(NOTE.format(calm=scale.calm))
    rows: list[tuple[str, ...]] = [(*HEAD, "after the taps", "taps", "median", "p99")]
    rows += [await _in(town, scale) for town in scale.towns]
    table(rows)


async def _in(town: Town, scale: Scale) -> tuple[str, ...]:
    with tempfile.TemporaryDirectory() as folder:
        await fill(Path(folder), town)
        os.sync()  # else the program's first commits wait for what was just written
        async with running(ours(Path(folder), town.people(scale.people))) as it:
            first = resident(it.pid)
            await window(it.crowd, it.pid, scale.calm, scale.calm_seconds / 5)  # to warm up
            calm = await window(it.crowd, it.pid, scale.calm, scale.calm_seconds)
            last = resident(it.pid)
    return (
        f"{town.parents:,}",
        f"{town.appointments:,}",
        f"{town.coming:,}",
        f"{it.took:.2f} s",
        f"{first:.0f} MB",
        f"{last:.0f} MB",
        f"{len(calm.waits.seconds)}",
        f"{calm.waits.median * 1000:.0f} ms",
        f"{calm.waits.p99 * 1000:.0f} ms",
    )

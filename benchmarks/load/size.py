"""Start, memory and the wait for an answer, from a small town to a big one, beside bare echoes."""

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from benchmarks.load.arrivals import window
from benchmarks.load.filling import Town, fill
from benchmarks.load.machine import resident
from benchmarks.load.scale import Scale
from benchmarks.load.subjects import ECHOES, Subject, ours, running
from benchmarks.table import table

NOTE = """
Start until it runs, memory (RSS), and the wait for the answer to a tap at {calm:.0f} taps a second,
before a Telegram that answers at once. A ratio is to our program in the first town.
"""
HEAD = ("", "parents", "appointments", "waiting reminders")
MEASURED = ("start", "memory at the start", "after the taps", "median", "p99")


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds of the start, MB at the start and after the taps, seconds of the waits."""

    start: float
    first: float
    last: float
    median: float
    p99: float

    def cells(self, to: "Measured") -> list[str]:
        """Write each with its ratio to another one."""
        written = (
            (f"{self.start:.2f} s", self.start / to.start),
            (f"{self.first:.0f} MB", self.first / to.first),
            (f"{self.last:.0f} MB", self.last / to.last),
            (f"{self.median * 1000:.0f} ms", self.median / to.median),
            (f"{self.p99 * 1000:.0f} ms", self.p99 / to.p99),
        )
        return [cell for figure, ratio in written for cell in (figure, f"{ratio:.1f}")]


async def measure(scale: Scale) -> None:
    """Measure in each town, then each echo, and print."""
    print(NOTE.format(calm=scale.calm))
    head = [*HEAD, *(cell for name in MEASURED for cell in (name, "ratio"))]
    towns = [await _in(town, scale) for town in scale.towns]
    rows = [
        ["kansencoach", *map("{:,}".format, (town.parents, town.appointments, town.coming))]
        for town in scale.towns
    ]
    echoes = [await _of(echo, scale) for echo in ECHOES]
    rows += [[echo.name, "", "", ""] for echo in ECHOES]
    found = (*towns, *echoes)
    table([head, *([*row, *one.cells(towns[0])] for row, one in zip(rows, found, strict=True))])


async def _in(town: Town, scale: Scale) -> Measured:
    with tempfile.TemporaryDirectory() as folder:
        await fill(Path(folder), town)
        os.sync()  # else the program's first commits wait for what was just written
        return await _of(ours(Path(folder), town.people(scale.people)), scale)


async def _of(subject: Subject, scale: Scale) -> Measured:
    async with running(subject) as it:
        first = resident(it.pid)
        await window(it.crowd, it.pid, scale.calm, scale.calm_seconds / 5)  # to warm up
        calm = await window(it.crowd, it.pid, scale.calm, scale.calm_seconds)
        return Measured(it.took, first, resident(it.pid), calm.waits.median, calm.waits.p99)

"""The highest rate of updates a second on one core, beside bare echoes."""

import tempfile
from pathlib import Path

from benchmarks.load.arrivals import Window, highest
from benchmarks.load.filling import fill
from benchmarks.load.scale import Scale
from benchmarks.load.subjects import ECHOES, Subject, ours, running
from benchmarks.table import table

DELAY = 0.05  # seconds until Telegram answers a call, as over the internet
NOTE = """
Updates a second that one core keeps up with: 99 of 100 answers within a second. Telegram answers
after {delay:.0f} ms. Here a tap is a transaction with synchronous=FULL and three calls (message,
settled buttons, end of waiting), all after the update was kept; an echo is one call, and keeps
nothing.
"""


async def measure(scale: Scale) -> None:
    """Find the rate of each, and print."""
    print(NOTE.format(delay=DELAY * 1000))
    with tempfile.TemporaryDirectory() as folder:
        await fill(Path(folder), scale.town)
        program = ours(Path(folder), scale.town.people(scale.people))
        found = {each.name: await _highest(each, scale) for each in (program, *ECHOES)}
    mine = found[program.name]
    head = ("", "updates/s", "ratio", "calls/s", "ratio", "median", "p99", "of a core")
    table([head, *(_row(name, each, mine) for name, each in found.items())])


async def _highest(subject: Subject, scale: Scale) -> Window:
    async with running(subject, DELAY) as it:
        return await highest(it.crowd, it.pid, subject.first, scale)


def _row(name: str, each: Window, mine: Window) -> tuple[str, ...]:
    return (
        name,
        f"{each.rate:.0f}",
        f"{each.rate / mine.rate:.1f}",
        f"{each.calls:.0f}",
        f"{each.calls / mine.calls:.1f}",
        f"{each.waits.median * 1000:.0f} ms",
        f"{each.waits.p99 * 1000:.0f} ms",
        f"{each.share:.0%}",
    )

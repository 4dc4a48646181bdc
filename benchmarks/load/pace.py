"""What Telegram's own pace costs: the real program with its real limits."""

import tempfile
from pathlib import Path

from benchmarks.load.arrivals import window
from benchmarks.load.filling import fill
from benchmarks.load.scale import Scale
from benchmarks.load.subjects import ours, running
from benchmarks.table import table

TAPS = 14.0  # a second
NOTE = """
Telegram's own limit, about 30 messages a second: `kansencoach run` with its limits as they are.
A tap is a message and an edit, which count, and the end of its waiting, which does not.
"""


async def measure(scale: Scale) -> None:
    """Tap as fast as Telegram lets the bot answer, and print."""
    print(NOTE)
    with tempfile.TemporaryDirectory() as folder:
        await fill(Path(folder), scale.town)
        program = ours(Path(folder), scale.town.people(scale.people), wide_open=False)
        async with running(program) as it:
            await window(it.crowd, it.pid, TAPS, scale.pace_seconds / 5)  # to warm up
            paced = await window(it.crowd, it.pid, TAPS, scale.pace_seconds)
    row = (
        f"{paced.acts:.1f}",
        f"{paced.messages:.1f}",
        f"{paced.calls:.1f}",
        f"{paced.share:.1%}",
        f"{paced.share / paced.acts * 1000:.1f} ms",
    )
    table([("updates/s", "messages/s", "calls/s", "of one core", "a tap"), row])

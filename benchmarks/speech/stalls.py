"""How late the event loop comes while many clips are made at once, and what held it up."""

import asyncio
import tempfile
import time
from pathlib import Path
from statistics import median

from benchmarks.speech.listening import LANGUAGES
from benchmarks.speech.parent import Parent
from benchmarks.speech.scale import Scale
from benchmarks.speech.town import Town, running
from benchmarks.speech.watching import Window, worst
from benchmarks.table import table

NOTE = """
How late the loop of the program comes, which sleeps for 1 ms again and again, while {parents}
parents tap 🔊 at once, under {parents} different messages. The worst moment has what the loop
waited for a core of this machine, which others had; the worst without that is what the loop itself
worked, and what it waited for another thread of the program.
"""
HEAD = (
    "",
    "p99",
    "worst",
    "no core",
    "worst without that",
    "own work",
    "another thread",
    "all heard in",
    "memory",
)


async def measure(scale: Scale) -> None:
    """Let them come: when nothing is kept yet, then when what is the same for everybody is."""
    print(NOTE.format(parents=scale.at_once))
    with tempfile.TemporaryDirectory() as folder:
        async with running(Path(folder), {"prepare": False}) as town:
            await town.window()
            await asyncio.sleep(1)
            rows = [HEAD, _row("nobody does anything", await town.window(), 0, town.memory)]
            rows.append(_row("nothing kept", *await _at_once(town, 0, scale.at_once), town.memory))
            others = [await _at_once(town, n, scale.at_once) for n in range(1, scale.times)]
            seen, took = zip(*others, strict=True)
            name = f"{scale.times - 1} times {scale.at_once} others"
            rows.append(_row(name, worst(seen), median(took), town.memory))
    table(rows)


async def _at_once(town: Town, turn: int, count: int) -> tuple[Window, float]:
    """Let parents come who did not hear anything, and listen all at the same moment."""
    parents = [
        Parent(town.simulator, turn * count + number, LANGUAGES[number % len(LANGUAGES)])
        for number in range(count)
    ]
    listening = []
    for parent in parents:
        await parent.begin()
        listening.append(parent.listen(await parent.ask_name()))
    await town.window()
    begun = time.perf_counter()
    await asyncio.gather(*listening)
    return await town.window(), time.perf_counter() - begun


def _row(name: str, seen: Window, took: float, memory: float) -> tuple[str, ...]:
    ours = seen.ours
    times = (seen.p99, seen.worst.all, seen.worst.core, ours.inside, ours.own, ours.others)
    late = (f"{it * 1000:.1f} ms" for it in times)
    return name, *late, f"{took:.1f} s", f"{memory:.0f} MB"

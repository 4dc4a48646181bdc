"""What speech adds to a start."""

import json
import tempfile
from collections import defaultdict
from pathlib import Path
from statistics import median

from benchmarks.speech.scale import Scale
from benchmarks.speech.town import configured, running
from benchmarks.table import table
from tests.program.program import Program

NOTE = """
From the start of a process until `kansencoach run` says that it runs (median of {starts}), and its
memory (RSS) at that moment.
"""
NOTE_PARTS = """
What speech does in it (median of {starts}); numpy and the like are imported without speech too.
"""
WAYS = {
    "speech off": {"on": False},
    "speech on, nothing to prepare": {"prepare": False},
    "speech on": {"prepare": True},
}


async def measure(scale: Scale) -> None:
    """Start in turn, so that a busy moment of the machine is in all of them."""
    seen = defaultdict(list)
    for _ in range(scale.starts):
        for name, speech in WAYS.items():
            seen[name].append(await _started(speech))
    print(NOTE.format(starts=scale.starts))
    rows = [("", "start", "memory")]
    for name, starts in seen.items():
        took, memory = (median(column) for column in zip(*starts, strict=True))
        rows.append((name, f"{took * 1000:.0f} ms", f"{memory:.0f} MB"))
    table(rows)
    print(NOTE_PARTS.format(starts=scale.starts))
    found = [await _parts() for _ in range(scale.starts)]
    table([("", "took"), *((it, f"{median(one[it] for one in found):.0f} ms") for it in found[0])])


async def _started(speech: dict[str, bool]) -> tuple[float, float]:
    with tempfile.TemporaryDirectory() as folder:
        async with running(Path(folder), speech, module="bot") as town:
            return town.took, town.memory


async def _parts() -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        config = configured(Path(folder), {})
        child = "benchmarks.speech.beginning"
        program = await Program.start(str(config), folder, env={}, module=child)
        ended = await program.ended()
        assert ended.code == 0, ended.everything
        parts: dict[str, float] = json.loads(ended.out)
        return parts

"""A fleet against the real program, while everything goes wrong; exit code 1 if anything is lost.

python -m benchmarks.chaos [--minutes 10] [--seed 1]
"""

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path
from random import randrange

from benchmarks.chaos.checker import check
from benchmarks.chaos.finding import Finding
from benchmarks.chaos.run import run

SHOWN = 40  # faults that are named; more of them say nothing new


def table(minutes: float, seed: int, found: Finding) -> str:
    """Write the figures, and below them what is wrong."""
    width = max(len(name) for name, _ in found.lines)
    lines = [f"chaos: {minutes:g} minutes, seed {seed}", ""]
    lines += [f"{name:{width}}  {figure!s:>8}" for name, figure in found.lines]
    count = len(found.faults)
    lines += ["", f"{count} faults:" if count else "nothing lost, doubled or misdirected"]
    lines += [f"  {fault}" for fault in found.faults[:SHOWN]]
    return "\n".join(lines)


def main() -> int:
    """Run, check, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=randrange(1_000_000))
    asked = parser.parse_args()
    print(f"seed {asked.seed}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        evidence = asyncio.run(run(Path(folder), asked.minutes, asked.seed))
    found = check(evidence)
    print(table(asked.minutes, asked.seed, found))
    return 1 if found.faults else 0


if __name__ == "__main__":
    sys.exit(main())

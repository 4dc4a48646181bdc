"""What the program can bear, as tables.

python -m benchmarks.load [--only rate|size|reminders|pace]… [--quick]
"""

import argparse
import asyncio
import shlex
import sys

from benchmarks.load import pace, rate, reminders, size
from benchmarks.load.machine import TELEGRAM, describe, on_core
from benchmarks.load.scale import FULL, QUICK

PARTS = {"rate": rate, "size": size, "reminders": reminders, "pace": pace}


async def main(only: list[str], *, quick: bool) -> None:
    """Measure these parts, and print each as soon as it is known."""
    print(describe())
    print(f"python -m benchmarks.load {shlex.join(sys.argv[1:])}".rstrip())
    with on_core(TELEGRAM):
        for name in only or PARTS:
            await PARTS[name].measure(QUICK if quick else FULL)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", action="append", choices=PARTS, default=[])
    parser.add_argument("--quick", action="store_true", help="tiny, to see that it works")
    arguments = parser.parse_args()
    asyncio.run(main(arguments.only, quick=arguments.quick))

"""What speech costs, as tables.

python -m benchmarks.speech [--only listening|stalls|starts|taps]… [--quick | --all]
"""

import argparse
import asyncio
import shlex
import sys

from benchmarks.load.machine import describe
from benchmarks.speech import listening, stalls, starts, taps
from benchmarks.speech.scale import ALL, FULL, QUICK, Scale

PARTS = {"listening": listening, "stalls": stalls, "starts": starts, "taps": taps}


async def main(only: list[str], scale: Scale) -> None:
    """Measure these parts, and print each as soon as it is known."""
    print(describe())
    print(f"python -m benchmarks.speech {shlex.join(sys.argv[1:])}".rstrip())
    for name in only or PARTS:
        await PARTS[name].measure(scale)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", action="append", choices=PARTS, default=[])
    parser.add_argument("--quick", action="store_true", help="tiny, to see that it works")
    parser.add_argument("--all", action="store_true", help="prepare all languages")
    arguments = parser.parse_args()
    wanted = QUICK if arguments.quick else ALL if arguments.all else FULL
    asyncio.run(main(arguments.only, wanted))

"""Starts the program with Telegram's limits wide open, and a watch on its loop.

python -m benchmarks.speech.watched
"""

import asyncio

from benchmarks.load.wide_open import main
from benchmarks.speech.watching import Watch

if __name__ == "__main__":
    asyncio.run(main(Watch().begin))

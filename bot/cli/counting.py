"""kansencoach statistics: what happened how often, without persons."""

import asyncio
from pathlib import Path

from bot.cli.shared import database_of, read_environment, say, sealer_of
from storage import counters
from storage.database import opened
from storage.sealing import Sealer

FEW = 5  # a smaller count could point at somebody


def statistics() -> None:
    """Print the counts of each month as CSV; what happened fewer than five times is "< 5"."""
    environment = read_environment()
    path = database_of(environment)
    say("month,what,count")
    for month, name, count in asyncio.run(_counted(path, sealer_of(environment))):
        say(f"{month},{name},{count if count >= FEW else f'< {FEW}'}")


async def _counted(path: Path, sealer: Sealer) -> list[tuple[str, str, int]]:
    async with opened(path, sealer) as database:
        return await counters.read(database.reader)

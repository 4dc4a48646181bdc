"""kansencoach statistics: what happened how often, without persons."""

import asyncio
from pathlib import Path

from bot.app import DATABASE
from bot.cli.shared import give_up, read_environment, say, sealer_of
from storage import counters
from storage.database import Database
from storage.sealing import Sealer

FEW = 5  # a smaller count could point at somebody


def statistics() -> None:
    """Print the counts of each month as CSV; what happened fewer than five times is "< 5"."""
    environment = read_environment()
    path = environment.data / DATABASE
    if not path.exists():
        give_up(f"{path}: there is no database yet; `kansencoach run` makes it")
    say("month,what,count")
    for month, name, count in asyncio.run(_counted(path, sealer_of(environment))):
        say(f"{month},{name},{count if count >= FEW else f'< {FEW}'}")


async def _counted(path: Path, sealer: Sealer) -> list[tuple[str, str, int]]:
    database = await Database.open(path, sealer)
    try:
        return await counters.read(database.reader)
    finally:
        await database.close()

"""kansencoach key new | rotate: the key that seals what people say."""

import asyncio
from pathlib import Path

from bot.app import DATABASE, locked
from bot.cli.shared import read_environment, say, sealer_of
from storage.database import Database
from storage.sealing import Sealer, new_key


def new() -> None:
    """Print a new key for KANSENCOACH_KEY."""
    say(new_key())


def rotate() -> None:
    """Seal the whole database with the first key of KANSENCOACH_KEY=new,old; stop the bot first."""
    environment = read_environment()
    sealer = sealer_of(environment)
    with locked(environment.data):
        asyncio.run(_rotate(environment.data, sealer))
    say(
        "Everything is sealed with the first key now. The backups made so far need the old key:"
        " keep it until they are gone."
    )


async def _rotate(data: Path, sealer: Sealer) -> None:
    database = await Database.open(data / DATABASE, sealer)
    try:
        await database.reseal()
    finally:
        await database.close()

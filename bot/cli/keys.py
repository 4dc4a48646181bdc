"""kansencoach key new | rotate: the key that seals what people say."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

from bot.cli.shared import read_environment, say, sealer_of
from bot.folder import DATABASE, locked
from storage import audit
from storage.database import opened
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
    async with opened(data / DATABASE, sealer, upgrades=True) as database:
        await database.reseal()
        async with database.transaction() as connection:
            await audit.note(connection, "operator", "replaced the key", datetime.now(UTC))
        await database.compact()  # nothing that the old key opens stays in the file

"""kansencoach invite: how a coach, or the coordinator, comes in."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.shared import give_up, read_environment, say, sealer_of
from bot.folder import DATABASE
from bot.services.coaches import invite as make_invitation
from bot.settings import read_config
from storage import facts
from storage.database import opened
from storage.sealing import Sealer


def invite(
    coach: Annotated[str, typer.Argument(help='Id of the coach, or "coordinator".')],
) -> None:
    """Print a one-time link with which a coach links a Telegram account; valid for 7 days."""
    environment = read_environment()
    config = read_config(environment.config)
    if config.reader(coach) is None:
        known = ", ".join(config.readers)
        give_up(f"there is no coach '{coach}' in {environment.config}; write one of: {known}")
    say(asyncio.run(_invite(environment.data, sealer_of(environment), coach)))


async def _invite(data: Path, sealer: Sealer, coach: str) -> str:
    async with opened(data / DATABASE, sealer) as database:
        payload = await make_invitation(database, coach, datetime.now(UTC))
        username = await facts.get(database.reader, "username")
    return f"https://t.me/{username or 'YOUR_BOT'}?start={payload}"

"""kansencoach check | status | conversation: what an operator wants to see."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot import checkup
from bot import status as doing
from bot.cli.shared import database_of, give_up, read_environment, say, sealer_of
from bot.conversation.diagram import mermaid, script
from bot.damage import refuse_damaged
from bot.folder import DATABASE
from bot.services.world import VOCABULARY, read_conversations
from bot.status import Status
from storage.database import opened
from storage.sealing import Sealer


def check() -> None:
    """Look at the configuration, the dialogues and the letters that wait."""
    environment = read_environment()
    faults, remarks = asyncio.run(checkup.look(environment))
    for line in [*faults, *remarks]:
        say(line)
    if not faults and not remarks:
        say("Everything is in order.")
    raise typer.Exit(1 if faults else 0)


def status() -> None:
    """Tell how the bot is doing; ends with code 1 when something is not well."""
    environment = read_environment()
    refuse_damaged(environment.data / DATABASE)
    path = database_of(environment)
    found = asyncio.run(_status(path, sealer_of(environment)))
    faults = doing.faults(found)
    for line in [*faults, *doing.sentences(found)]:
        say(line)
    raise typer.Exit(1 if faults else 0)


async def _status(path: Path, sealer: Sealer) -> Status:
    async with opened(path, sealer) as database:
        return await doing.read(database.reader, datetime.now(UTC))


def conversation(
    name: Annotated[str, typer.Argument(help="Such as booking.")],
    *,
    as_mermaid: Annotated[bool, typer.Option("--mermaid", help="Print a diagram.")] = False,
) -> None:
    """Print a dialogue as a script, or as a Mermaid diagram."""
    every = read_conversations()
    if name not in every:
        give_up(f"there is no conversation '{name}'; write one of: {', '.join(every)}")
    say(mermaid(every[name], VOCABULARY.does) if as_mermaid else script(every[name]))

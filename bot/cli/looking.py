"""kansencoach check | conversation: what an operator wants to see."""

import asyncio
from typing import Annotated

import typer

from bot import checkup
from bot.cli.shared import give_up, read_environment, say
from bot.conversation.diagram import mermaid, script
from bot.services.world import VOCABULARY, read_conversations


def check() -> None:
    """Look at the configuration, the dialogues and the letters that wait."""
    environment = read_environment()
    faults, remarks = asyncio.run(checkup.look(environment))
    for line in [*faults, *remarks]:
        say(line)
    if not faults and not remarks:
        say("Everything is in order.")
    raise typer.Exit(1 if faults else 0)


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

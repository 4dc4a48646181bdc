"""What the commands share: the environment, the key, words for the operator."""

import asyncio
import signal
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, NoReturn

import typer
from pydantic import ValidationError

from bot.folder import DATABASE
from bot.settings import Environment
from storage.sealing import Sealer


def read_environment() -> Environment:
    """Read the variables, or end with what is wrong with them."""
    try:
        return Environment()
    except ValidationError as fault:
        lines = (
            f"KANSENCOACH_{item['loc'][0]}".upper() + f": {item['msg']}" for item in fault.errors()
        )
        give_up("\n".join(lines))


def database_of(environment: Environment) -> Path:
    """Give the path of the database, or end with what makes one."""
    path = environment.data / DATABASE
    if not path.exists():
        give_up(f"{path}: there is no database yet; `kansencoach run` makes it")
    return path


def sealer_of(environment: Environment) -> Sealer:
    """Give what seals with the keys of the environment, or end with how to get one."""
    if not environment.keys:
        give_up(
            "KANSENCOACH_KEY is not set: write the key that `kansencoach key new` prints, and keep"
            " a copy of it in another place; without it nobody can read the database"
        )
    return Sealer(environment.keys)


def until_stopped(work: Callable[[asyncio.Event], Coroutine[Any, Any, None]]) -> None:
    """Run until SIGTERM or SIGINT asks to stop."""

    async def runner() -> None:
        stopping = asyncio.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, stopping.set)
        await work(stopping)

    asyncio.run(runner())


def say(text: str) -> None:
    """Print a line."""
    typer.echo(text)


def give_up(reason: str) -> NoReturn:
    """End with a reason, and a code that tells."""
    typer.echo(reason, err=True)
    raise SystemExit(1)

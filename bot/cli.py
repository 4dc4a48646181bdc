"""kansencoach demo | run | check | invite | conversation: what an operator types."""

import asyncio
import logging
import signal
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from pydantic import ValidationError

from bot import checkup, demo
from bot.app import DATABASE, AlreadyRunningError, App, WrongTokenError
from bot.conversation.diagram import mermaid, script
from bot.conversation.reader import BrokenConversationsError
from bot.services.coaches import invite as make_invitation
from bot.services.world import VOCABULARY, read_conversations
from bot.settings import Config, ConfigFault, Environment, read_config
from storage import facts
from storage.database import Database, NewerDatabaseError

EXAMPLE = Path(__file__).parent.parent / "kansencoach.example.toml"
FAULTS = (
    AlreadyRunningError,
    BrokenConversationsError,
    ConfigFault,
    NewerDatabaseError,
    OSError,
    WrongTokenError,
)

cli = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Parents book a talk with the kansencoach of their school, on Telegram.",
)


def main() -> None:
    """Run the command line; faults that an operator can mend are said in words."""
    try:
        cli()
    except sqlite3.Error as fault:
        _give_up(f"the database cannot be used: {fault}")
    except FAULTS as fault:
        _give_up(str(fault))


@cli.command("demo")
def demo_command(
    port: Annotated[int, typer.Option(help="Port of the page; 0 takes any.")] = 8765,
    *,
    browser: Annotated[bool, typer.Option(help="Open the page in the browser.")] = True,
    data: Annotated[Path | None, typer.Option(help="Folder to keep the demo's data in.")] = None,
) -> None:
    """Try it in the browser: no token, no account, nothing leaves this computer."""
    environment = _environment()
    _log(environment.log_level)
    with tempfile.TemporaryDirectory() as fresh:
        shown = demo.Demo(read_config(EXAMPLE), data or Path(fresh), port)
        _until_stopped(
            lambda stopping: demo.show(
                shown, stopping, lambda url: _print(f"The demo is ready: {url}"), browser=browser
            )
        )


@cli.command()
def run() -> None:
    """Run the bot, until SIGTERM or Ctrl+C."""
    environment = _environment()
    _log(environment.log_level)
    config = _production_config(environment)
    if environment.telegram_token is None:
        _give_up("KANSENCOACH_TELEGRAM_TOKEN is not set: write the token that @BotFather gave you")
    app = App(
        config,
        environment.data,
        token=environment.telegram_token.get_secret_value(),
        api=environment.telegram_api,
        now=lambda: datetime.now(UTC),
    )
    _until_stopped(lambda stopping: _run(app, stopping))


@cli.command()
def check() -> None:
    """Look at the configuration, the dialogues and the letters that wait."""
    environment = _environment()
    faults, remarks = asyncio.run(checkup.look(environment))
    for line in [*faults, *remarks]:
        _print(line)
    if not faults and not remarks:
        _print("Everything is in order.")
    raise typer.Exit(1 if faults else 0)


@cli.command()
def invite(
    coach: Annotated[str, typer.Argument(help="Id of the coach in the configuration.")],
) -> None:
    """Print a one-time link with which a coach links a Telegram account; valid for 7 days."""
    environment = _environment()
    config = read_config(environment.config)
    if config.coach(coach) is None:
        known = ", ".join(item.id for item in config.coaches)
        _give_up(f"there is no coach '{coach}' in {environment.config}; write one of: {known}")
    _print(asyncio.run(_invite(environment.data, coach)))


@cli.command()
def conversation(
    name: Annotated[str, typer.Argument(help="Such as booking.")],
    *,
    as_mermaid: Annotated[bool, typer.Option("--mermaid", help="Print a diagram.")] = False,
) -> None:
    """Print a dialogue as a script, or as a Mermaid diagram."""
    every = read_conversations()
    if name not in every:
        _give_up(f"there is no conversation '{name}'; write one of: {', '.join(every)}")
    _print(mermaid(every[name], VOCABULARY.does) if as_mermaid else script(every[name]))


async def _run(app: App, stopping: asyncio.Event) -> None:
    starting = asyncio.create_task(app.start())
    stop = asyncio.create_task(stopping.wait())
    await asyncio.wait({starting, stop}, return_when=asyncio.FIRST_COMPLETED)
    if not starting.done():
        starting.cancel()
        await asyncio.wait({starting})
        return
    await starting
    _print("kansencoach is running.")
    fault = asyncio.create_task(app.failed())
    await asyncio.wait({fault, stop}, return_when=asyncio.FIRST_COMPLETED)
    await app.stop()
    if fault.done():
        await fault  # a part ended by itself: say why, and end with a code that tells
    fault.cancel()


async def _invite(data: Path, coach: str) -> str:
    database = await Database.open(data / DATABASE)
    try:
        payload = await make_invitation(database, coach, datetime.now(UTC))
        username = await facts.get(database.reader, "username")
    finally:
        await database.close()
    return f"https://t.me/{username or 'YOUR_BOT'}?start={payload}"


def _production_config(environment: Environment) -> Config:
    config = read_config(environment.config)
    if faults := config.production_faults():
        lines = "\n".join(f"{environment.config}: {fault}" for fault in faults)
        _give_up(f"{lines}\nTo try the bot with example data: kansencoach demo")
    return config


def _until_stopped(work: Callable[[asyncio.Event], Coroutine[Any, Any, None]]) -> None:
    """Run until SIGTERM or SIGINT asks to stop."""

    async def runner() -> None:
        stopping = asyncio.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, stopping.set)
        await work(stopping)

    asyncio.run(runner())


def _environment() -> Environment:
    try:
        return Environment()
    except ValidationError as fault:
        lines = (
            f"KANSENCOACH_{item['loc'][0]}".upper() + f": {item['msg']}" for item in fault.errors()
        )
        _give_up("\n".join(lines))


def _log(level: str) -> None:
    """Log to standard error. The Telegram library would tell the token below INFO."""
    logging.basicConfig(
        level=level, stream=sys.stderr, format="%(asctime)s %(levelname)s %(name)s %(message)s"
    )
    for name in ("telegram", "apscheduler"):
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLogger().level))


def _print(text: str) -> None:
    typer.echo(text)


def _give_up(reason: str) -> NoReturn:
    typer.echo(reason, err=True)
    raise SystemExit(1)

"""kansencoach demo | run: the program itself."""

import tempfile
from pathlib import Path
from typing import Annotated

import typer

from bot import logs
from bot.cli.shared import give_up, read_environment, say, sealer_of, until_stopped
from bot.collector import standing
from bot.settings import Config, Environment, mail_faults, read_config

PACKAGE = Path(__file__).parents[1]
EXAMPLE = "kansencoach.example.toml"


def demo_command(
    port: Annotated[int, typer.Option(help="Port of the page; 0 takes any.")] = 8765,
    *,
    browser: Annotated[bool, typer.Option(help="Open the page in the browser.")] = True,
    data: Annotated[Path | None, typer.Option(help="Folder to keep the demo's data in.")] = None,
) -> None:
    """Try it in the browser: no token, no account, nothing leaves this computer."""
    with standing():
        from bot import demo  # noqa: PLC0415 - `run` does without the simulator and its web page

    environment = read_environment()
    logs.set_level(environment.log_level)
    with tempfile.TemporaryDirectory() as fresh:
        shown = demo.Demo(read_config(example()), data or Path(fresh), port)
        until_stopped(
            lambda stopping: demo.show(
                shown, stopping, lambda url: say(f"The demo is ready: {url}"), browser=browser
            )
        )


def example() -> Path:
    """Find the example: a wheel carries it in the package, the sources have it at the top."""
    carried = PACKAGE / EXAMPLE
    return carried if carried.exists() else PACKAGE.parent / EXAMPLE


def run() -> None:
    """Run the bot, until SIGTERM or Ctrl+C."""
    with standing():
        from bot import serving  # noqa: PLC0415 - other commands do without Telegram: half the time

    environment = read_environment()
    logs.set_level(environment.log_level)
    config, sealer = _production_config(environment), sealer_of(environment)
    if faults := list(mail_faults(config, has_server=environment.mail is not None)):
        give_up("\n".join(f"{environment.config}: {fault}" for fault in faults))
    if environment.telegram_token is None:
        give_up("KANSENCOACH_TELEGRAM_TOKEN is not set: write the token that @BotFather gave you")
    until_stopped(
        lambda stopping: serving.serve(
            config, environment, sealer, stopping, lambda: say("kansencoach is running.")
        )
    )


def _production_config(environment: Environment) -> Config:
    config = read_config(environment.config)
    if faults := config.production_faults():
        lines = "\n".join(f"{environment.config}: {fault}" for fault in faults)
        give_up(f"{lines}\nTo try the bot with example data: kansencoach demo")
    return config

"""kansencoach speech: what to record, what is wrong with recordings, and who speaks now."""

from importlib.util import find_spec
from typing import Annotated

import typer

from bot.cli.shared import give_up, read_environment, say
from bot.i18n import Languages
from bot.services.heard import heard
from bot.services.world import read_conversations
from bot.settings import Config, Environment, read_config
from bot.speech.fixed import Fixed
from bot.speech.folders import RECORDINGS, VOICES

Code = Annotated[str, typer.Argument(metavar="LANG", help="Its code, such as nl.")]

speech = typer.Typer(
    no_args_is_help=True,
    help="What parents can listen to: recordings of people, and voices of machines.",
)


@speech.command()
def script(
    code: Code,
    *,
    missing: Annotated[
        bool, typer.Option("--missing", help="Only what has no recording yet.")
    ] = False,
) -> None:
    """Print what to record in a language: names of files, and what to say."""
    from bot.speech.recordings import Recordings  # noqa: PLC0415 - numpy takes 150 ms to be read
    from bot.speech.script import script as listed  # noqa: PLC0415

    environment, config = _settings()
    fixed, folder = _fixed(config), environment.data / RECORDINGS
    _known(code, config)
    there = Recordings(folder, fixed)
    lines = listed(fixed, code, folder, lambda text: not (missing and there.has(text, code)))
    for line in lines:
        say(line)


@speech.command()
def check(
    code: Annotated[
        str | None, typer.Argument(metavar="[LANG]", help="Its code; without it all of them.")
    ] = None,
) -> None:
    """Look at the recordings; ends with code 1 when a file is wrong."""
    from bot.speech import checking  # noqa: PLC0415 - idem

    environment, config = _settings()
    fixed, folder = _fixed(config), environment.data / RECORDINGS
    codes = config.languages if code is None else (_known(code, config),)
    faults = [] if code else list(checking.strays(folder, fixed))
    for each in codes:
        faults += checking.wrong(folder, fixed, each)
    for line in [*faults, *(checking.missing(folder, fixed, each) for each in codes)]:
        say(line)
    raise typer.Exit(1 if faults else 0)


@speech.command()
def voices() -> None:
    """Tell for each language who speaks it now, and which voice is recommended."""
    from bot.speech.espeak import look  # noqa: PLC0415 - idem
    from bot.speech.overview import Overview  # noqa: PLC0415
    from bot.speech.recordings import Recordings  # noqa: PLC0415
    from bot.speech.voice import SilentError  # noqa: PLC0415

    environment, config = _settings()
    fixed = _fixed(config)
    try:
        program, why = look(), ""
    except SilentError as fault:
        program, why = None, str(fault)
    there = Recordings(environment.data / RECORDINGS, fixed)
    folder, has_piper = environment.data / VOICES, find_spec("piper") is not None
    for line in Overview(config.speech, fixed, there, folder, has_piper, program, why).lines():
        say(line)


def _settings() -> tuple[Environment, Config]:
    environment = read_environment()
    return environment, read_config(environment.config)


def _fixed(config: Config) -> Fixed:
    return Fixed(Languages(config.languages), heard(config, read_conversations()))


def _known(code: str, config: Config) -> str:
    if code not in config.languages:
        give_up(f"there is no language '{code}'; write one of: {', '.join(config.languages)}")
    return code

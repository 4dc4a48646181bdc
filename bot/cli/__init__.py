"""kansencoach: what an operator types; one file for each subject."""

import sqlite3

import typer

from bot import logs
from bot.cli import coaches, counting, keeping, keys, looking, running
from bot.cli.shared import give_up
from bot.cli.speech import speech
from bot.cli.texts import texts
from bot.conversation.reader import BrokenConversationsError
from bot.damage import DamagedDatabaseError
from bot.folder import AlreadyRunningError
from bot.i18n import BrokenCatalogsError
from bot.settings import ConfigFault, WrongTokenError
from storage.backups import BrokenBackupError
from storage.database import NewerDatabaseError, OlderDatabaseError
from storage.restoring import InUseError
from storage.sealing import WrongKeyError

FAULTS = (
    AlreadyRunningError,
    BrokenBackupError,
    BrokenCatalogsError,
    BrokenConversationsError,
    ConfigFault,
    DamagedDatabaseError,
    InUseError,
    NewerDatabaseError,
    OlderDatabaseError,
    OSError,
    WrongKeyError,
    WrongTokenError,
)

cli = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Parents book a talk with the kansencoach of their school, on Telegram.",
)
for command in (
    running.demo_command,
    running.run,
    looking.check,
    looking.status,
    keeping.backup,
    keeping.restore,
    coaches.invite,
    looking.conversation,
    counting.statistics,
):
    name = command.__name__.removesuffix("_command")
    cli.command(name)(command)
key = typer.Typer(no_args_is_help=True, help="The key that seals what people say.")
key.command()(keys.new)
key.command()(keys.rotate)
cli.add_typer(key, name="key")
cli.add_typer(texts, name="texts")
cli.add_typer(speech, name="speech")


def main() -> None:
    """Run the command line; faults that an operator can mend are said in words."""
    logs.configure("INFO")
    try:
        cli()
    except sqlite3.Error as fault:
        give_up(f"the database cannot be used: {fault}")
    except FAULTS as fault:
        give_up(str(fault))
    except Exception as fault:  # noqa: BLE001 - a traceback ends with words that may be a person's
        logs.last_words(fault)
        raise SystemExit(1) from None

"""`kansencoach check`: what an operator should know, in plain sentences."""

from datetime import UTC, datetime
from pathlib import Path

from bot import status
from bot.conversation.reader import BrokenConversationsError
from bot.damage import DamagedDatabaseError, refuse_damaged
from bot.folder import DATABASE
from bot.i18n import BrokenCatalogsError
from bot.i18n.catalog import read
from bot.i18n.languages import SOURCE
from bot.services import left_behind
from bot.services.world import read_conversations
from bot.settings import (
    COORDINATOR,
    EMAIL,
    TELEGRAM,
    Config,
    ConfigFault,
    Environment,
    mail_faults,
    read_config,
    warnings,
)
from bot.writing import machines
from storage import coaches, waiting
from storage.database import Connection, OlderDatabaseError, opened
from storage.sealing import Sealer


async def look(environment: Environment) -> tuple[list[str], list[str]]:
    """Give the faults that keep the bot from running, and remarks that do not."""
    faults: list[str] = []
    remarks: list[str] = []
    try:
        read_conversations()
    except BrokenConversationsError as fault:
        faults += fault.complaints
    try:
        config = read_config(environment.config)
    except ConfigFault as fault:
        return [*faults, *str(fault).splitlines()], remarks
    faults += mail_faults(config, has_server=environment.mail is not None)
    remarks += warnings(config, datetime.now(UTC).date())
    wrong, doubtful = _catalogs(config)
    faults += wrong
    remarks += doubtful
    remarks += _silent(config, environment.data)
    remarks += await machines.faults(config, environment.data, environment.translate_key)
    if environment.telegram_token is None:
        remarks.append("KANSENCOACH_TELEGRAM_TOKEN is not set")
    if not environment.keys:
        return [*faults, "KANSENCOACH_KEY is not set: `kansencoach key new` makes one"], remarks
    path = environment.data / DATABASE
    try:
        refuse_damaged(path)
    except DamagedDatabaseError as fault:
        return [*faults, *str(fault).splitlines()], remarks
    if not path.exists():
        return faults, [*remarks, f"{path}: there is no database yet; `kansencoach run` makes it"]
    try:
        return faults, remarks + await _kept(config, path, Sealer(environment.keys))
    except OlderDatabaseError as fault:
        return faults, [*remarks, str(fault)]


def _silent(config: Config, data: Path) -> list[str]:
    """Name what keeps messages from being said."""
    from bot.speech.faults import faults  # noqa: PLC0415 - numpy takes 150 ms to be read

    return faults(config, data)


def _catalogs(config: Config) -> tuple[list[str], list[str]]:
    """Give what is wrong with the catalogs, and what is said in English or unchecked."""
    faults: list[str] = []
    remarks: list[str] = []
    for code in config.languages:
        try:
            file = read(code)
        except BrokenCatalogsError as fault:
            faults += fault.complaints
            continue
        faults += file.complaints
        if file.untranslated and code != SOURCE:
            remarks.append(f"locales/{code}: {file.untranslated} sentences are said in English")
        if not file.checked:
            remarks.append(f"locales/{code}: no native speaker has checked this translation yet")
    return faults, remarks


async def _kept(config: Config, path: Path, sealer: Sealer) -> list[str]:
    async with opened(path, sealer) as database:
        found = await status.read(database.reader, datetime.now(UTC))
        return [
            *status.silence(found),
            *status.night_faults(found),
            *await _unlinked(database.reader, config),
            *await _letters(database.reader, config),
            *await _left_behind(database.reader, config),
        ]


async def _unlinked(reader: Connection, config: Config) -> list[str]:
    linked = await coaches.linked(reader)
    return [
        f"{_called(name)} is not linked yet: kansencoach invite {name}"
        for name, reader in config.readers.items()
        if TELEGRAM in reader.channels and name not in linked
    ]


def _called(name: str) -> str:
    return f"coach {name}" if name != COORDINATOR else f"the {COORDINATOR}"


async def _letters(reader: Connection, config: Config) -> list[str]:
    lines = []
    for stuck in await waiting.stuck(reader, datetime.now(UTC)):
        count = f"{stuck.count} letter{'s' * (stuck.count != 1)}"
        if stuck.fate == "refused" and stuck.channel == EMAIL:
            lines.append(
                f"{count} for {_called(stuck.coach or '')} refused by the mail server"
                f" since {stuck.since:%Y-%m-%d %H:%M} UTC: look at the address"
            )
        elif stuck.fate == "refused":
            lines.append(f"{count} refused by Telegram since {stuck.since:%Y-%m-%d %H:%M} UTC")
        elif stuck.coach and stuck.channel == EMAIL:
            lines.append(
                f"{count} for {_called(stuck.coach)} cannot be handed to the mail server"
                f" since {stuck.since:%Y-%m-%d %H:%M} UTC"
            )
        elif stuck.coach and config.reader(stuck.coach) is None:
            lines.append(f"{count} for coach {stuck.coach}, who is not in the configuration")
        elif stuck.coach:
            lines.append(
                f"{count} for {_called(stuck.coach)} cannot be delivered"
                f" since {stuck.since:%Y-%m-%d %H:%M} UTC"
            )
        else:
            lines.append(f"{count} for parents wait since {stuck.since:%Y-%m-%d %H:%M} UTC")
    return lines


async def _left_behind(reader: Connection, config: Config) -> list[str]:
    """Find coming appointments whose coach or school is gone, or go together no more."""
    return [
        f"{count} coming appointment{'s' * (count != 1)} with coach {item.coach}"
        f" at school {item.school}: no longer in the configuration; please tell the parents"
        for item in await left_behind.find(reader, config, datetime.now(UTC))
        for count in [len(item.talks)]
    ]

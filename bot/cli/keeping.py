"""kansencoach backup | restore: what keeps the database safe."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.shared import database_of, read_environment, say, sealer_of
from bot.folder import DATABASE, locked
from storage.backups import back_up
from storage.database import opened
from storage.restoring import Restored
from storage.restoring import restore as put_back
from storage.sealing import Sealer


def backup() -> None:
    """Make a backup now, also while the bot runs; print where it is."""
    environment = read_environment()
    path = database_of(environment)
    say(str(asyncio.run(_back_up(path, sealer_of(environment)))))


def restore(
    file: Annotated[Path, typer.Argument(help="A backup, such as data/backups/….sqlite3.")],
) -> None:
    """Put a backup in the place of the database, which is kept; stop the bot first."""
    environment = read_environment()
    sealer, now = sealer_of(environment), datetime.now(UTC)
    with locked(environment.data):
        done = asyncio.run(put_back(file, environment.data / DATABASE, sealer, now))
    for line in _told(file, done):
        say(line)


async def _back_up(path: Path, sealer: Sealer) -> Path:
    async with opened(path, sealer) as database:
        return await back_up(database, datetime.now(UTC))


def _told(file: Path, done: Restored) -> Iterator[str]:
    since = f"{done.made:%Y-%m-%d %H:%M} UTC" if done.made else "it was made"
    yield f"{file} is the database now."
    if done.kept:
        yield f"The database that was here is kept: {done.kept}"
    yield f"What was said, booked, moved or cancelled after {since} is not in it."
    yield "Letters that were sent after that moment may be sent once more."
    yield "Invitations that nobody used yet are void: kansencoach invite COACH makes a new one."
    yield "So are the codes of talks at the school gate: the coach taps 📲 for a new one."
    if done.erased:
        people = "person" if done.erased == 1 else "people"
        yield f"{done.erased} {people} had everything erased after that moment: erased again."
    if not done.marks_known:
        yield "Who had everything erased after that moment could not be read: it may be back."
    yield "Now start the bot: kansencoach run"

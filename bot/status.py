"""How the program is doing, read from its database, in plain sentences."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.tally import ERROR, WARNING
from storage import backups, facts, trouble, waiting
from storage.database import Connection
from storage.moments import moment
from storage.waiting import Late

SILENT = timedelta(minutes=5)  # without a heartbeat for so long the bot does not run
STUCK = timedelta(minutes=15)  # a letter that waits for so long is stuck


@dataclass(frozen=True, slots=True)
class Status:
    """Moments in UTC, None: never; `warnings` and `errors` are of the last 24 hours."""

    now: datetime
    beat: datetime | None
    heard: datetime | None
    late: Late
    planned: int
    backup: datetime | None
    backup_failed: datetime | None
    warnings: int
    errors: int


async def read(connection: Connection, now: datetime) -> Status:
    """Read how the program is doing."""
    beat = await facts.get(connection, "heartbeat")
    heard = await connection.value("SELECT max(heard) FROM updates")
    backup, failed = await backups.last(connection)
    logged = await trouble.read(connection, now)
    return Status(
        now=now,
        beat=datetime.fromisoformat(beat) if beat else None,
        heard=None if heard is None else moment(heard),
        late=await waiting.late(connection, now),
        planned=await waiting.planned(connection, now),
        backup=backup,
        backup_failed=failed,
        warnings=logged[WARNING],
        errors=logged[ERROR],
    )


def faults(status: Status) -> list[str]:
    """Say what is not well; empty when all is."""
    found = silence(status)
    if status.late.since is not None and status.now - status.late.since > STUCK:
        found.append(f"Letters are stuck: the oldest should have left {_at(status.late.since)}.")
    return found + backup_faults(status)


def silence(status: Status) -> list[str]:
    """Say that the bot gives no sign of life; empty when it does."""
    if status.beat is None or status.now - status.beat > SILENT:
        return [f"The bot does not run: it was last alive {_at(status.beat)}."]
    return []


def backup_faults(status: Status) -> list[str]:
    """Say what is wrong with the backups."""
    found = []
    if status.backup_failed and (not status.backup or status.backup < status.backup_failed):
        found.append(f"The backup of {_at(status.backup_failed)} failed: the log says why.")
    if status.backup is None or status.now - status.backup > backups.OVERDUE:
        found.append(f"There is no new backup: the last one was made {_at(status.backup)}.")
    return found


def sentences(status: Status) -> list[str]:
    """Tell how the program is doing."""
    oldest = f", the oldest since {_at(status.late.since)}" if status.late.since else ""
    return [
        f"Last sign of life: {_at(status.beat)}.",
        f"Last message heard: {_at(status.heard)}.",
        f"Letters that should have left: {status.late.count}{oldest}.",
        f"Letters that wait for their moment: {status.planned}.",
        f"Last good backup: {_at(status.backup)}.",
        f"Errors logged in the last 24 hours: {status.errors}; warnings: {status.warnings}.",
    ]


def _at(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC" if moment else "never"

"""How the program is doing, read from its database, in plain sentences."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.tally import ERROR, WARNING
from storage import facts, nightly, trouble, waiting
from storage.database import Connection
from storage.moments import moment
from storage.nightly import Tries
from storage.waiting import Late

SILENT = timedelta(minutes=5)  # without a heartbeat for so long the bot does not run
DEAF = timedelta(minutes=5)  # it asks Telegram at least every half minute who wrote
STUCK = timedelta(minutes=15)  # a letter that waits for so long is stuck


@dataclass(frozen=True, slots=True)
class Status:
    """Moments in UTC, None: never; `warnings` and `errors` are of the last 24 hours.

    `awake`: since when the heart beats; `asked`: when Telegram last told who wrote, or that nobody
    did; `heard`: when somebody did.
    """

    now: datetime
    beat: datetime | None
    awake: datetime | None
    asked: datetime | None
    heard: datetime | None
    late: Late
    planned: int
    backup: Tries
    clean_up: Tries
    warnings: int
    errors: int


async def read(connection: Connection, now: datetime) -> Status:
    """Read how the program is doing."""
    beat, awake, asked = [
        await _moment(connection, name) for name in ("heartbeat", "awake", "asked")
    ]
    heard = await connection.value("SELECT max(heard) FROM updates")
    logged = await trouble.read(connection, now)
    return Status(
        now=now,
        beat=beat,
        awake=awake,
        asked=asked,
        heard=None if heard is None else moment(heard),
        late=await waiting.late(connection, now),
        planned=await waiting.planned(connection, now),
        backup=await nightly.read(connection, nightly.BACKUP),
        clean_up=await nightly.read(connection, nightly.CLEAN_UP),
        warnings=logged[WARNING],
        errors=logged[ERROR],
    )


def faults(status: Status) -> list[str]:
    """Say what is not well; empty when all is."""
    found = silence(status)
    if status.late.since is not None and status.now - status.late.since > STUCK:
        found.append(f"Letters are stuck: the oldest should have left {_at(status.late.since)}.")
    return found + night_faults(status)


def silence(status: Status) -> list[str]:
    """Say that the bot gives no sign of life, or hears nobody; empty when it does."""
    if status.beat is None or status.now - status.beat > SILENT:
        return [f"The bot does not run: it was last alive {_at(status.beat)}."]
    since = max((moment for moment in (status.awake, status.asked) if moment), default=status.now)
    if status.now - since > DEAF:
        return [f"The bot hears nothing: it last heard from Telegram {_at(status.asked)}."]
    return []


def night_faults(status: Status) -> list[str]:
    """Say what is wrong with the backups and the clean-up."""
    found = []
    good, failed = status.backup
    if failed and (not good or good < failed):
        found.append(f"The backup of {_at(failed)} failed: the log says why.")
    if good is None or status.now - good > nightly.OVERDUE:
        found.append(f"There is no new backup: the last one was made {_at(good)}.")
    good, failed = status.clean_up
    if failed and (not good or good < failed):
        found.append(f"The clean-up of {_at(failed)} failed: the log says why.")
    if good and status.now - good > nightly.OVERDUE:
        found.append(f"There was no clean-up: the last one was {_at(good)}.")
    return found


def sentences(status: Status) -> list[str]:
    """Tell how the program is doing."""
    oldest = f", the oldest since {_at(status.late.since)}" if status.late.since else ""
    return [
        f"Last sign of life: {_at(status.beat)}.",
        f"Last heard from Telegram: {_at(status.asked)}.",
        f"Last message heard: {_at(status.heard)}.",
        f"Letters that should have left: {status.late.count}{oldest}.",
        f"Letters that wait for their moment: {status.planned}.",
        f"Last good backup: {_at(status.backup.good)}.",
        f"Last good clean-up: {_at(status.clean_up.good)}.",
        f"Errors logged in the last 24 hours: {status.errors}; warnings: {status.warnings}.",
    ]


async def _moment(connection: Connection, name: str) -> datetime | None:
    found = await facts.get(connection, name)
    return datetime.fromisoformat(found) if found else None


def _at(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC" if moment else "never"

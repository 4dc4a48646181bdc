"""The municipality of the fleet: reminders come early, so that a busy machine is no fault."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

from bot.services.coaches import invite
from bot.settings import Config
from storage.database import Database
from storage.sealing import Sealer
from tests.program.municipality import write_config

MONDAY = date(2026, 11, 30)
MORNING = datetime(2026, 11, 30, 4, 30, tzinfo=UTC)  # 05:30 there; nobody may be reminded yet
EVENING = datetime(2026, 11, 30, 16, 20, tzinfo=UTC)  # after the reminders of the day before
# What the fleet needs otherwise than the example has it.
CHANGED = {
    "notice_hours": 1,
    "horizon_days": 3,
    "days_before": 1,
    "only_if_booked_days_ahead": 1,
    "hours_before": 4,
    "coach_minutes_before": 240,
    "teach_back": "false",  # what confirms a talk then tells its day and time, which are compared
}
BOTH = ('id = "bilal"', 'id = "bilal"\nemail = "bilal@stad.nl"\nnotify = "both"')
ENGLISH = re.compile(r'(id = "carla"\n.*\nlanguage = )"nl"')


def write_town(path: Path) -> Path:
    """Write the configuration: one coach reads English, one e-mail too; reminders come early."""
    text = write_config(path, MONDAY).read_text("utf-8")
    for name, value in CHANGED.items():
        text, found = re.subn(rf"^{name} = .*$", f"{name} = {value}", text, flags=re.MULTILINE)
        assert found == 1, name
    text, found = ENGLISH.subn(r'\1"en"', text)
    assert found == 1
    assert text.count(BOTH[0]) == 1
    path.write_text(text.replace(*BOTH), "utf-8")
    return path


async def invitations(path: Path, sealer: Sealer, config: Config, now: datetime) -> dict[str, str]:
    """Make the database; invite every coach, and the coordinator: the payloads of their links."""
    database = await Database.open(path, sealer)
    try:
        return {name: await invite(database, name, now) for name in config.readers}
    finally:
        await database.close()

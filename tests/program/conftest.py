"""A simulator in the test's process, and what the program's process is told by its environment."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.folder import DATABASE
from bot.simulator import Simulator
from storage import people
from storage.database import Database
from storage.people import Person
from tests.keys import KEY, SEALER
from tests.program.municipality import write_config
from tests.program.program import RUNNING, Program
from tests.program.visitor import Visitor

TOKEN = "4242:never-to-be-printed"  # noqa: S105 - of a Telegram of our own


@pytest.fixture
async def simulator() -> AsyncIterator[Simulator]:
    built = Simulator(TOKEN, lambda: datetime.now(UTC))
    await built.start()
    yield built
    await built.stop()


@pytest.fixture
def env(simulator: Simulator, tmp_path: Path) -> dict[str, str]:
    """Give all that `run` needs."""
    config = write_config(tmp_path / "kansencoach.toml", datetime.now(UTC).date())
    return {
        "KANSENCOACH_TELEGRAM_API": simulator.url,
        "KANSENCOACH_KEY": KEY,
        "KANSENCOACH_TELEGRAM_TOKEN": TOKEN,
        "KANSENCOACH_CONFIG": str(config),
        "KANSENCOACH_DATA": str(tmp_path / "data"),
    }


@pytest.fixture
async def running(env: dict[str, str]) -> AsyncIterator[Program]:
    """Give the program, which says that it is running."""
    program = await Program.start("run", env=env)
    try:
        await program.says(RUNNING)
        yield program
    finally:
        await program.kill()


@pytest.fixture
async def parent(simulator: Simulator, env: dict[str, str]) -> Visitor:
    """Give a parent whom the bot knew before it started."""
    database = await Database.open(Path(env["KANSENCOACH_DATA"]) / DATABASE, SEALER)
    known = Person(101, "Sanne", "nl", "hardenberg")
    async with database.transaction() as connection:
        await people.save(connection, known, datetime.now(UTC))
    await database.close()
    return Visitor(simulator, simulator.phone(known.chat, known.name, known.language))

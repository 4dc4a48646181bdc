"""Every story runs twice: straight through, and restarted before every message."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.settings import Config, read_config
from tests.stories.town import Town

EXAMPLE = Path(__file__).parents[2] / "kansencoach.example.toml"


@pytest.fixture(scope="session")
def config() -> Config:
    return read_config(EXAMPLE)


@pytest.fixture(params=["straight", "restarted"])
async def town(
    request: pytest.FixtureRequest, tmp_path: Path, config: Config
) -> AsyncIterator[Town]:
    built = Town(tmp_path, config, restarts=request.param == "restarted")
    await built.start()
    yield built
    await built.stop()

"""A language is taken out of the configuration: those who spoke it are spoken to in English."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.settings import Config
from tests.stories.town import Town
from tests.stories.ways import book

EVE = datetime(2026, 12, 1, 16, 0, tzinfo=UTC)  # the day before the talk, 17:00 in Hardenberg


def without(config: Config, language: str) -> Config:
    """Take a language away."""
    left = tuple(code for code in config.languages if code != language)
    return config.model_copy(update={"languages": left})


@pytest.fixture
async def town(tmp_path: Path, everybodys: Config) -> AsyncIterator[Town]:
    built = Town(tmp_path, everybodys)
    await built.start()
    yield built
    await built.stop()


async def test_a_parent_whose_language_is_gone_reads_english_and_can_choose_another(
    town: Town,
) -> None:
    parent = await town.parent("Ewa", "pl")
    await book(parent, day=1)
    assert town.outcome("booking", "booked", "pl") in parent.reads
    menu = next(m for m in parent.phone.messages if m.buttons and "📅" in m.buttons[0])
    town.config = without(town.config, "pl")
    await town.restart()

    await parent.tap_again(menu, menu.data("📋"))
    assert parent.reads == "📋 You have 1 appointment."
    await town.at(EVE)
    reminded = "🔔 You have an appointment.\n\nWednesday, 2 December\n08:30 in the morning"
    assert parent.reads.startswith(reminded)
    assert parent.reads.endswith("Is this still good?")
    assert "🔕 No more reminders" in parent.buttons

    await parent.type("/language")
    assert "Polski" not in parent.buttons
    await parent.tap("Українська")
    assert parent.reads.startswith(town.says("Good. We go on in this language.", "uk"))

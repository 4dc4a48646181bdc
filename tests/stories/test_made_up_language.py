"""A new language is one folder: its parents book in it, though nothing else knows of it."""

import codecs
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.catalogs import complaints
from tests.stories.tongues import PLACEHOLDER, add, beside_ours
from tests.stories.town import Town
from tests.stories.ways import first_time

CODE, OWN_NAME = "qmu", "Mumpish"  # Babel knows no such code, and Telegram none of three letters


def mumble(english: str) -> str:
    """Turn each letter by 13: as long as the English, and no language at all."""
    parts = PLACEHOLDER.split(english)
    return "".join(
        part if PLACEHOLDER.match(part) else codecs.encode(part, "rot13") for part in parts
    )


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    locales = tmp_path / "locales"
    add(locales, CODE, OWN_NAME, mumble)
    assert complaints(locales) == []
    built = Town(tmp_path, beside_ours(tmp_path, locales, CODE), locales=locales)
    await built.start()
    yield built
    await built.stop()


async def test_a_language_that_is_one_new_folder_is_chosen_by_its_own_name_and_booked_in(
    town: Town,
) -> None:
    coach = await town.coach("bilal")
    parent = town.somebody("Moe", "nl")
    await parent.start("school_hardenberg")
    await parent.tap(OWN_NAME)
    assert parent.reads.startswith(mumble("I am a computer. I help you make an appointment with"))
    for label in ("✅", "✅", "Moe", "📅", "💶", "🏫"):
        await parent.tap(label)
    assert mumble("Do you want an interpreter at the talk?") in parent.reads
    await parent.tap("✅")
    assert "Monday, 30 November" in parent.buttons  # X-Dates tells how days are written
    await first_time(parent, 1)
    await parent.tap("✅")
    assert mumble("When is your appointment?") in parent.reads
    await parent.tap("Wednesday, 2 December")
    assert f"Wednesday, 2 December\n08:30 {mumble('in the morning')}" in parent.reads
    assert len(await town.booked()) == 1
    assert f"Taal: {OWN_NAME}" in coach.reads
    assert "Geld en rekeningen" in coach.reads


async def test_a_language_that_telegram_cannot_name_keeps_no_other_from_its_commands(
    town: Town,
) -> None:
    await town.simulator.wait(lambda: set(town.simulator.short_descriptions) >= {"", "nl", "en"})
    assert CODE not in town.simulator.short_descriptions

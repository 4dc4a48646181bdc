"""The agenda of a day tells what is so when it leaves, not what was so when it was due."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import pytest

from tests.stories.test_privacy import _erase
from tests.stories.town import Somebody, Town
from tests.stories.ways import book, first_time

TODAY = "🗓️ Vandaag"
Deed = Callable[[Somebody], Awaitable[object]]


async def _cancel(parent: Somebody) -> None:
    await parent.type("/menu")
    await parent.tap("📋")
    await parent.tap(parent.buttons[0])
    await parent.tap("❌")
    await parent.tap("✅")


async def _move(parent: Somebody) -> None:
    await parent.type("/menu")
    await parent.tap("📋")
    await parent.tap(parent.buttons[0])
    await parent.tap("🔄")
    await first_time(parent, 1)
    await parent.tap("✅")


async def _morning(town: Town) -> None:
    """Let the agenda of the day of the first talk be due."""
    first = min(start for *_, start in await town.booked())
    await town.at(datetime.fromtimestamp(first, UTC).replace(hour=6, minute=35))


def _agendas(coach: Somebody) -> list[str]:
    return [text for text in coach.everything if text.startswith(TODAY)]


@pytest.mark.parametrize("changes", [_erase, _cancel, _move])
async def test_an_agenda_that_waited_names_no_talk_that_is_off(town: Town, changes: Deed) -> None:
    parent, other = await town.parent("Wilhelmina"), await town.parent("Noor")
    await book(parent, how="📞", day=2)
    await book(other, day=2)
    await _morning(town)
    await changes(parent)
    [agenda] = _agendas(await town.coach("bilal"))
    assert "Noor" in agenda
    assert "Wilhelmina" not in agenda


@pytest.mark.parametrize("changes", [_erase, _cancel, _move])
async def test_an_agenda_of_which_nothing_is_left_does_not_come(town: Town, changes: Deed) -> None:
    parent = await town.parent("Wilhelmina")
    await book(parent, how="📞", day=2)
    await _morning(town)
    await changes(parent)
    assert _agendas(await town.coach("bilal")) == []


async def test_nothing_that_an_agenda_tells_is_kept_while_it_waits(town: Town) -> None:
    parent = await town.parent("Wilhelmina")
    await book(parent, how="📞", day=2)
    await _morning(town)
    [(body,)] = await town.rows("SELECT body FROM letters WHERE kind = 'agenda'")
    assert "Wilhelmina" not in body
    assert "Wilhelmina" in _agendas(await town.coach("bilal"))[0]

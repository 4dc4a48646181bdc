"""Talks are booked with a coach whom nothing reaches: the coordinator hears of it, once a day."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.settings import Config
from tests.stories.mailbox import Mailbox, text_of
from tests.stories.posting import DINA, notified, server
from tests.stories.test_coordinator import told
from tests.stories.town import Somebody, Town
from tests.stories.ways import book

ERASED = "❗ Voorbeeldcoach Bilal heeft de eigen link gewist."
LOST = "❗ Voorbeeldcoach Bilal is niet te bereiken, en"
BLOCKED = "❗ Voorbeeldcoach Bilal heeft de bot op Telegram geblokkeerd."


@pytest.fixture
async def coordinator(town: Town) -> Somebody:
    return await town.coach("coordinator", "Dina")


@pytest.fixture
async def postal(tmp_path: Path, config: Config, mailbox: Mailbox) -> AsyncIterator[Town]:
    """Give a town where Bilal reads e-mail too, and the coordinator nothing else."""
    town = Town(tmp_path, notified(config, bilal="both"), mail=server(mailbox))
    await town.start()
    yield town
    await town.stop()


async def erase(somebody: Somebody) -> None:
    await somebody.type("/privacy")
    await somebody.tap("🗑️")
    await somebody.tap("✅")


async def days(town: Town, count: int) -> None:
    """Let days go by, with their nights: what waited for too long is gone."""
    for _ in range(2 * count):
        await town.after(hours=12)
        assert town.app is not None
        await town.app.chores.clean_up()


def begins(somebody: Somebody, words: str) -> int:
    return sum(text.startswith(words) for text in told(somebody))


async def test_a_coach_who_erases_the_own_link_is_told_of_at_once_with_the_talks(
    town: Town, coordinator: Somebody
) -> None:
    coach = await town.coach("bilal")
    for name in ("Sanne", "Noor"):
        await book(await town.parent(name), day=3)
    await town.after(days=1, minutes=1)
    await erase(coach)
    await town.after(minutes=1)
    [words] = told(coordinator)
    assert words.startswith(ERASED)
    assert "nog 2 afspraken" in words
    assert "Sanne" not in words


@pytest.mark.parametrize("goes", ["erases", "blocks"])
async def test_as_long_as_talks_are_ahead_it_is_told_each_day_though_no_letter_waits(
    town: Town, coordinator: Somebody, goes: str
) -> None:
    coach = await town.coach("bilal")
    await book(await town.parent("Sanne"), day=3)
    await (erase(coach) if goes == "erases" else coach.does("block"))
    assert begins(coordinator, ERASED if goes == "erases" else BLOCKED) == 1
    await town.after(hours=23)
    assert begins(coordinator, LOST) == 0
    await days(town, 2)
    assert begins(coordinator, LOST) == 2
    assert "nog 1 afspraak." in told(coordinator)[-1]
    await (town.coach("bilal") if goes == "erases" else coach.does("unblock"))
    before = begins(coordinator, LOST)
    await days(town, 2)
    assert begins(coordinator, LOST) == before


async def test_of_a_coach_without_talks_only_the_erasure_is_told(
    town: Town, coordinator: Somebody
) -> None:
    await erase(await town.coach("bilal"))
    [words] = told(coordinator)
    assert "nog 0 afspraken" in words
    await days(town, 2)
    assert told(coordinator) == [words]


async def test_who_reads_e_mail_too_is_within_reach(postal: Town, mailbox: Mailbox) -> None:
    coach = await postal.coach("bilal")
    await book(await postal.parent("Sanne"), day=3)
    await erase(coach)
    await days(postal, 2)
    read = [text_of(mail) for mail in mailbox.to(DINA)]
    assert sum(ERASED in text for text in read) == 1  # the desk of the coach is gone
    assert not any(LOST in text for text in read)

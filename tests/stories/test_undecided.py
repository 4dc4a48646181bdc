"""A coach goes away and leaves talks undecided: the coach, then the coordinator, hears of it."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.services import notices, to_parents
from bot.settings import Config
from tests.stories.mailbox import Mailbox, text_of
from tests.stories.posting import notified, server
from tests.stories.test_absence import ANNA, hears, to_absence
from tests.stories.test_coordinator import told
from tests.stories.town import Somebody, Town
from tests.stories.ways import book

LEFT = "❗ U bent er niet, en voor"
EARLY = datetime(2026, 12, 1, 6, 30, tzinfo=UTC)  # Tuesday 7:30; the first talk is at 9:00
EVE = datetime(2026, 11, 30, 16, 0, tzinfo=UTC)  # Monday 17:00: the reminder of Tuesday
TUESDAY = ("1️⃣", "➕", "1", "✅")


@pytest.fixture
async def coordinator(town: Town) -> Somebody:
    return await town.coach("coordinator", "Dina")


async def with_talks(town: Town, *names: str) -> Somebody:
    """Give Anna, who has these talks on Tuesday."""
    anna = await town.coach("anna")
    for name in names:
        await book(await town.parent(name, "nl", "de_krim"))
    return anna


def reminded(anna: Somebody) -> int:
    return sum(text.startswith(LEFT) for text in anna.everything)


async def test_the_coach_hears_after_a_quarter_and_the_coordinator_after_an_hour_each_once(
    town: Town, coordinator: Somebody
) -> None:
    anna = await with_talks(town, "Sanne", "Noor")
    await to_absence(anna, *TUESDAY)
    await town.after(minutes=14)
    assert reminded(anna) == 0
    await town.after(minutes=1)
    assert "2 afspraken" in anna.reads
    assert "dinsdag 1 december" in anna.reads
    await anna.tap("🌴")
    assert any("🔄" in button for button in anna.buttons)
    await town.after(minutes=44)
    assert told(coordinator) == []
    await town.after(minutes=1)
    [words] = told(coordinator)
    assert all(part in words for part in (ANNA, "2 afspraken", "dinsdag 1 december"))
    assert not any(name in words for name in ("Sanne", "Noor"))
    for _ in range(3):
        await town.after(hours=7)
    assert (reminded(anna), len(told(coordinator))) == (1, 1)


@pytest.mark.parametrize(("minutes", "times"), [(10, 0), (20, 1)])
async def test_who_decides_in_time_is_told_of_to_nobody(
    town: Town, coordinator: Somebody, minutes: int, times: int
) -> None:
    anna = await with_talks(town, "Sanne")
    await to_absence(anna, *TUESDAY)
    await town.after(minutes=minutes)
    await to_absence(anna, "🌴", "✅")
    await town.after(hours=2)
    assert (reminded(anna), told(coordinator)) == (times, [])


async def test_when_a_talk_is_near_both_hear_as_soon_as_there_was_time_to_decide(
    town: Town, coordinator: Somebody
) -> None:
    anna = await with_talks(town, "Sanne")
    await town.at(EARLY)
    before = told(coordinator)
    await to_absence(anna, "🤒")
    await town.after(minutes=4)
    assert (reminded(anna), told(coordinator)) == (0, before)
    await town.after(minutes=1)
    assert (reminded(anna), len(told(coordinator))) == (1, len(before) + 1)
    assert "1 afspraak" in told(coordinator)[-1]
    await town.after(minutes=30)
    assert (reminded(anna), len(told(coordinator))) == (1, len(before) + 1)


async def test_more_days_are_asked_about_anew_and_the_same_days_are_not(
    town: Town, coordinator: Somebody
) -> None:
    anna = await with_talks(town, "Sanne")
    await to_absence(anna, *TUESDAY)
    await town.after(minutes=50)
    await to_absence(anna, *TUESDAY)
    await town.after(minutes=10)
    assert (reminded(anna), len(told(coordinator))) == (1, 1)
    await to_absence(anna, "1️⃣", "➕", "2", "✅")
    await to_absence(anna, "↔️", "➕", "1", "2", "✅")
    await town.after(minutes=15)
    assert (reminded(anna), len(told(coordinator))) == (2, 1)


@pytest.mark.parametrize("way", ["✅", "❌"])
async def test_a_parent_who_says_yes_hears_that_it_is_not_sure_and_then_that_it_is(
    town: Town, way: str
) -> None:
    anna, parent = await town.coach("anna"), await town.parent("Sanne", "nl", "de_krim")
    await book(parent)
    await town.at(EVE)
    await to_absence(anna, *TUESDAY)
    await parent.tap("✅")
    assert parent.reads.startswith(town.outcome("reminder", "unsure"))
    assert sum(text.startswith(town.says(notices.COMING)) for text in anna.everything) == 1
    await to_absence(anna, "🌴", way)  # it goes on, or the coach is there after all
    assert hears(town, parent, "nl", to_parents.BACK.msgid, coach=ANNA)
    waits = "SELECT coach FROM letters WHERE appointment IS NOT NULL AND ended IS NULL"
    assert await town.rows(waits) == [("anna",)]  # whose reminder of the talk stays
    kept = [("keep",)] if way == "✅" else []
    assert await town.rows("SELECT decision FROM decisions") == kept


async def test_a_parent_who_says_yes_after_it_was_decided_hears_that_once(town: Town) -> None:
    anna, parent = await town.coach("anna"), await town.parent("Sanne", "nl", "de_krim")
    await book(parent)
    await town.at(EVE)
    await to_absence(anna, *TUESDAY, "✅")
    assert "🔔" in parent.reads
    await parent.tap("✅")
    assert parent.reads.startswith(town.outcome("reminder", "coming"))


async def test_a_parent_who_was_not_sure_can_still_be_asked_for_another_time(town: Town) -> None:
    anna, parent = await town.coach("anna"), await town.parent("Sanne", "nl", "de_krim")
    await book(parent)
    await town.at(EVE)
    await to_absence(anna, *TUESDAY)
    await parent.tap("✅")
    await town.after(minutes=15)
    assert reminded(anna) == 1  # it is still to be decided
    await to_absence(anna, "🌴", "🔄")
    assert parent.reads.startswith(f"❗ {ANNA}")


@pytest.fixture
async def postal(tmp_path: Path, config: Config, mailbox: Mailbox) -> AsyncIterator[Town]:
    """Give a town where Anna reads e-mail."""
    town = Town(tmp_path, notified(config, anna="email"), mail=server(mailbox))
    await town.start()
    yield town
    await town.stop()


async def test_a_coach_who_reads_e_mail_gets_it_by_e_mail(postal: Town, mailbox: Mailbox) -> None:
    anna = await with_talks(postal, "Sanne")
    await to_absence(anna, *TUESDAY)
    await postal.after(minutes=15)
    mail = mailbox.to("anna@example.nl")[-1]
    assert LEFT in text_of(mail)
    assert "Sanne" not in f"{mail['Subject']} {text_of(mail)}"

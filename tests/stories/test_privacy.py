"""A parent reads all that is kept, and has it erased; nothing leads back afterwards."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.services.notices import MOVED_UNTOLD
from tests.stories.test_changed_meanwhile import changed
from tests.stories.town import Somebody, Town
from tests.stories.ways import book, first_time

CHAT = 7_777_123_456  # nothing else in a file looks like this number
STRAIGHT = pytest.mark.parametrize("town", ["straight"], indirect=True)


async def _parent(town: Town, name: str = "Wilhelmina") -> Somebody:
    """Somebody whose chat has a number that can be searched for."""
    town._next = CHAT - 1
    return await town.parent(name)


def _traces(folder: Path, *words: str) -> list[str]:
    """Search the raw files for the number of the chat (as text and as bytes) and for words."""
    wanted = [CHAT.to_bytes(6, "big"), CHAT.to_bytes(8, "big"), *(word.encode() for word in words)]
    return [
        f"{path.relative_to(folder)}: {found!r}"
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        for found in [*wanted, f"{CHAT}".encode()]
        if found in path.read_bytes()
    ]


def _file(town: Town, parent: Somebody) -> str:
    """Read the file under the last message."""
    assert parent.phone.last.document is not None
    stored = town.simulator.world.files.by_id(parent.phone.last.document["file_id"])
    assert stored is not None
    return stored.data.decode()


async def _erase(parent: Somebody) -> None:
    await parent.type("/privacy")
    await parent.tap("🗑️")
    await parent.tap("✅")


async def test_all_that_is_kept_comes_in_one_readable_file(town: Town) -> None:
    parent = await town.parent()
    await book(parent, day=1)
    await parent.type("/privacy")
    await parent.tap("📄")
    text = _file(town, parent)
    assert "Sanne" in text
    assert "Nederlands" in text
    assert "Voorbeeldschool Hardenberg" in text
    assert "💶 Geld en rekeningen" in text
    assert "U maakte een afspraak." in text
    assert "{" not in text


async def test_two_taps_erase_everything_and_the_coach_hears_the_time_alone(town: Town) -> None:
    parent, coach = await _parent(town), await town.coach("bilal")
    await book(parent, day=1)
    [(_, _, _, start)] = await town.booked()
    parent.taps = 0
    await _erase(parent)
    assert parent.taps == 2
    assert parent.reads.startswith(town.outcome("erasing", "erased"))
    told = coach.reads
    assert "❌" in told
    assert f"{town.app.office.local(datetime.fromtimestamp(start, UTC)):%H:%M}" in told  # type: ignore[union-attr]
    assert "Wilhelmina" not in told
    assert await town.booked() == []
    assert await town.rows("SELECT * FROM claims") == []


async def test_nothing_in_the_raw_files_leads_back_to_somebody_who_was_erased(town: Town) -> None:
    assert town.app is not None
    parent = await _parent(town)
    await book(parent, day=1)
    await parent.tap("📋")
    assert _traces(town.data) != []  # the search finds what is there
    await _erase(parent)
    await _night(town)
    assert [found for found in _traces(town.data, "Wilhelmina") if "backups" not in found] == []
    await town.after(days=31)
    await _night(town)
    assert _traces(town.data, "Wilhelmina") == []  # the backups from before are gone too


async def test_what_a_coach_was_not_told_yet_goes_with_the_parent(town: Town) -> None:
    parent = await _parent(town)
    await book(parent, day=1)  # the coach is not linked: the notice waits
    assert await town.rows("SELECT count(*) FROM letters WHERE about = ?", CHAT) != [(0,)]
    await _erase(parent)
    waiting = await town.rows("SELECT body FROM letters WHERE coach = 'bilal' AND ended IS NULL")
    assert len(waiting) == 1
    assert "Wilhelmina" not in waiting[0][0]


async def test_a_coach_who_did_not_hear_of_a_cancel_hears_it_after_an_erasure_too(
    town: Town,
) -> None:
    parent, coach = await _parent(town), await town.coach("bilal")
    await book(parent, day=1)
    await coach.does("block")
    await parent.tap("❌")
    await parent.tap("✅")
    await _erase(parent)
    await coach.does("unblock")
    await town.after(minutes=2)
    assert "❌" in coach.reads
    assert "Wilhelmina" not in coach.reads


async def _move(parent: Somebody) -> None:
    await parent.tap("🔄")
    await first_time(parent, day=2)
    await parent.tap("✅")


@pytest.mark.parametrize("cancels", [False, True], ids=["booked", "cancelled"])
async def test_a_coach_who_did_not_hear_of_a_move_learns_that_the_old_time_is_off(
    town: Town, *, cancels: bool
) -> None:
    parent, coach = await _parent(town), await town.coach("bilal")
    await book(parent, day=1)
    await coach.does("block")
    heard = len(coach.everything)
    await _move(parent)
    if cancels:
        await parent.tap("❌")
        await parent.tap("✅")
    await _erase(parent)
    await coach.does("unblock")
    await town.after(minutes=2)
    off, old_time = coach.everything[heard:]
    assert "❌" in off
    assert old_time == town.says(MOVED_UNTOLD)
    assert "Wilhelmina" not in off
    await coach.tap("🗓️")
    assert "Wilhelmina" not in coach.reads


async def test_the_coach_of_the_old_time_learns_that_it_is_off_when_another_coach_has_the_new(
    town: Town,
) -> None:
    parent, bilal, anna = await _parent(town), await town.coach("bilal"), await town.coach("anna")
    await book(parent, day=1)
    await bilal.does("block")
    await changed(
        town,
        ('"hardenberg", ', ""),
        (r"^hardenberg = .*$", ""),
        (r'"lutten"\]', '"lutten", "hardenberg"]'),
        (r"^(lutten) = (.*)$", r"\1 = \2\nhardenberg = \2"),
    )
    await _move(parent)
    assert "🔄" in anna.reads
    await _erase(parent)
    await bilal.does("unblock")
    await town.after(minutes=2)
    assert bilal.everything[-1] == town.says(MOVED_UNTOLD)
    assert "❌" in anna.reads  # who heard of the move has the right time in mind


async def test_a_coach_who_heard_of_the_move_hears_of_the_new_time_alone(town: Town) -> None:
    parent, coach = await _parent(town), await town.coach("bilal")
    await book(parent, day=1)
    await _move(parent)
    heard = len(coach.everything)
    await _erase(parent)
    [off] = coach.everything[heard:]
    assert "❌" in off


async def test_whoever_comes_back_after_erasing_is_a_stranger(town: Town) -> None:
    parent = await _parent(town)
    await _erase(parent)
    await parent.type("/start")
    assert "👋" in parent.reads


async def test_not_erasing_leaves_everything_as_it_was(town: Town) -> None:
    parent = await town.parent()
    await book(parent, day=1)
    before = await town.booked()
    await parent.type("/privacy")
    await parent.tap("🗑️")
    await parent.tap("↩️")
    assert parent.reads.startswith(town.outcome("erasing", "stopped"))
    assert await town.booked() == before


async def test_a_parent_who_speaks_arabic_is_parted_from_in_arabic(town: Town) -> None:
    parent = await town.parent("Noor", "ar")
    await _erase(parent)
    assert parent.reads.startswith(town.outcome("erasing", "erased", "ar"))


async def test_a_coach_who_erases_hears_of_no_parent_until_there_is_a_new_link(town: Town) -> None:
    parent, coach = await town.parent("Wilhelmina"), await town.coach("bilal")
    await coach.type("/privacy")
    await coach.tap("📄")
    assert "Berichten voor Voorbeeldcoach Bilal komen in deze chat." in _file(town, coach)
    await coach.type("/privacy")
    await coach.tap("🗑️")
    await coach.tap("✅")
    assert coach.reads.startswith(town.outcome("desk_erasing", "erased"))
    assert not any("🗓️" in button for button in coach.buttons)
    assert await town.rows("SELECT * FROM coach_links") == []
    heard = len(coach.everything)
    await book(parent, day=1)
    assert len(coach.everything) == heard
    new = await town.coach("bilal")
    assert any("Wilhelmina" in text for text in new.everything)


async def _night(town: Town) -> None:
    """Clean up and back up, as every night."""
    assert town.app is not None
    chores = town.app.chores
    chores.catch_up("clean up", "back up")
    async with asyncio.timeout(10):
        while not chores.idle:  # noqa: ASYNC110 - a chore tells nobody that it is done
            await asyncio.sleep(0.01)


@STRAIGHT
async def test_a_talk_is_kept_for_its_term_and_not_a_day_longer(town: Town) -> None:
    parent = await _parent(town)
    await book(parent, day=1)
    [(_, _, _, start)] = await town.booked()
    end = datetime.fromtimestamp(start, UTC) + timedelta(minutes=30)
    await town.at(end + timedelta(weeks=12))
    await _night(town)
    assert len(await town.booked()) == 1
    await town.after(minutes=1)
    await _night(town)
    assert await town.booked() == []
    assert await town.rows("SELECT * FROM claims") == []


@STRAIGHT
async def test_somebody_who_is_silent_for_a_year_is_forgotten_and_counts_remain(
    town: Town,
) -> None:
    parent = await _parent(town)
    await book(parent, day=1)
    await town.after(days=364)
    await _night(town)
    assert await town.rows("SELECT chat FROM people") == [(CHAT,)]
    await town.after(days=2)
    await _night(town)
    await town.after(days=31)
    await _night(town)
    assert _traces(town.data, "Wilhelmina") == []
    counted = dict(await town.rows("SELECT name, count FROM counters"))
    assert counted["booked"] == 1
    assert counted["booked: topic money"] == 1


@STRAIGHT
async def test_a_linked_coach_is_not_forgotten(town: Town) -> None:
    coach = await town.coach("bilal")
    await town.after(days=800)
    await _night(town)
    await coach.type("/agenda")
    assert "🗓️" in coach.reads


@STRAIGHT
async def test_answers_that_led_to_no_appointment_go_after_a_day(town: Town) -> None:
    parent = await town.parent()
    await parent.tap("📅")
    await parent.tap("💶")
    await town.after(hours=25)
    await _night(town)
    assert await parent.place() is None

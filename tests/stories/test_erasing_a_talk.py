"""A coach erases a talk that no parent has on a phone, because nobody else could."""

from datetime import UTC, datetime, timedelta

from bot.conversation.screen import Tap
from tests.stories.test_gate import _booked
from tests.stories.test_nothing_left import _naming
from tests.stories.test_restoring import _backed_up, _restored
from tests.stories.town import Somebody, Town

LAST_TAP = "places"  # of the coach, who has just tapped a button of the talk


async def _open(coach: Somebody) -> str:
    await coach.type("/agenda")
    await coach.tap("Amina")
    return coach.reads


async def _erase_talk(coach: Somebody) -> str:
    await _open(coach)
    await coach.tap("🗑️")
    return await coach.tap("✅")


async def _kept(town: Town, *words: str) -> set[str]:
    return (await _naming(town, ("Amina", *words))).keys() - {LAST_TAP}


async def test_two_taps_erase_a_talk_that_nobody_took_over(town: Town) -> None:
    coach = await town.coach("bilal")
    payload = await _booked(coach, language="Nederlands", day=2)
    [(appointment, *_)] = await town.booked()
    assert await _kept(town, appointment)
    assert town.outcome("desk_untaken", "talk_erased") in await _erase_talk(coach)
    assert await _kept(town, appointment) == set()
    assert (await town.rows("SELECT what FROM audit ORDER BY id"))[-1] == ("talk_erased",)
    parent = town.somebody("A.", "nl")
    await parent.start(payload)
    assert town.outcome("taking_over", "unknown") in "".join(parent.everything)


async def test_a_talk_that_is_over_can_be_erased_as_well(town: Town) -> None:
    coach = await town.coach("bilal")
    await _booked(coach, language="Nederlands")
    [(appointment, *_, start)] = await town.booked()
    await town.at(datetime.fromtimestamp(start, UTC) + timedelta(days=3))
    await _erase_talk(coach)
    assert await _kept(town, appointment) == set()


async def test_the_first_tap_only_asks(town: Town) -> None:
    coach = await town.coach("bilal")
    await _booked(coach, language="Nederlands", day=2)
    before = await town.booked()
    await _open(coach)
    await coach.tap("🗑️")
    await coach.tap("↩️")
    assert await town.booked() == before
    assert "Amina" in coach.reads


async def test_what_a_parent_has_on_a_phone_only_the_parent_can_erase(town: Town) -> None:
    coach = await town.coach("bilal")
    payload = await _booked(coach, language="Nederlands", day=2)
    await _open(coach)
    await coach.tap("🗑️")
    asked = coach.phone.last
    await town.somebody("A.", "nl").start(payload)
    before = await town.booked()
    told = await coach.tap_again(asked, asked.data("✅"))
    assert told.startswith(town.outcome("desk_untaken", "on_a_phone"))
    assert not any("🗑️" in button for button in coach.buttons)
    assert await town.booked() == before


async def test_a_talk_of_nobody_that_is_called_off_is_kept_no_longer(town: Town) -> None:
    """The coach has another button for it: this one is of a message from before."""
    coach = await town.coach("bilal")
    await _booked(coach, language="Nederlands", day=2)
    [(appointment, *_)] = await town.booked()
    await _open(coach)
    assert not any("❌" in button for button in coach.buttons)
    data = Tap("desk_cancel", appointment, "reason", "duty").pack()
    told = await coach.tap_again(coach.phone.last, data)
    assert told.startswith(town.outcome("desk_cancel", "talk_erased"))
    assert await _kept(town, appointment) == set()


async def test_a_backup_does_not_bring_an_erased_talk_back(town: Town) -> None:
    coach = await town.coach("bilal")
    await _booked(coach, language="Nederlands", day=2)
    backup = await _backed_up(town)
    await _erase_talk(coach)
    await _restored(town, backup)
    assert await _kept(town) == set()

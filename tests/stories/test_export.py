"""The file with everything leaves nothing out, also not what is kept for a while only."""

import pytest

from bot.services import callbacks, coach_export, export, messages, unfinished
from bot.services.bookkeeping import NOTED
from bot.services.roles import COACHES, MAY
from bot.services.topics import KINDS
from tests.stories.busy import busy
from tests.stories.test_privacy import _file
from tests.stories.town import Somebody, Town
from tests.stories.ways import ask, book, replies, to_days, told_of, want_call

STRAIGHT = pytest.mark.parametrize("town", ["straight"], indirect=True)


async def _everything(town: Town, parent: Somebody) -> str:
    await parent.type("/privacy")
    await parent.tap("📄")
    return _file(town, parent)


async def test_the_answers_that_somebody_began_with_are_told_as_they_were_chosen(
    town: Town,
) -> None:
    parent = await town.parent()
    await to_days(parent, how="📞", topic="🎒")
    told = [town.says(unfinished.BEGUN), "🎒 Spullen voor school", town.says(KINDS["phone"])]
    assert "\n".join(told) in await _everything(town, parent)


@STRAIGHT
async def test_what_waits_is_told_with_its_words_and_to_whom_it_goes(town: Town) -> None:
    parent = await town.parent()
    await book(parent, day=1)  # the coach is not linked: the notice waits, and so does a reminder
    parts = (await _everything(town, parent)).split("\n\n")
    [told] = [part for part in parts if part.startswith(town.says(unfinished.FOR_COACH))][:1]
    assert "Sanne" in "\n\n".join(parts[parts.index(told) :])
    assert any(part.startswith(town.says(unfinished.FOR_YOU)) for part in parts)


@STRAIGHT
async def test_what_was_refused_and_the_last_visit_are_told_and_what_is_left_out_is_named(
    town: Town,
) -> None:
    parent = await town.parent()
    await parent.type("/agenda")
    text = await _everything(town, parent)
    assert town.says(export.TRIED) in text
    assert "maandag 30 november" in text.split("\n\n")[2]
    assert text.endswith(town.says(export.LEFT_OUT))


@STRAIGHT
async def test_what_was_answered_and_called_is_told_with_who_did_it_and_when(town: Town) -> None:
    coach, parent = await town.coach("bilal"), await town.parent("Wilhelmina")
    await ask(parent, "Wanneer is de zwemles?")
    await want_call(parent)
    await town.after(days=1)
    await replies(coach, told_of(coach, "zwemles"), "Om acht uur.")
    await coach.type("/menu")
    await coach.tap("📞")
    await coach.tap("Wilhelmina")
    await coach.tap("✅")
    parts = (await _everything(town, parent)).split("\n\n")
    for sentence in (messages.ANSWERED, callbacks.DONE):
        [told] = [part for part in parts if town.says(sentence) in part]
        for word in ("maandag 30 november", "dinsdag 1 december", "Voorbeeldcoach Bilal"):
            assert word in told, told
    assert "zwemles" not in "".join(parts)


@STRAIGHT
async def test_a_coach_reads_what_is_kept_of_the_work(town: Town) -> None:
    somebody = await busy(town)
    text = await _everything(town, somebody.coach)
    assert "🏫 Voorbeeldschool Hardenberg\nmaandag" in text
    assert "🌴 30 nov" in text
    for deed in ("proposed", "booked_for", "away", "answered"):
        assert town.says(coach_export.DONE[deed]) in text, deed
    assert "Amina" not in text


def test_every_deed_that_is_noted_of_a_coach_has_words() -> None:
    noted = {what for deed, what in NOTED.items() if MAY[deed] == COACHES}
    said = {"answered", "closed", "called", "not reached", "unlinked"}
    assert coach_export.DONE.keys() == noted | said


async def test_the_page_of_the_menu_can_be_turned_under_the_file(town: Town) -> None:
    """A message with a file has no text of its own: its buttons alone are changed."""
    coach = await town.coach("bilal")
    await coach.type("/menu")
    await coach.tap("📅")
    await coach.type("/menu")
    await coach.tap("🔒")
    await coach.tap("📄")
    file, before = coach.phone.last, coach.buttons
    assert file.document is not None
    await coach.tap("➕")
    assert coach.phone.last is file
    assert coach.buttons != before

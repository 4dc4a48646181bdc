"""The file with everything leaves nothing out, also not what is kept for a while only."""

import pytest

from bot.services import export, unfinished
from bot.services.topics import KINDS
from tests.stories.test_privacy import _file
from tests.stories.town import Somebody, Town
from tests.stories.ways import book, to_days

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

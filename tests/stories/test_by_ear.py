"""A parent who does not read books a talk by ear only, and is reminded aloud."""

import pytest

from bot.simulator.model import Message
from tests.stories.hearing import Clip, check, choices, choose, kind_of, listen
from tests.stories.test_booking import coming
from tests.stories.town import Somebody, Town

LANGUAGES = {"nl": "Nederlands", "ar": "العربية", "pl": "Polski"}
MOST = 15  # questions until a talk is booked


@pytest.mark.long
@pytest.mark.parametrize("speaking", ["straight"], indirect=True)
@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_parent_books_by_ear_only(speaking: Town, language: str) -> None:
    parent = speaking.somebody("Noor", language)
    await parent.start("school_hardenberg")
    for _ in range(MOST):
        clip = await _hears(parent)
        if await coming(speaking, parent):
            break
        await choose(parent, clip.of, _wanted(clip.of, LANGUAGES[language]))
    [item] = await coming(speaking, parent)
    assert item.language == language
    assert not parent.phone.messages[-2].content.get(
        "voice"
    )  # each time one message, and its sound


async def _hears(parent: Somebody) -> Clip:
    """Listen to the newest message, and look whether a person can follow it."""
    clip = await listen(parent)
    check(clip)
    assert kind_of(parent, parent.phone.last) == ("OGG", "OPUS", 1)
    return clip


def _wanted(message: Message, own_name: str) -> int:
    """Number the button that leads on: one's language, an appointment, yes, or else the first."""
    labels = choices(message)
    wanted = [n for n, label in enumerate(labels, 1) if label == own_name or label[0] in "📅✅"]
    return wanted[0] if wanted else 1

"""Odd texts are said as far as they can be, by the real voices, and hold nobody up."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.i18n import Languages
from bot.services.heard import BUTTON, heard
from bot.services.values import CHOOSE_LANGUAGE
from bot.services.world import read_conversations
from bot.settings import read_config
from bot.speech import sound
from bot.speech.assembly import assemble
from bot.speech.breaths import MOST
from bot.speech.fixed import Fixed
from bot.speech.parts import Shown
from bot.speech.speaker import Speaker
from tests.speech.ready import ready

EXAMPLE = Path(__file__).parents[2] / "kansencoach.example.toml"
LONG = "Dit is een vraag over het geld voor de schoolreis. " * 80  # over 4,000 characters


@pytest.fixture
def speaker(tmp_path: Path) -> Iterator[Speaker]:
    ready()
    config = read_config(EXAMPLE)
    fixed = Fixed(Languages(["nl", "ar"]), heard(config, read_conversations()))
    built = assemble(config, tmp_path, fixed, button=BUTTON, choose=CHOOSE_LANGUAGE)
    yield built
    built.close()


@pytest.mark.parametrize(
    ("text", "language", "least"),
    [
        ("a" * 600, "nl", 10),
        ("\u2068Voorbeeldcoach Bilal\u2069 هو المرشد في Voorbeeldschool Hardenberg.", "ar", 4),
        ("0612345678 112 0800-2000 € 12,50", "nl", 8),
        ("1" * 60, "nl", 20),
        ("\x00\u202eJa.\ud800 (((", "nl", 0.5),
        ("U vroeg: <speak>*geld*</speak> [[kVm]] http://voorbeeld.example/a?b=c", "nl", 1),
    ],
    ids=["one word", "two scripts", "numbers", "digits", "signs", "markup"],
)
async def test_an_odd_text_is_said_as_far_as_it_can_be(
    speaker: Speaker, text: str, language: str, least: float
) -> None:
    plan = speaker.plan(Shown(text, (), language))
    assert plan is not None
    clip = await speaker.clip(plan)
    assert clip is not None
    assert sound.seconds(sound.read(clip)) > least
    assert speaker.speaks(language)  # no voice was hurt by it


async def test_a_text_of_4000_characters_is_said_whole_breath_by_breath(speaker: Speaker) -> None:
    plan = speaker.plan(Shown(LONG, ("Ja",), "nl"))
    assert plan is not None
    *breaths, _, _ = plan.pieces
    assert " ".join(piece.text for piece in breaths).split() == LONG.split()
    assert max(len(piece.text) for piece in breaths) <= MOST


@pytest.mark.parametrize("text", ["👍", "🏫 ⏳ 🆘", "·", "", "\n\n", "…"])
def test_of_mere_pictures_nothing_is_said(speaker: Speaker, text: str) -> None:
    assert speaker.plan(Shown(text, (), "nl")) is None

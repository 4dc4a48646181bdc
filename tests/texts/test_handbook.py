"""The handbook for coaches says what the dialogues say, plainly, on two pages."""

import re
import tomllib
from pathlib import Path

from babel.messages.pofile import read_po

from bot.catalogs.plain.ease import EASE
from bot.catalogs.plain.wording import sentences, words
from bot.i18n import catalog_paths
from bot.i18n.catalog import texts

ROOT = Path(__file__).parents[2]
HANDBOOK = (ROOT / "docs" / "handleiding-coach.md").read_text("utf-8")
LABEL = re.compile(r"\*\*(.+?)\*\*|„(.+?)[”\"]")
MARKUP = re.compile(r"<[^>]+>|\]\([^)]*\)|[#*`\[\]]|^- ", re.MULTILINE)
MOST_WORDS, MOST_IN_A_SENTENCE = 960, 16  # so many were two printed pages, with the pictures
LEAST_EASE = 75  # Flesch-Douma: plain is 60
MOST_PICTURES = 4


def dutch() -> dict[str, str]:
    """Give the Dutch of every English text."""
    with catalog_paths()["nl"].open("rb") as file:
        return {str(message.id): text for message in read_po(file) for text in texts(message)}


def plain() -> str:
    """Give the words alone."""
    return MARKUP.sub("", HANDBOOK)


def test_every_label_in_the_handbook_stands_on_a_button_so() -> None:
    quoted = {bold or marked for bold, marked in LABEL.findall(HANDBOOK)}
    assert quoted
    assert quoted <= set(dutch().values()), quoted - set(dutch().values())


def test_everything_that_a_coach_can_choose_in_the_menu_is_explained() -> None:
    desk = tomllib.loads((ROOT / "bot" / "conversations" / "desk.toml").read_text("utf-8"))
    offered = [choice for choice in desk["question"][0]["choice"] if "is_coach" in choice.values()]
    assert offered
    for choice in offered:
        assert f"**{dutch()[choice['label']]}**" in HANDBOOK


def test_the_pictures_are_there_and_few() -> None:
    pictures = re.findall(r'src="([^"]+)"', HANDBOOK)
    assert 0 < len(pictures) <= MOST_PICTURES
    assert all((ROOT / "docs" / picture).is_file() for picture in pictures)
    assert HANDBOOK.count("alt=") == len(pictures)


def test_the_handbook_is_plain_and_two_pages() -> None:
    said = sentences(plain())
    every = [word for sentence in said for word in words(sentence)]
    assert len(every) <= MOST_WORDS
    for sentence in said:
        assert len(words(sentence)) <= MOST_IN_A_SENTENCE, sentence
    assert (EASE["nl"].of(len(said), every) or 0) >= LEAST_EASE
    assert not {word.lower() for word in every} & {"je", "jij", "jou", "jouw", "jullie"}

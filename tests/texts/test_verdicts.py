"""The texts of a language are reported with the worst first."""

from pathlib import Path

import pytest

from bot.catalogs.plain.report import report
from bot.catalogs.plain.verdicts import verdicts
from bot.catalogs.upkeep import new_head

TEXTS = {
    "Plain": "Uw handtekening.",
    "Rare": "Een brugfunctie.",
    "Near": "Ik kom en ik ga en ik kom met u mee.",
    "Long": "Ik kom en ik ga en ik kom en ik ga met de brugfunctie.",
    "Not yet": "",
}


@pytest.fixture
def locales(tmp_path: Path) -> Path:
    """Give a folder with a small Dutch catalog."""
    path = tmp_path / "nl" / "LC_MESSAGES" / "messages.po"
    path.parent.mkdir(parents=True)
    entries = "".join(f'\nmsgid "{msgid}"\nmsgstr "{text}"\n' for msgid, text in TEXTS.items())
    path.write_text(new_head("nl") + entries, "utf-8")
    return tmp_path


def test_the_worst_comes_first_and_of_the_plain_ones_the_nearest_to_a_limit(locales: Path) -> None:
    found = verdicts("nl", locales)
    assert [item.said.english for item in found] == ["Long", "Rare", "Near", "Plain"]
    assert found[0].complaints[0].startswith("14 words in 'Ik kom")
    assert found[2].nearest.phrase.startswith("11 words in")
    assert not found[2].complaints


def test_a_language_is_counted(locales: Path) -> None:
    found = report("nl", locales)
    assert (found.texts, found.translated, found.longest) == (5, 4, 14)
    assert found.complaints == sum(len(item.complaints) for item in verdicts("nl", locales))
    assert found.hardest[0] == "brugfunctie"
    assert found.level.startswith("Flesch-Douma ")
    assert not found.checked


@pytest.mark.parametrize("code", ["pl", "so"])
def test_the_hardest_words_are_the_rarest_or_the_longest(code: str) -> None:
    found = report(code)
    assert len(found.hardest) == 5
    assert found.level.startswith("Zipf ") == (code == "pl")
    if code == "so":
        lengths = [len(word) for word in found.hardest]
        assert lengths == sorted(lengths, reverse=True)

"""kansencoach texts: an editor sees how plain each language is, and what to improve first."""

from pathlib import Path

from bot.catalogs.plain.verdicts import verdicts
from bot.i18n import catalog_paths
from tests.program.program import command

Rows = dict[str, str]


def rows(out: str) -> Rows:
    """Give the line of each language."""
    codes = catalog_paths()
    split = ((line.split()[0], line) for line in out.splitlines() if line)
    return {first: line for first, line in split if first in codes}


async def test_every_language_has_its_line() -> None:
    """With its own name, its counts, and whether anybody and any dictionary checked it."""
    ended = await command("texts", env={})
    assert ended.code == 0, ended.everything
    found = rows(ended.out)
    assert set(found) == set(catalog_paths())
    assert "Українська" in found["uk"]
    assert all("not checked" in line for line in found.values())
    assert "no dictionary" in found["ti"]
    assert "Flesch-Douma " in found["nl"]
    assert "Zipf " in found["ru"]
    assert "pip install" not in ended.out


async def test_the_worst_texts_of_a_language_come_first() -> None:
    """Ten of them, each with what is said against it or its measure nearest to a limit."""
    ended = await command("texts", "show", "tr", env={})
    assert ended.code == 0, ended.everything
    worst = verdicts("tr")[:10]
    assert [line for line in ended.out.splitlines() if line[0].isdigit()] == [
        f"{place}. {found.said.english!r}" for place, found in enumerate(worst, 1)
    ]
    for found in worst:
        assert (found.complaints or (found.nearest.phrase,))[0] in ended.out


async def test_an_unknown_language_is_refused_with_the_known_ones() -> None:
    """Who mistypes a code sees which ones there are."""
    ended = await command("texts", "show", "xx", env={})
    assert (ended.code, ended.out) == (1, "")
    assert "there is no language 'xx'" in ended.err
    assert "nl" in ended.err


async def test_without_the_libraries_and_hunspell_it_tells_how_to_get_the_rest(
    tmp_path: Path,
) -> None:
    """What can be measured is measured: lengths, and the ease of English."""
    ended = await command(
        "texts", env={"PATH": str(tmp_path)}, module="tests.program.without_texts"
    )
    assert ended.code == 0, ended.everything
    assert "pip install -c constraints.txt -e '.[texts]'" in ended.out
    found = rows(ended.out)
    assert "hunspell is not installed" in found["nl"]
    assert "Flesch " in found["en"]
    assert "Flesch-Douma" not in found["nl"]
    assert "Zipf" not in found["ru"]

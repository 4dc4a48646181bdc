"""kansencoach texts: an editor sees how plain each language is, and what to improve first."""

import re
from pathlib import Path

from babel import Locale

from bot.catalogs.plain.limits import limits
from bot.catalogs.plain.verdicts import verdicts
from bot.i18n import catalog_paths
from bot.settings import LANGUAGES
from tests.program.program import ROOT, command

Rows = dict[str, str]
ROW = re.compile(r"\| (.+?) \| (.+?) \| (.+?) \| (\d+) words \| (.+?) \| (.+?) \| (.+?) \|")


def rows(out: str) -> Rows:
    """Give the line of each language."""
    codes = catalog_paths()
    split = ((line.split()[0], line) for line in out.splitlines() if line)
    return {first: line for first, line in split if first in codes}


def in_readme() -> dict[str, tuple[str, ...]]:
    """Read the table of languages in the README: code -> the cells after the name."""
    text = (ROOT / "README.md").read_text("utf-8")
    found = {row[1]: row.groups()[1:] for row in map(ROW.fullmatch, text.splitlines()) if row}
    named = {Locale.parse(code).get_display_name("en"): code for code in LANGUAGES}
    return {("fa" if name == "Dari" else named[name]): cells for name, cells in found.items()}


async def test_every_language_has_its_line_and_the_readme_tells_the_same() -> None:
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
    told = in_readme()
    assert list(told) == list(LANGUAGES)
    for code, (complete, checked, longest, level, limit, spelling) in told.items():
        _, texts, translated, native, _, most, measured, *_ = re.split(r"\s{2,}", found[code])
        assert complete == ("yes" if texts == translated else "no")
        assert (checked, longest, level.replace("not known", "-")) == (native, most, measured)
        least = limits(code).fifth or limits(code).rarest
        assert f"Zipf ≥ {least}" in limit if least else limit == "-"
        assert (spelling == "no dictionary") == (code in {"fa", "ti", "so"})


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

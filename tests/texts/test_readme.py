"""What the README says of the languages is what is measured."""

import re
from pathlib import Path

import pytest
from babel import Locale

from bot.catalogs.plain.limits import limits
from bot.catalogs.plain.report import report
from bot.settings import LANGUAGES

README = Path(__file__).parents[2] / "README.md"
ROW = re.compile(r"\| (.+?) \| (.+?) \| (.+?) \| (\d+) words \| (.+?) \| (.+?) \| (.+?) \|")
NAMES = {"fa": "Dari"}


def rows() -> dict[str, tuple[str, ...]]:
    """Read the table of languages: name -> the other cells."""
    found = map(ROW.fullmatch, README.read_text("utf-8").splitlines())
    return {row[1]: row.groups()[1:] for row in found if row}


def name(code: str) -> str:
    return NAMES.get(code) or str(Locale.parse(code).get_display_name("en"))


def test_the_table_has_every_language_in_the_order_of_the_buttons() -> None:
    assert list(rows()) == [name(code) for code in LANGUAGES]


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_table_tells_what_was_measured(code: str) -> None:
    known = report(code)
    complete, checked, longest, level, limit, spelling = rows()[name(code)]
    assert complete == ("yes" if known.translated == known.texts else "no")
    assert checked == ("checked" if known.checked else "not checked")
    assert int(longest) == known.longest
    assert level == ("not known" if known.level == "-" else known.level)
    least = limits(code).fifth or limits(code).rarest
    assert f"Zipf ≥ {least}" in limit if least else limit == "-"
    assert (spelling == "no dictionary") == (code in {"fa", "ti", "so"})

"""A catalog becomes a sheet for its translator."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.catalogs.sheets import sheet
from bot.catalogs.sheets.advice import faults, limits, plainly
from bot.catalogs.sheets.guide import headings
from bot.catalogs.sheets.meanings import explained, used
from bot.catalogs.sheets.places import Sources, where
from bot.catalogs.sheets.rows import Row, rows
from bot.catalogs.sheets.starting import is_new, start
from bot.i18n.catalog import LOCALES, BrokenCatalogsError, CatalogFile, read
from bot.i18n.languages import SOURCE

EXAMPLE = "nl"  # the language that stands beside the English
FUZZY = "nobody is sure of it: read it again"


@dataclass(frozen=True)
class Exported:
    """What a sheet holds: how many rows, and how many of them are empty or else wrong."""

    new: bool
    rows: int
    empty: int
    wrong: int


def export(code: str, path: Path, sources: Sources, locales: Path = LOCALES) -> Exported:
    """Write the sheet of a language.

    Raises SheetError, or BrokenCatalogsError when the catalog cannot be read.
    """
    file, found = start(code, locales), sources.found
    every = list(rows(found, file, _example(locales)))
    told = ["; ".join(wrong(code, row)) for row in every]
    sheet.write(
        path,
        headings(code),
        [_line(row, why, sources.root) for row, why in zip(every, told, strict=True)],
        [(f"{{{name}}}", explained(name)) for name in sorted(used(found))],
        right_to_left=file.locale is not None and file.locale.text_direction == "rtl",
    )
    empty = sum(not row.text for row in every)
    return Exported(is_new(code, locales), len(every), empty, sum(map(bool, told)))


def wrong(code: str, row: Row) -> Iterator[str]:
    """Name what an import would say of a row as it is now, and whether somebody doubts it."""
    if row.fuzzy:
        yield FUZZY
    named = list(faults(row, row.text, may_be_empty=code == SOURCE))
    yield from named or plainly(code, row, row.text)


def _line(row: Row, why: str, root: Path) -> sheet.Line:
    said = (row.english, row.dutch, row.numbers, row.text)
    return (row.number, *said, where(row.source, root), limits(row), why)


def _example(locales: Path) -> CatalogFile | None:
    """Give the Dutch; without it a sheet is of use too."""
    try:
        return read(EXAMPLE, locales)
    except BrokenCatalogsError:
        return None

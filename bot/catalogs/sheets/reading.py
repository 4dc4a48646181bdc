"""Reads back the .xlsx of a translator, cell by cell."""

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from bot.catalogs.sheets.guide import ENGLISH, NUMBERS, TEXTS, TRANSLATION, SheetError
from bot.i18n.catalog import english_name

# what openpyxl and what it is built on raise for a file that is something else, or cut off
UNREADABLE = (
    BadZipFile,
    EOFError,
    KeyError,
    OSError,
    ParseError,
    RuntimeError,
    TypeError,
    ValueError,
    zlib.error,
)
CARRIAGE_RETURN = "_x000D_"  # how a spreadsheet may write it
KINDS = {"f": "a formula", "e": "the error of a formula", "b": "true or false", "d": "a date"}


@dataclass(frozen=True)
class Line:
    """A row of the sheet; `fault` tells why its translation is no text."""

    row: int
    english: str
    numbers: str
    text: str
    fault: str = ""


def read(path: Path, code: str) -> list[Line]:
    """Read the rows of a language's sheet; raises SheetError when it is another file."""
    with path.open("rb") as file:
        try:
            book = load_workbook(file, read_only=True)
            sheets = [_cells(sheet) for sheet in book.worksheets]
        except UNREADABLE:
            raise SheetError(
                f"{path} is not an .xlsx file: save the sheet as .xlsx (Excel workbook)"
            ) from None
    for cells in sheets:
        if cells and (places := _places(path, code, cells[0])):
            return list(_lines(cells, *places))
    raise SheetError(
        f'{path} has no sheet "{TEXTS}" with the columns "{ENGLISH}" and "Translation: …": write in'
        f" the file that `kansencoach texts export {code}` makes"
    )


def _cells(sheet: Worksheet) -> list[Sequence[Cell]]:
    sheet.reset_dimensions()  # some programs write a wrong one
    return list(sheet.iter_rows())


def _places(path: Path, code: str, head: Sequence[Cell]) -> tuple[int, int, int] | None:
    """Find the columns, also when some were moved; None when they are not there."""
    names = [_plain(cell) for cell in head]
    for place, name in enumerate(names):
        if (found := TRANSLATION.fullmatch(name)) and {ENGLISH, NUMBERS} <= set(names):
            if found[1] != code:
                raise SheetError(
                    f"{path} is the sheet of {english_name(found[1])}, not of {english_name(code)}:"
                    f" write `kansencoach texts import {found[1]} {path}`"
                )
            return names.index(ENGLISH), names.index(NUMBERS), place
    return None


def _lines(
    cells: Sequence[Sequence[Cell]], english: int, numbers: int, translation: int
) -> Iterator[Line]:
    for row, line in enumerate(cells, 1):
        said, told, cell = (
            line[place] if place < len(line) else None for place in (english, numbers, translation)
        )
        if row > 1 and (_plain(said) or _plain(cell)):
            yield Line(row, _plain(said), _plain(told), _plain(cell), _kind(cell))


def _plain(cell: Cell | None) -> str:
    """Give what a cell shows, its lines broken as ours are."""
    value = "" if cell is None or cell.value is None else str(cell.value)
    return value.replace(CARRIAGE_RETURN, "").replace("\r\n", "\n").strip()


def _kind(cell: Cell | None) -> str:
    """Say what a cell holds instead of a text; nothing when it is one, or empty."""
    if cell is None or cell.value is None or cell.data_type == "s":
        return ""
    what = KINDS.get(cell.data_type, "a number")
    return f"it is {what}, {_plain(cell)!r}: make the cell plain text, and write the translation"

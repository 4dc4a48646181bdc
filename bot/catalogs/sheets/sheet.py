"""Writes the .xlsx in which a translator works."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from bot.catalogs.sheets.guide import FILLED_IN, GUIDE, HOW, TEXTS

WIDTHS = (6, 45, 45, 14, 50, 30, 36, 40)  # of the columns, in characters
LINE_POINTS = 15  # high
TRANSLATION = 4  # place of the only column to write in
LAST = len(WIDTHS) - 1
TEXT = "@"  # a format in which a spreadsheet leaves what is typed as it is
THIN = Side(style="thin", color="BFBFBF")
GRID = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
GREY, YELLOW, RED = "EDEDED", "FFF9DB", "FDE2E0"
HEADING, READ, WRONG, OURS = "Names", "To read", "Wrong", "To fill in"  # kinds of cells
BOLD = Font(bold=True)
LEFT_TO_RIGHT, RIGHT_TO_LEFT = 1, 2  # of a cell, whichever way the sheet runs

Line = Sequence[str | int]


def write(
    path: Path,
    head: Sequence[str],
    lines: Iterable[Line],
    filled_in: Iterable[tuple[str, str]],
    *,
    right_to_left: bool,
) -> None:
    """Write a sheet that explains, and one with a line for each text."""
    book = Workbook()
    book.properties.creator = "kansencoach-bot"
    guide = book.active
    guide.title = GUIDE
    _explain(guide, filled_in)
    _texts(book.create_sheet(TEXTS), head, lines, right_to_left=right_to_left)
    book.save(path)


def _explain(sheet: Worksheet, filled_in: Iterable[tuple[str, str]]) -> None:
    for number, line in enumerate([*HOW, ("", ""), FILLED_IN, *filled_in], 1):
        for column, words in enumerate(line, 1):
            cell = sheet.cell(number, column, words)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if line == FILLED_IN:
                cell.font = BOLD
    for letter in "AB":
        sheet.column_dimensions[letter].width = 70
    sheet.protection.sheet = True


def _texts(
    sheet: Worksheet, head: Sequence[str], lines: Iterable[Line], *, right_to_left: bool
) -> None:
    for style in _styles(right_to_left=right_to_left):
        sheet.parent.add_named_style(style)
    for line in (head, *lines):
        sheet.append(line)
    for cells in sheet.iter_rows():
        for place, cell in enumerate(cells):
            cell.style = _style(cell, place)
            if isinstance(cell.value, str):
                cell.data_type = "s"  # also a text that begins with =
        sheet.row_dimensions[cells[0].row].height = LINE_POINTS * _lines(cells)
    for place, width in enumerate(WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.sheet_view.rightToLeft = right_to_left
    _lock(sheet)
    _print(sheet)


def _lines(cells: Sequence[Cell]) -> int:
    """Count the lines that the longest cell of a row takes: not every program looks by itself."""
    return max(
        sum(1 + len(line) // width for line in f"{cell.value or ''}".split("\n"))
        for cell, width in zip(cells, WIDTHS, strict=True)
    )


def _style(cell: Cell, place: int) -> str:
    """Name what a cell is: a heading, to be filled in, to be read, or wrong."""
    if cell.row == 1:
        return HEADING
    if place == TRANSLATION:
        return OURS
    return WRONG if place == LAST and cell.value else READ


def _styles(*, right_to_left: bool) -> Iterator[NamedStyle]:
    """Make what each kind of cell looks like; only what is filled in can be written in."""
    order = RIGHT_TO_LEFT if right_to_left else LEFT_TO_RIGHT
    for name, fill, bold, runs in (
        (HEADING, GREY, True, LEFT_TO_RIGHT),
        (READ, GREY, False, LEFT_TO_RIGHT),
        (WRONG, RED, False, LEFT_TO_RIGHT),
        (OURS, YELLOW, False, order),
    ):
        yield NamedStyle(
            name,
            font=Font(bold=bold),
            fill=PatternFill("solid", fgColor=fill),
            border=GRID,
            alignment=Alignment(wrap_text=True, vertical="top", readingOrder=runs),
            number_format=TEXT,
            protection=Protection(locked=name != OURS),
        )


def _lock(sheet: Worksheet) -> None:
    """Keep the other columns as they are; no password, for it guards against slips only."""
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.protection.sheet = True
    for allowed in ("autoFilter", "formatColumns", "formatRows"):
        setattr(sheet.protection, allowed, False)  # False: it is not forbidden


def _print(sheet: Worksheet) -> None:
    """Let it fit on paper."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"

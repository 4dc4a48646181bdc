"""A small program with a Polish catalog, and a translator who works on its sheet."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet
from typer.testing import CliRunner

from bot.catalogs import update
from bot.cli import cli

ENGLISH, NUMBERS, TRANSLATION, WRONG = 1, 3, 4, 7  # places of the columns
DIALOGUE = """\
title = "Making an appointment"

[[question]]
id = "when"
text = "{coach} is there on {day}."
empty = \"\"\"
There is no day.
Please call.\"\"\"
[[question.choice]]
id = "yes"
label = "✅ Yes"
"""
CODE = """\
from bot.conversation.words import say, say_n

FOUND = say("Found"), say_n("{count} day", "{count} days", 2)
"""
POLISH = {
    ("Found", ""): "Znaleziono",
    ("{coach} is there on {day}.", ""): "{coach} jest {day}.",
    ("There is no day. Please call.", ""): "Nie ma dnia.\nProszę zadzwonić.",
    ("✅ Yes", ""): "✅ Tak",
    ("{count} day", "1"): "Jeden dzień",
    ("{count} days", "2, 3, 4, 22…"): "{count} dni",
    ("{count} days", "0, 5, 6, 7…"): "{count} dni.",
}


class Desk:
    """A folder with the program, a sheet, and the command line."""

    def __init__(self, folder: Path) -> None:
        """Make the program; there is a Polish catalog, and it is empty."""
        self.home, self.sheet = folder / "program", folder / "polish.xlsx"
        for path, text in (("conversations/talk.toml", DIALOGUE), ("code.py", CODE)):
            (self.home / "bot" / path).parent.mkdir(parents=True, exist_ok=True)
            (self.home / "bot" / path).write_text(text, "utf-8")
        self.catalog("pl").parent.mkdir(parents=True)
        self.update()

    def catalog(self, code: str) -> Path:
        """Give the path of a catalog."""
        return self.home / "locales" / code / "LC_MESSAGES" / "messages.po"

    def update(self) -> None:
        """Bring the catalogs up to date with the sources."""
        update(self.home / "locales", self.home)

    def kansencoach(self, *words: str) -> tuple[int, str]:
        """Type a command; give its exit code and all that it printed."""
        typed = ["texts", words[0], "--home", str(self.home), *words[1:]]
        ended = CliRunner().invoke(cli, typed)
        assert ended.exception is None or isinstance(ended.exception, SystemExit), ended.exc_info
        return ended.exit_code, ended.output

    def export(self, code: str = "pl") -> str:
        """Export the sheet of a language anew."""
        self.sheet.unlink(missing_ok=True)
        ended, told = self.kansencoach("export", code, str(self.sheet))
        assert ended == 0, told
        return told

    def bring_in(self, *options: str, code: str = "pl") -> tuple[int, str]:
        """Import the sheet."""
        return self.kansencoach("import", code, str(self.sheet), *options)

    @contextmanager
    def opened(self) -> Iterator[Worksheet]:
        """Open the sheet in a spreadsheet, and save it."""
        book: Workbook = load_workbook(self.sheet)
        yield book["Texts"]
        book.save(self.sheet)

    def fill_in(self) -> None:
        """Translate every row."""
        with self.opened() as sheet:
            for cells in sheet.iter_rows(min_row=2):
                cells[TRANSLATION].value = POLISH[_key(cells)]

    def type(self, english: str, value: object, numbers: str = "") -> int:
        """Type something as the translation of a row; give the number of the row."""
        with self.opened() as sheet:
            for cells in sheet.iter_rows(min_row=2):
                if _key(cells) == (english, numbers):
                    cells[TRANSLATION].value = value
                    return int(cells[0].row)
        raise AssertionError(english)

    def rows(self) -> dict[tuple[str, str], tuple[str, ...]]:
        """Give all cells of each row."""
        with self.opened() as sheet:
            return {
                _key(cells): tuple(cell.value or "" for cell in cells)
                for cells in sheet.iter_rows(min_row=2)
            }


def _key(cells: tuple[Cell, ...]) -> tuple[str, str]:
    return " ".join(str(cells[ENGLISH].value).split()), str(cells[NUMBERS].value or "")

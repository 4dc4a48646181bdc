"""kansencoach texts export | import: the way in for translators, a sheet that each can open."""

from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from bot.catalogs.sheets.guide import SheetError
from bot.catalogs.sheets.places import Sources
from bot.cli.shared import give_up, say
from bot.i18n import LOCALES, BrokenCatalogsError

REFUSALS = (SheetError, BrokenCatalogsError)

Code = Annotated[str, typer.Argument(metavar="LANG", help="Its code, such as ar.")]
Home = Annotated[
    Path,
    typer.Option(
        file_okay=False, exists=True, show_default=False, help="Folder with bot/ and locales/."
    ),
]


def export_sheet(
    code: Code,
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="Such as arabic.xlsx.")
    ] = None,
    *,
    home: Home = LOCALES.parent,
) -> None:
    """Write the .xlsx in which somebody translates; the language may be new."""
    _need_openpyxl()
    from bot.catalogs.sheets import exporting, telling  # noqa: PLC0415 - they need openpyxl

    path = _free(file or Path(f"kansencoach-{code}.xlsx"))
    try:
        done = exporting.export(code, path, Sources.read(home), home / "locales")
    except REFUSALS as fault:
        give_up(str(fault))
    for line in telling.exported(code, path, done):
        say(line)


def import_sheet(
    code: Code,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", exists=True, dir_okay=False, help="The .xlsx.")
    ],
    *,
    accept_hard: Annotated[
        bool, typer.Option("--accept-hard", help="Take also what is hard to read.")
    ] = False,
    checked: Annotated[
        bool, typer.Option("--checked-by-native", help="A native speaker has read it all.")
    ] = False,
    home: Home = LOCALES.parent,
) -> None:
    """Read a translator's .xlsx back; if anything is wrong, tell all of it and write nothing."""
    _need_openpyxl()
    from bot.catalogs.sheets import importing, telling  # noqa: PLC0415 - they need openpyxl

    wanted = importing.Wanted(code, file, accept_hard=accept_hard, checked=checked)
    try:
        done = importing.bring_in(wanted, Sources.read(home), home / "locales")
    except REFUSALS as fault:
        give_up(str(fault))
    for line in telling.imported(code, file, done):
        say(line)
    if done.changed is None:
        give_up(telling.refused(file, done))


def _free(path: Path) -> Path:
    """Refuse a name that is not right for a new sheet."""
    if path.suffix != ".xlsx":
        give_up(f"{path}: give it a name that ends in .xlsx")
    if path.exists():
        give_up(f"{path} is there already, maybe with somebody's work: give another name")
    return path


def _need_openpyxl() -> None:
    if find_spec("openpyxl") is None:
        give_up("openpyxl is not installed: pip install 'kansencoach-bot[texts]'")

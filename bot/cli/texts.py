"""kansencoach texts: how plain the texts of each language are, and which are the worst."""

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Annotated

import typer

from bot.catalogs.plain import ease, frequency
from bot.catalogs.plain.report import Report, report
from bot.catalogs.plain.verdicts import Verdict, verdicts
from bot.cli.shared import give_up, say
from bot.cli.translating import export_sheet, import_sheet
from bot.i18n import catalog_paths

WORST = 10  # texts
HEAD = (
    "language", "texts", "translated", "native speaker", "spelling",
    "longest", "level", "complaints", "hardest words",
)  # fmt: skip
LEGEND = (
    "longest: words in a sentence. level: a fifth of the texts (Flesch-Douma, Flesch) or of the"
    " words (Zipf) is harder."
)
MISSING = (
    "Word frequencies and Dutch syllables are not measured:"
    " pip install -c constraints.txt -e '.[texts]'"
)

texts = typer.Typer(
    help="The texts of each language: how plain they are; a sheet to translate them."
)
texts.command("export")(export_sheet)
texts.command("import")(import_sheet)


@texts.callback(invoke_without_command=True)
def table(context: typer.Context) -> None:
    """Print the figures of every language."""
    if context.invoked_subcommand is None:
        for line in _aligned([HEAD, *(_row(report(code)) for code in catalog_paths())]):
            say(line)
        say(f"\n{LEGEND}")
        _tell_missing()


@texts.command()
def show(
    language: Annotated[str, typer.Argument(help="Its code, such as nl.")],
) -> None:
    """Print the ten worst texts of a language, with the complaint or the nearest limit."""
    known = catalog_paths()
    if language not in known:
        give_up(f"there is no language '{language}'; write one of: {', '.join(known)}")
    for place, verdict in enumerate(verdicts(language)[:WORST], 1):
        for line in _shown(place, verdict):
            say(line)
    _tell_missing()


def _row(found: Report) -> tuple[str, ...]:
    return (
        f"{found.code} {found.own_name}",
        f"{found.texts}",
        f"{found.translated}",
        "checked" if found.checked else "not checked",
        found.unspelled or "checked",
        f"{found.longest}",
        found.level,
        f"{found.complaints}",
        ", ".join(found.hardest),
    )


def _shown(place: int, verdict: Verdict) -> Iterator[str]:
    yield f"{place}. {verdict.said.english!r}"
    yield f"   {verdict.said.text!r}"
    if not verdict.complaints:
        yield f"   plain; nearest to its limit: {verdict.nearest.phrase}"
    for complaint in verdict.complaints:
        yield f"   ! {complaint}"


def _aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        padded = (
            f"{cell}{' ' * (width - _width(cell))}" for cell, width in zip(row, widths, strict=True)
        )
        yield "  ".join(padded).rstrip()


def _width(cell: str) -> int:
    """Count the places that a terminal takes for it: marks stand above a letter."""
    return sum(unicodedata.category(char) not in {"Mn", "Cf"} for char in cell)


def _tell_missing() -> None:
    if not (ease.is_installed() and frequency.is_installed()):
        say(MISSING)

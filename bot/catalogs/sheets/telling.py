"""Tells who typed the command what became of an export or an import, a line each."""

from collections.abc import Iterator
from pathlib import Path

from bot.catalogs.sheets.exporting import Exported
from bot.catalogs.sheets.importing import Imported
from bot.i18n.catalog import english_name


def exported(code: str, path: Path, done: Exported) -> Iterator[str]:
    """Tell what is in a sheet, and what to do with it."""
    language = english_name(code)
    yield f"{path}: {done.rows} rows, {done.empty} of them empty, {done.wrong} to look at"
    if done.new:
        yield f"{language} is new. Nothing is in locales yet: the import makes its folder."
    yield f"Give it to somebody whose own language is {language}; the first sheet explains itself."
    yield f"Then: kansencoach texts import {code} {path}"


def imported(code: str, path: Path, done: Imported) -> Iterator[str]:
    """Tell all that is wrong, or what was written, and who should still read it."""
    yield from done.judged.faults
    yield from done.judged.hard
    yield from done.judged.absent
    if done.changed is None:
        return
    sentences = "1 sentence" if done.changed == 1 else f"{done.changed} sentences"
    yield f"{sentences} changed in {done.path}"
    if done.new:
        yield f'To offer it to parents, add "{code}" to languages in kansencoach.toml.'
    if not done.checked:
        yield (
            "No native speaker has checked it yet. When one has read it all:"
            f" kansencoach texts import {code} {path} --checked-by-native"
        )
    elif done.changed:
        yield "It says that a native speaker has checked it: these changes too?"


def refused(path: Path, done: Imported) -> str:
    """Tell what to do before an import can be."""
    faults, hard = len(done.judged.faults), len(done.judged.hard)
    told = f"Nothing was written: {faults + hard} to mend in {path}"
    if hard and not faults:
        told += ", or add --accept-hard if there is no plainer way to say it"
    return told

"""A translator's sheet becomes a catalog, if nothing in it is wrong."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.catalogs.sheets import reading
from bot.catalogs.sheets.judging import Judged, judge
from bot.catalogs.sheets.places import Sources
from bot.catalogs.sheets.rows import Key, Row, rows
from bot.catalogs.sheets.starting import is_new, start
from bot.catalogs.upkeep import Id, Said, updated
from bot.i18n.catalog import CHECKED, ENTRY, LOCALES, parse

IS_CHECKED = "# Checked by a native speaker: yes"


@dataclass(frozen=True)
class Wanted:
    """What is to be read, and whether hard texts are accepted and a native speaker read it."""

    code: str
    path: Path
    accept_hard: bool = False
    checked: bool = False


@dataclass(frozen=True)
class Imported:
    """What an import found and did: `changed` counts sentences; None: nothing was written."""

    judged: Judged
    path: Path
    new: bool
    checked: bool
    changed: int | None = None


def bring_in(wanted: Wanted, sources: Sources, locales: Path = LOCALES) -> Imported:
    """Write the catalog of a language as its sheet says, unless something is wrong with it.

    Raises SheetError, or BrokenCatalogsError when the catalog cannot be used.
    """
    code, found = wanted.code, sources.found
    file, path, new = start(code, locales), locales / code / ENTRY, is_new(code, locales)
    every = list(rows(found, file, None))
    judged = judge(code, every, reading.read(wanted.path, code))
    checked = wanted.checked or file.checked is True
    if judged.faults or (judged.hard and not wanted.accept_hard):
        return Imported(judged, path, new, checked)
    text = updated(code, file.text, found, _said(every, judged.texts))
    _write(path, parse(code, _signed(text) if wanted.checked else text).sound().text)
    changed = {row.sentence for row in every if _is_changed(row, judged.texts)}
    return Imported(judged, path, new, checked, len(changed))


def _said(every: Sequence[Row], texts: Mapping[Key, str]) -> Mapping[Id, Said]:
    """Give the translation of each sentence of which the sheet has the rows."""
    said: dict[Id, list[str]] = defaultdict(list)
    for row in every:
        if row.key in texts:
            said[row.sentence].append(texts[row.key])
    return said


def _is_changed(row: Row, texts: Mapping[Key, str]) -> bool:
    return row.key in texts and (row.fuzzy or texts[row.key] != row.text)


def _signed(text: str) -> str:
    """Write in the first lines that a native speaker has checked it."""
    signed, found = CHECKED.subn(IS_CHECKED, text, count=1)
    return signed if found else f"{IS_CHECKED}\n{text}"


def _write(path: Path, text: str) -> None:
    """Put it in the place of the old one, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_suffix(".new")
    new.write_text(text, "utf-8")
    new.replace(path)

"""Tells what is wrong with the catalogs, a sentence each."""

import re
from collections.abc import Callable, Iterator
from gettext import c2py
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po

from bot.catalogs.entries import Forms, faults, first
from bot.catalogs.extraction import ROOT, extract
from bot.catalogs.upkeep import LOCALES, TEMPLATE, catalog_paths

SOURCE_LANGUAGE = "en"  # its sentences are the msgids: nothing is missing there
CHECKED = re.compile(r"^# Checked by a native speaker: (yes|no)\b", re.MULTILINE)
FORMS = re.compile(r'^"Plural-Forms: nplurals=(\d+); plural=(.+?);\\n"$', re.MULTILINE)
NUMBERS = 1001  # as many as are tried to learn which numbers a plural form is for
UPDATE = "run python -m bot.catalogs"


def complaints(locales: Path = LOCALES, root: Path = ROOT) -> list[str]:
    """Name all that is wrong with the template and the catalogs; an empty list is good."""
    found = extract(root)
    named = [f"{TEMPLATE}: {fault}" for fault in _template(locales / TEMPLATE, found)]
    for code, path in catalog_paths(locales).items():
        named += [f"{code}: {fault}" for fault in _language(code, path, found)]
    return named


def checked_by_native(code: str, locales: Path = LOCALES) -> bool:
    """Tell whether a native speaker has checked a language, after its catalog's own word."""
    told = CHECKED.search(catalog_paths(locales)[code].read_text("utf-8"))
    return told is not None and told[1] == "yes"


def _template(path: Path, found: Catalog) -> Iterator[str]:
    """Compare with the sources; on another line is not out of date."""
    try:
        kept = read_po(BytesIO(path.read_bytes()), abort_invalid=True)
    except (OSError, PoFileError, UnicodeDecodeError) as fault:
        yield f"cannot be read: {fault}"
        return
    if _outline(kept) != _outline(found):
        yield f"not up to date with the sources: {UPDATE}"


def _outline(catalog: Catalog) -> list[tuple[object, list[str], list[str]]]:
    return [
        (message.id, message.auto_comments, [file for file, _ in message.locations])
        for message in catalog
        if message.id
    ]


def _language(code: str, path: Path, found: Catalog) -> Iterator[str]:
    try:
        text = path.read_bytes().decode()
        kept = read_po(BytesIO(text.encode()), locale=code, abort_invalid=True)
    except FileNotFoundError:
        yield f"there is no catalog: {UPDATE}"
    except UnicodeDecodeError as fault:
        yield f"not UTF-8 at byte {fault.start}"
    except (PoFileError, ValueError) as fault:
        yield f"cannot be read: {fault}"
    else:
        yield from _head(text)
        yield from _compared(kept, found, _forms(text), english=code == SOURCE_LANGUAGE)


def _head(text: str) -> Iterator[str]:
    if CHECKED.search(text) is None:
        yield "its first lines do not tell '# Checked by a native speaker: yes' (or no)"
    if "charset=UTF-8" not in text:
        yield "the header's charset must be UTF-8"
    if _forms(text) is None:
        yield "the header's Plural-Forms is not understood"


def _compared(
    kept: Catalog, found: Catalog, forms: Forms | None, *, english: bool
) -> Iterator[str]:
    """Compare a catalog with the sentences of the sources."""
    for source in filter(_is_sentence, found):
        message = kept.get(source.id)
        missing = [f"not in the catalog: {UPDATE}"]
        named = missing if message is None else faults(message, source, forms, english=english)
        yield from (f"{first(source)!r}: {fault}" for fault in named)
    for message in filter(_is_sentence, kept):
        if message.id not in found:
            yield f"{first(message)!r}: nobody says this any more: {UPDATE}"


def _is_sentence(message: Message) -> bool:
    """Tell a sentence from the catalog's header."""
    return bool(message.id)


def _forms(text: str) -> Forms | None:
    """Give the numbers that each plural form is for; None when the header cannot be used."""
    told = FORMS.search(text)
    if told is None:
        return None
    try:
        form: Callable[[int], int] = c2py(told[2])
        numbers: list[set[int]] = [set() for _ in range(int(told[1]))]
        for number in range(NUMBERS):
            numbers[form(number)].add(number)
    except (ValueError, IndexError, ZeroDivisionError):
        return None
    return numbers if all(numbers) else None

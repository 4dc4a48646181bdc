"""Tells what is wrong with the catalogs, a sentence each."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po

from bot.catalogs.entries import faults
from bot.catalogs.extraction import ROOT, extract
from bot.catalogs.upkeep import TEMPLATE
from bot.i18n.catalog import LOCALES, BrokenCatalogsError, CatalogFile, catalog_paths, first, read
from bot.i18n.languages import SOURCE

UPDATE = "run python -m bot.catalogs"


def complaints(locales: Path = LOCALES, root: Path = ROOT) -> list[str]:
    """Name all that is wrong with the template and the catalogs; an empty list is good."""
    found = extract(root)
    named = [f"{TEMPLATE}: {fault}" for fault in _template(locales / TEMPLATE, found)]
    for code in catalog_paths(locales):
        named += _language(code, locales, found)
    return named


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


def _language(code: str, locales: Path, found: Catalog) -> Iterator[str]:
    try:
        file = read(code, locales)
    except BrokenCatalogsError as fault:
        yield from fault.complaints
        return
    named = [*_head(file), *_compared(file, found, english=code == SOURCE)]
    yield from (f"{code}: {fault}" for fault in dict.fromkeys(named))


def _head(file: CatalogFile) -> Iterator[str]:
    if file.checked is None:
        yield "its first lines do not tell '# Checked by a native speaker: yes' (or no)"
    yield from file.faults()


def _compared(file: CatalogFile, found: Catalog, *, english: bool) -> Iterator[str]:
    """Compare a catalog with the sentences of the sources."""
    kept, forms = file.messages, file.forms
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

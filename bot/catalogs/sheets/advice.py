"""Tells a translator what is wrong with one text, and what to write instead."""

from collections.abc import Collection, Iterator

from bot.catalogs.entries import MOST_TEXT, leading_icon
from bot.catalogs.plain.plainness import hard
from bot.catalogs.sheets.meanings import explained
from bot.catalogs.sheets.rows import Row
from bot.conversation.words import MOST_LABEL
from bot.i18n.catalog import compared, first, ids

EMPTY = "it is empty: write the translation"


def limits(row: Row) -> str:
    """Tell what a text must keep to."""
    told = [f"at most {MOST_LABEL} characters"] if row.button else []
    if icon := leading_icon(first(row.source)):
        told.append(f"begin with {icon}")
    for name in row.placeholders:
        verb = "keep or leave out" if name in row.free else "keep"
        told.append(f"{verb} {{{name}}}: {explained(name)}")
    return "\n".join(told)


def faults(row: Row, text: str, *, may_be_empty: bool = False) -> Iterator[str]:
    """Name what cannot stay so, and what to write instead."""
    if not text:
        if not may_be_empty:
            yield EMPTY
        return
    yield from _placeholders(row, text)
    yield from _icon(leading_icon(first(row.source)), leading_icon(text))
    if row.button and len(text) > MOST_LABEL:
        yield f"{len(text)} characters: a button has {MOST_LABEL}, write fewer"
    if len(text) > MOST_TEXT:
        yield f"{len(text)} characters: a message has {MOST_TEXT}, write fewer"


def plainly(code: str, row: Row, text: str) -> list[str]:
    """Name what is hard to read; a text may stay so if there is no other way to say it."""
    found = hard(code, text, button=row.button) if text else []
    return [f"hard to read: {why}: say it more plainly" for why in found]


def _placeholders(row: Row, text: str) -> Iterator[str]:
    try:
        missing, unknown = compared(ids(row.source)[-1], text)
    except ValueError:
        yield f"a {{ or }} has no partner: {_write(row.placeholders)}"
        return
    for name in missing:
        if name not in row.free:
            yield f"{{{name}}} is missing: write {{{name}}} where this belongs: {explained(name)}"
    for name in unknown:
        yield f"{{{name}}} is not known here: {_write(row.placeholders)}"


def _write(known: Collection[str]) -> str:
    """Say between which braces something may stand."""
    some = " and ".join(f"{{{name}}}" for name in known)
    return f"write {some}, as the English does" if some else "write it without { and }"


def _icon(wanted: str, found: str) -> Iterator[str]:
    if wanted == found:
        return
    if wanted:
        yield f"it does not begin with {wanted}: copy {wanted} from the English"
    else:
        yield f"it begins with {found} and the English does not: leave {found} out"

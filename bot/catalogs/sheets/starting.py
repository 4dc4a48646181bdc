"""The catalog that translators work on: the one there is, or an empty one of a new language."""

import re
from pathlib import Path

from babel import Locale

from bot.catalogs.sheets.guide import SheetError
from bot.catalogs.upkeep import new_head
from bot.i18n.catalog import (
    ENTRY,
    BrokenCatalogsError,
    CatalogFile,
    catalog_paths,
    english_name,
    parse,
    read,
)

CODE = re.compile(r"[a-z]{2,3}")
ASKED_IN = ("en", "nl")  # languages in which a coordinator may name a language


def is_new(code: str, locales: Path) -> bool:
    """Tell whether a language has no catalog yet."""
    return code not in catalog_paths(locales) or not (locales / code / ENTRY).exists()


def start(code: str, locales: Path) -> CatalogFile:
    """Give the catalog of a language, an empty one when it is new; nothing is written.

    Raises SheetError, or BrokenCatalogsError when no sheet can be made of it.
    """
    file = _new(code) if is_new(code, locales) else read(code, locales)
    if file.forms is None:
        raise BrokenCatalogsError([f"{code}: the header's Plural-Forms is not understood"])
    return file


def _new(code: str) -> CatalogFile:
    """Begin a language; how its dates are written must be known."""
    if not CODE.fullmatch(code) or english_name(code) == code:
        raise SheetError(_instead(code))
    return parse(code, new_head(code)).sound()


def _instead(wanted: str) -> str:
    """Say which code somebody may have meant."""
    for language in ASKED_IN:
        for code, name in Locale(language).languages.items():
            if name.lower() == wanted.lower() and english_name(code) != code:
                return f"the code of {name} is {code}: write {code} instead of {wanted}"
    return (
        f"we know no language {wanted!r}: write its code of two or three letters, such as ku for"
        f" Kurdish. If {wanted} is the code, make the folder locales/{wanted}/LC_MESSAGES, run"
        " python -m bot.catalogs, and write in the first lines of the messages.po that it makes how"
        ' the language is called and in which way dates are written: "X-Own-Name: …\\n" and'
        ' "X-Dates: en_GB\\n"'
    )

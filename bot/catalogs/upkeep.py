"""Brings the catalogs up to date with the sources; what people translated is kept."""

import re
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path

from babel.core import UnknownLocaleError
from babel.messages.catalog import Catalog
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po, write_po

from bot.catalogs.extraction import ROOT, extract
from bot.i18n.catalog import LOCALES, catalog_paths, english_name, ids

Id = tuple[str, ...]  # an English sentence, or the one for one thing and that for many
Said = Sequence[str]  # its translation, or one for each plural form
TEMPLATE = "messages.pot"
HEAD = re.compile(r'\A(?:#.*\n)*msgid ""\nmsgstr ""\n(?:".*"\n)*')  # comment and header entry
TWO_FORMS = 2, "(n != 1)"  # where nobody knows better: its translators can
NEW_HEAD = """\
# {name} texts of kansencoach-bot.
# Checked by a native speaker: no
msgid ""
msgstr ""
"Language: {code}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals={plurals}; plural={rule};\\n"
"""
TEMPLATE_HEAD = """\
# Sentences of kansencoach-bot: made by python -m bot.catalogs, do not edit.
msgid ""
msgstr ""
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"""


def update(locales: Path = LOCALES, root: Path = ROOT) -> None:
    """Write the template and every language's catalog: new entries empty, old ones dropped."""
    found = extract(root)
    (locales / TEMPLATE).write_text(template_text(found), "utf-8")
    for path in catalog_paths(locales).values():
        path.write_text(_updated(path, found), "utf-8")


def template_text(found: Catalog) -> str:
    """Give the template that belongs to these sentences."""
    return TEMPLATE_HEAD + "\n" + _entries(found, lines=True)


def new_head(code: str) -> str:
    """Give the first lines of a new language's catalog, not yet checked by anybody."""
    try:
        plurals, rule = get_plural(code)[:2]
    except (UnknownLocaleError, ValueError):
        plurals, rule = TWO_FORMS
    return NEW_HEAD.format(name=english_name(code), code=code, plurals=plurals, rule=rule)


def _updated(path: Path, found: Catalog) -> str:
    """Give a catalog's new text."""
    old = path.read_text("utf-8") if path.exists() else ""
    return updated(path.parent.parent.name, old, found)


def updated(code: str, old: str, found: Catalog, said: Mapping[Id, Said] | None = None) -> str:
    """Give the new text of a catalog, with these translations instead of its own.

    Its first lines belong to its translators and stay.
    """
    head = HEAD.match(old)
    first = head[0] if head else new_head(code)
    known = read_po(BytesIO((old or first).encode()), locale=code, abort_invalid=True)
    known.update(found, no_fuzzy_matching=True, update_header_comment=False)
    for message in known:
        if forms := (said or {}).get(ids(message)):
            message.string = tuple(forms) if message.pluralizable else forms[0]
            message.flags.discard("fuzzy")
    return first + "\n" + _entries(known, lines=False)


def _entries(catalog: Catalog, *, lines: bool) -> str:
    """Write the entries in the order of the sources, without the header, for it tells the time."""
    written = BytesIO()
    write_po(
        written,
        catalog,
        width=0,
        omit_header=True,
        ignore_obsolete=True,
        include_lineno=lines,
    )
    return written.getvalue().decode()

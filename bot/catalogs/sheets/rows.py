"""The rows of a translator's sheet: one for each text, and one for each plural form."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from babel.messages.catalog import Catalog, Message

from bot.catalogs.extraction import is_button
from bot.catalogs.sheets.meanings import names
from bot.i18n.catalog import SPOKEN, CatalogFile, ids, texts

TOLD = 4  # numbers that are named of those a plural form is for

Key = tuple[str, str]  # how a row is known again: the English, and the numbers it is for


@dataclass(frozen=True)
class Row:
    """One text: the sentence it belongs to, and how it is said now.

    `number` counts sentences; a plural form has its place among the forms, and the numbers it
    is for, such as "2, 3, 4, 22…". `free`: placeholders that it may do without.
    """

    number: int
    source: Message
    english: str
    dutch: str
    text: str
    fuzzy: bool = False
    form: int = 0
    numbers: str = ""
    free: Collection[str] = ()

    @property
    def key(self) -> Key:
        """How the row is known again."""
        return key(self.english, self.numbers)

    @property
    def sentence(self) -> tuple[str, ...]:
        """The English that it belongs to, the same for all plural forms."""
        return ids(self.source)

    @property
    def button(self) -> bool:
        """Whether it is the label of a button."""
        return is_button(self.source)

    @property
    def placeholders(self) -> list[str]:
        """Name what is filled in."""
        return names(self.sentence[-1])


def key(english: str, numbers: str) -> Key:
    """Know a row again, however a spreadsheet breaks its lines."""
    return " ".join(english.split()), " ".join(numbers.split())


def rows(found: Catalog, file: CatalogFile, dutch: CatalogFile | None) -> Iterator[Row]:
    """List the rows in the order of the sources; the catalog must have a plural rule."""
    for number, source in enumerate((message for message in found if message.id), 1):
        yield from (
            _plural(number, source, file, dutch)
            if source.pluralizable
            else [Row(number, source, ids(source)[0], _said(dutch, source), *_kept(file, source))]
        )


def _plural(
    number: int, source: Message, file: CatalogFile, dutch: CatalogFile | None
) -> Iterator[Row]:
    for form, numbers in enumerate(file.forms or ()):
        example = 1 if 1 in numbers else min(numbers)
        yield Row(
            number,
            source,
            ids(source)[0 if example == 1 else -1],
            _said(dutch, source, example),
            *_kept(file, source, form),
            form,
            _named(numbers),
            SPOKEN if len(numbers) == 1 else (),
        )


def _kept(file: CatalogFile, source: Message, form: int = 0) -> tuple[str, bool]:
    """Give the translation, and whether it is a doubtful one."""
    kept = file.messages.get(source.id)
    return ("", False) if kept is None else (_at(texts(kept), form), bool(kept.fuzzy))


def _said(file: CatalogFile | None, source: Message, count: int = 1) -> str:
    """Say a sentence with this number, as an example for who translates it."""
    kept = file and file.messages.get(source.id)
    if not (file and file.forms and kept):
        return ""
    return _at(texts(kept), next(form for form, of in enumerate(file.forms) if count in of))


def _at(said: Sequence[str], form: int) -> str:
    return said[form] if form < len(said) else ""


def _named(numbers: Collection[int]) -> str:
    """Name the first few numbers."""
    some = ", ".join(str(number) for number in sorted(numbers)[:TOLD])
    return f"{some}…" if len(numbers) > TOLD else some

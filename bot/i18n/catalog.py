"""Reads a catalog, a translator's file, straight from its .po; or tells what is wrong with it."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from gettext import GNUTranslations, c2py
from io import BytesIO
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from bot.conversation.words import placeholders

LOCALES = Path(__file__).parents[2] / "locales"
ENTRY = "LC_MESSAGES/messages.po"
HEADER = re.compile(r'^"([A-Z][A-Za-z-]+): (.*?)\\n"$', re.MULTILINE)
CHECKED = re.compile(r"^# Checked by a native speaker: (yes|no)\b", re.MULTILINE)
FORMS = re.compile(r"nplurals=(\d+); plural=(.+?);?")
SPOKEN = ("count",)  # a plural form that is for one number only may say it in a word
NUMBERS = 1001  # as many as are tried to learn which numbers a plural form is for

Forms = Sequence[set[int]]  # the numbers that each plural form is for


class BrokenCatalogsError(Exception):
    """Message catalogs cannot be used; every fault is on a line of its own."""

    def __init__(self, complaints: Iterable[str]) -> None:
        self.complaints = tuple(complaints)
        super().__init__("\n".join(self.complaints))


def catalog_paths(locales: Path = LOCALES) -> dict[str, Path]:
    """Give the catalog of each language that has a folder."""
    folders = sorted(folder for folder in locales.iterdir() if folder.is_dir())
    return {folder.name: folder / ENTRY for folder in folders}


def read(code: str, locales: Path = LOCALES) -> "CatalogFile":
    """Read the catalog of a language.

    Raises BrokenCatalogsError when it is no catalog at all; `CatalogFile.faults` names the rest.
    """
    path = locales / code / ENTRY
    try:
        return parse(code, path.read_bytes().decode())
    except FileNotFoundError:
        fault = "there is no catalog: run python -m bot.catalogs"
    except UnicodeDecodeError as wrong:
        fault = f"not UTF-8 at byte {wrong.start}"
    except (PoFileError, ValueError) as wrong:
        fault = f"cannot be read: {wrong}"
    raise BrokenCatalogsError([f"{code}: {fault}"])


def parse(code: str, text: str) -> "CatalogFile":
    """Take the text of a catalog apart; raises PoFileError or ValueError when it is none."""
    return CatalogFile(code, text, read_po(BytesIO(text.encode()), abort_invalid=True))


@dataclass(frozen=True)
class CatalogFile:
    """A catalog as it was read: its head, and its messages."""

    code: str
    text: str
    messages: Catalog

    @cached_property
    def head(self) -> dict[str, str]:
        """The lines of its first entry."""
        first, _, _ = self.text.partition("\n\n")
        return dict(HEADER.findall(first))

    @cached_property
    def forms(self) -> Forms | None:
        """The numbers that each plural form is for; None when the header cannot be used."""
        told = FORMS.fullmatch(self.head.get("Plural-Forms", ""))
        return None if told is None else _forms(int(told[1]), told[2])

    @property
    def checked(self) -> bool | None:
        """Whether a native speaker has checked it; None when it does not tell."""
        told = CHECKED.search(self.text)
        return None if told is None else told[1] == "yes"

    @cached_property
    def locale(self) -> Locale | None:
        """How dates are written, and in which direction; None when nobody knows."""
        return _locale(self.head.get("X-Dates", self.code))

    @property
    def own_name(self) -> str:
        """What its speakers call the language."""
        known = _locale(self.code)
        name = self.head.get("X-Own-Name") or (known.get_display_name() if known else "") or ""
        return name[:1].upper() + name[1:]

    @property
    def untranslated(self) -> int:
        """How many sentences are said in English."""
        return sum(not _is_translated(message) for message in self.messages if message.id)

    @property
    def complaints(self) -> list[str]:
        """What keeps it from being used, with the language in front."""
        return [f"{self.code}: {fault}" for fault in self.faults()]

    def sound(self) -> "CatalogFile":
        """Give it back when it can be used; raises BrokenCatalogsError with all its complaints."""
        if complaints := self.complaints:
            raise BrokenCatalogsError(complaints)
        return self

    def faults(self) -> Iterator[str]:
        """Name what keeps it from being used."""
        if "charset=UTF-8" not in self.head.get("Content-Type", ""):
            yield "the header's charset must be UTF-8"
        if self.forms is None:
            yield "the header's Plural-Forms is not understood"
        if self.locale is None:
            wrong = self.head.get("X-Dates", "")
            yield f'we know no dates of "{wrong or self.code}"; write "X-Dates: en_GB\\n"'
        if not self.own_name:
            yield 'what is it called by those who speak it? write "X-Own-Name: …\\n"'
        for message in self.messages:
            if message.id and not message.fuzzy:
                yield from (
                    f"{first(message)!r}: {fault}" for fault in misplaced(message, self.forms)
                )

    def compiled(self) -> GNUTranslations:
        """Give the translations; without one, or with a doubtful one, the English is said."""
        binary = BytesIO()
        for message in list(self.messages):
            if message.id and not _is_translated(message):
                self.messages.delete(message.id)  # its English plurals would follow another rule
        write_mo(binary, self.messages)
        binary.seek(0)
        return GNUTranslations(binary)


def english_name(code: str) -> str:
    """Name a language in English; give its code when nobody knows it."""
    known = _locale(code)
    return (known.get_display_name("en") if known else None) or code


def misplaced(message: Message, forms: Forms | None) -> Iterator[str]:
    """Name each {placeholder} that a translation lacks, or has too many."""
    translated = texts(message)
    if not all(translated):
        return
    for place, text in enumerate(translated):
        one = message.pluralizable and forms is not None and len(forms[place]) == 1
        yield from _placeholders(ids(message)[-1], text, SPOKEN if one else ())


def _placeholders(source: str, text: str, free: Iterable[str]) -> Iterator[str]:
    try:
        missing, unknown = compared(source, text)
    except ValueError:
        yield f"a brace without its partner in {text!r}"
        return
    for name in missing:
        if name not in free:
            yield f"{{{name}}} is missing in {text!r}"
    for name in unknown:
        yield f"{{{name}}} is not known in {text!r}"


def compared(source: str, text: str) -> tuple[list[str], list[str]]:
    """Name the placeholders that a translation lacks, and those it has too many.

    Raises ValueError for a brace without its partner.
    """
    if "{" not in source and not ("{" in text or "}" in text):
        return [], []
    wanted, found = set(placeholders(source)), set(placeholders(text))
    return sorted(wanted - found), sorted(found - wanted)


def ids(message: Message) -> tuple[str, ...]:
    """Give the English: one text, or the one for one thing and the one for many."""
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def first(message: Message) -> str:
    """Give the English sentence, the one for one thing."""
    return ids(message)[0]


def texts(message: Message) -> tuple[str, ...]:
    """Give the translation: one text, or one for each plural form; empty where there is none."""
    string = message.string
    return (string,) if isinstance(string, str) else tuple(text or "" for text in string or ("",))


def _is_translated(message: Message) -> bool:
    return all(texts(message)) and not message.fuzzy


def _forms(count: int, rule: str) -> Forms | None:
    try:
        form: Callable[[int], int] = c2py(rule)
        numbers: list[set[int]] = [set() for _ in range(count)]
        for number in range(NUMBERS):
            numbers[form(number)].add(number)
    except (ValueError, IndexError, ZeroDivisionError):
        return None
    return numbers if all(numbers) else None


def _locale(name: str) -> Locale | None:
    try:
        return Locale.parse(name)
    except (UnknownLocaleError, ValueError):
        return None

"""Puts what is said into somebody's language: catalogs, plurals, dates and times, direction."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from functools import cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from bot.conversation.words import Dated, InLanguage, LanguageName, Lines, Local, Say, Value, say

LOCALES = Path(__file__).parent.parent / "locales"
SOURCE = "en"
DATE_LOCALES = {"ar": "ar_SY", "en": "en_GB", "fa": "fa_AF"}
ISOLATE, END_ISOLATE = "\u2068", "\u2069"  # keep an inserted Latin word or number in its order

MORNING = say("{clock} in the morning")
AFTERNOON = say("{clock} in the afternoon")
EVENING = say("{clock} in the evening")
NOON, DUSK = 12, 18  # hours
FORMS = {"month": "LLLL y", "short": "d MMM", "weekday": "cccc", "initial": "cccccc"}
YEAR = re.compile(r"[\s,،]*y.*$")  # the year and what belongs to it end a full date pattern


@dataclass(frozen=True)
class Language:
    """One language: its catalog and its way of writing."""

    code: str
    own_name: str
    catalog: GNUTranslations
    locale: Locale
    right_to_left: bool


class Languages:
    """The languages we have, and the way from a value to a text."""

    def __init__(self, codes: Iterable[str], folder: Path = LOCALES) -> None:
        self._all = {code: _load(code, folder) for code in codes}

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes of all languages, in the order they are offered."""
        return tuple(self._all)

    def own_name(self, code: str) -> str:
        """Name of a language in that language; the code of one that was taken away."""
        return self._all[code].own_name if code in self._all else code

    def nearest(self, wanted: str | None) -> str:
        """Give the language we have for the code a phone tells; without one, the first."""
        if not wanted:
            return self.codes[0]
        code = wanted.replace("_", "-").split("-")[0].lower()
        return code if code in self._all else SOURCE if SOURCE in self._all else self.codes[0]

    def render(self, value: Value, code: str, today: date) -> str:  # noqa: PLR0911 - a line a kind
        """Value -> text in this language. `today` decides whether a date needs its year."""
        language = self._all.get(code) or self._all[self.nearest(code)]
        match value:
            case Say():
                return self._said(value, language, today)
            case Lines():
                parts = [self._inserted(part, language, today) for part in value.values]
                return ("\n\n" if value.gap else "\n").join(parts)
            case Local():
                return value.texts.get(code) or next(iter(value.texts.values()), "")
            case LanguageName():
                return str(language.locale.languages.get(value.code, value.code))
            case InLanguage():  # its full stop stays at its own end
                return ISOLATE + self.render(value.value, value.language, today) + END_ISOLATE
            case Dated():
                return _dated(value, language, today)
            case date():
                return _day(value, language, today)
            case time():
                return self.render(_part_of_day(value), code, today)
            case _:
                return str(value)

    def _said(self, value: Say, language: Language, today: date) -> str:
        if value.plural is not None:
            text = language.catalog.ngettext(value.msgid, value.plural, value.count)
        else:
            text = language.catalog.gettext(value.msgid)
        filled = {
            name: self._inserted(item, language, today) for name, item in value.values.items()
        }
        return text.format(**filled)

    def _inserted(self, value: Value, language: Language, today: date) -> str:
        text = self.render(value, language.code, today)
        foreign = isinstance(value, str | int | Local)
        isolated = text and foreign and language.right_to_left
        return f"{ISOLATE}{text}{END_ISOLATE}" if isolated else text


def _part_of_day(clock: time) -> Say:
    words = MORNING if clock.hour < NOON else AFTERNOON if clock.hour < DUSK else EVENING
    return Say(words.msgid, {"clock": clock.isoformat("minutes")})


def _day(day: date, language: Language, today: date) -> str:
    """Weekday, day and month in letters; the year only if it is another one."""
    pattern = str(language.locale.date_formats["full"].pattern)
    if day.year == today.year:
        pattern = YEAR.sub("", pattern)
    return format_date(day, pattern, locale=language.locale)


def _dated(value: Dated, language: Language, today: date) -> str:
    """A day in another form; of a short one the year only if it is another one."""
    other_year = value.form == "short" and value.day.year != today.year
    pattern = FORMS[value.form] + " y" * other_year
    return format_date(value.day, pattern, locale=language.locale)


@cache
def _load(code: str, folder: Path) -> Language:
    locale = Locale.parse(DATE_LOCALES.get(code, code))
    own_name = (Locale.parse(code).get_display_name(code) or code).title()
    right_to_left = locale.text_direction == "rtl"
    return Language(code, own_name, _catalog(code, folder), locale, right_to_left)


def _catalog(code: str, folder: Path) -> GNUTranslations:
    """Read a catalog straight from its .po; without a translation the English msgid is said."""
    compiled = BytesIO()
    with (folder / code / "LC_MESSAGES" / "messages.po").open("rb") as file:
        catalog = read_po(file, locale=code)
    for message in list(catalog):
        if message.id and not any(message.string or ()):
            catalog.delete(message.id)  # written, its English plurals would follow another rule
    write_mo(compiled, catalog)
    compiled.seek(0)
    return GNUTranslations(compiled)

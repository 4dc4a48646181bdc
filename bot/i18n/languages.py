"""The languages we have, and the way from a value to a text in one of them."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, time
from functools import cache
from gettext import GNUTranslations
from pathlib import Path

from babel import Locale

from bot.conversation.words import (
    MOST_LABEL,
    Dated,
    InLanguage,
    LanguageName,
    Lines,
    Local,
    Say,
    Value,
)
from bot.i18n import dates
from bot.i18n.catalog import LOCALES, BrokenCatalogsError, read

SOURCE = "en"  # its sentences are the msgids: nothing is missing there
# What phones call a language that is one of ours, or that is read by who reads one of ours.
NEAREST = {"apc": "ar", "ary": "ar", "arz": "ar", "fy": "nl", "li": "nl", "mo": "ro", "nds": "nl"}
NEAREST |= {"pes": "fa", "prs": "fa"}
NAMED = {"fa": "fa_AF"}  # Dari, which CLDR calls by its country
ISOLATE, END_ISOLATE = "\u2068", "\u2069"  # keep what is inserted in its own order
UNSEEN = dict.fromkeys(map(ord, (ISOLATE, END_ISOLATE)))
RIGHT_TO_LEFT = {"R", "AL"}  # Unicode's bidirectional classes of such letters


@dataclass(frozen=True)
class Language:
    """One language: its catalog and its way of writing."""

    code: str
    own_name: str
    catalog: GNUTranslations
    locale: Locale
    right_to_left: bool
    checked: bool
    width: dates.Width = dates.Width.FULL


class Languages:
    """The languages we have, and the way from a value to a text."""

    def __init__(self, codes: Iterable[str], folder: Path = LOCALES) -> None:
        """Read their catalogs; raises BrokenCatalogsError with all that is wrong with them."""
        self._all: dict[str, Language] = {}
        complaints: list[str] = []
        for code in codes:
            try:
                self._all[code] = _load(code, folder)
            except BrokenCatalogsError as fault:
                complaints += fault.complaints
        if complaints:
            raise BrokenCatalogsError(complaints)

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
        code = NEAREST.get(code, code)
        return code if code in self._all else SOURCE if SOURCE in self._all else self.codes[0]

    def render(self, value: Value, code: str, today: date) -> str:
        """Value -> text in this language. `today` decides whether a date needs its year."""
        return self._text(value, self._language(code), today)

    def label(self, value: Value, code: str, today: date) -> str:
        """Value -> text on a button: with days as short as they must be, so that it is not cut."""
        language = self._language(code)
        for width in dates.Width:
            text = self._text(value, replace(language, width=width), today)
            if len(text.translate(UNSEEN)) <= MOST_LABEL:
                break
        return text

    def _language(self, code: str) -> Language:
        return self._all.get(code) or self._all[self.nearest(code)]

    def _text(self, value: Value, language: Language, today: date) -> str:  # noqa: PLR0911 - a line a kind
        match value:
            case Say():
                return self._said(value, language, today)
            case Lines():
                parts = [self._inserted(part, language, today) for part in value.values]
                return ("\n\n" if value.gap else "\n").join(parts)
            case Local():
                return value.texts.get(language.code) or next(iter(value.texts.values()), "")
            case LanguageName():
                name = language.locale.languages.get(NAMED.get(value.code, value.code))
                return str(name or self.own_name(value.code))
            case InLanguage():  # its full stop stays at its own end
                return ISOLATE + self.render(value.value, value.language, today) + END_ISOLATE
            case Dated():
                return dates.other(value, language.locale, today)
            case date():
                return dates.full(value, language.locale, today, language.width)
            case time():
                return self._said(dates.part_of_day(value), language, today)
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
        text = self._text(value, language, today)
        foreign = isinstance(value, str | int | Local)
        isolated = text and foreign and (language.right_to_left or _runs_right_to_left(text))
        return f"{ISOLATE}{text}{END_ISOLATE}" if isolated else text


def _runs_right_to_left(text: str) -> bool:
    return any(unicodedata.bidirectional(char) in RIGHT_TO_LEFT for char in text)


@cache
def _load(code: str, folder: Path) -> Language:
    file = read(code, folder).sound()
    assert file.locale is not None  # noqa: S101 - one without is not sound
    return Language(
        code,
        file.own_name,
        file.compiled(),
        file.locale,
        file.locale.text_direction == "rtl",
        file.checked is True,
    )

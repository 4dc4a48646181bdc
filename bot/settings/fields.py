"""The kinds of value in kansencoach.toml: how each is read, and what is said when it is wrong."""

import re
from datetime import date, time
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo, available_timezones

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    PlainValidator,
    ValidationInfo,
)

from bot.scheduling.slots import CELL_MINUTES, WeeklyHours
from bot.settings.faults import suggestion

_LOCALES = Path(__file__).parents[2] / "locales"
_FIRST = ("nl", "en", "ar", "uk", "pl", "tr", "ti", "fa", "ro", "bg", "so", "ru", "de")
KNOWN = "languages"  # of the context in which a file is checked
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DUTCH_WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_HOURS = re.compile(r"(?P<day>\w+)\s+(?P<start>\d{1,2}:\d{2})\s*[-–]\s*(?P<end>\d{1,2}:\d{2})")
_ID = re.compile(r"[A-Za-z0-9_-]{1,32}")
_EMAIL = re.compile(r"[A-Za-z0-9._%+'-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


def languages_in(locales: Path) -> tuple[str, ...]:
    """List those that have a message catalog; nl is the first, to fall back on."""
    return tuple(
        sorted(
            (catalog.parts[-3] for catalog in locales.glob("*/LC_MESSAGES/messages.po")),
            key=lambda code: (_FIRST.index(code) if code in _FIRST else len(_FIRST), code),
        )
    )


LANGUAGES = languages_in(_LOCALES)


class Section(BaseModel):
    """A table of the file: unknown keys are faults, spaces around words are not."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


def _id(text: str) -> str:
    if not _ID.fullmatch(text):
        raise ValueError(f'"{text}" is no id; write at most 32 of A-Z a-z 0-9 _ -')
    return text


def _text(text: str) -> str:
    if not text:
        raise ValueError("is empty; write a text")
    return text


def _phone(text: str) -> str:
    if not any(sign.isdigit() for sign in text):
        raise ValueError(f'"{text}" has no digit; write a phone number such as "14 0523"')
    return text


def email_address(text: str) -> str:
    """Give the address, or raise ValueError with what to write."""
    if not _EMAIL.fullmatch(text):
        raise ValueError(f'"{text}" is no e-mail address; write one such as "anna@example.nl"')
    return text


def _language(code: str, info: ValidationInfo) -> str:
    """Look it up among the languages that the reader of the file has."""
    known: tuple[str, ...] = (info.context or {}).get(KNOWN, LANGUAGES)
    if code not in known:
        raise ValueError(f'we do not have the language "{code}"; write {" or ".join(known)}')
    return code


def _zone(name: str) -> str:
    try:
        return ZoneInfo(name).key
    except (OSError, KeyError, ValueError):
        near = suggestion(name, sorted(available_timezones()))
        raise ValueError(f'there is no time zone "{name}"; {near}') from None


def _gap(minutes: int) -> int:
    if minutes < 0 or minutes % CELL_MINUTES:
        raise ValueError(f"{minutes} is not 0 or a multiple of {CELL_MINUTES}; write 0, 5, 10, …")
    return minutes


def _minutes(minutes: int) -> int:
    if minutes <= 0 or minutes % CELL_MINUTES:
        raise ValueError(
            f"{minutes} is not a positive multiple of {CELL_MINUTES}; write 5, 10, 15, …"
        )
    return minutes


def _day(value: object) -> object:
    if not isinstance(value, date | str):
        raise ValueError(f"{value} is no date; write one such as 2026-12-24")  # noqa: TRY004
    return value


def _wall_time(value: object) -> object:
    """Refuse numbers, which pydantic would take for seconds since midnight."""
    if isinstance(value, str):
        return _clock(value)
    if not isinstance(value, time):
        raise ValueError(f'{value} is no time; write one such as "17:00"')  # noqa: TRY004
    return value


def _clock(text: str) -> time:
    hour, _, minute = text.partition(":")
    try:
        return time(int(hour), int(minute))
    except ValueError:
        raise ValueError(f'"{text}" is no time; write one such as "17:00"') from None


def _words(value: object) -> object:
    return {"nl": value} if isinstance(value, str) else value


def _nl_too(words: dict[str, str]) -> dict[str, str]:
    if words and "nl" not in words:
        raise ValueError('has no "nl", which is shown where a language has no words of its own')
    return words


def _hours(value: object) -> WeeklyHours:
    """Read "monday 09:00-12:00"; the times lie on the grid of appointments."""
    if isinstance(value, WeeklyHours):
        return value
    found = _HOURS.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        raise ValueError(f'"{value}" is not understood; write hours as "monday 09:00-12:00"')
    start, end = _clock(found["start"]), _clock(found["end"])
    if end <= start:
        raise ValueError(f'"{value}" ends before it starts; write hours as "monday 09:00-12:00"')
    if start.minute % CELL_MINUTES or end.minute % CELL_MINUTES:
        raise ValueError(f'"{value}": write minutes that are a multiple of {CELL_MINUTES}')
    return WeeklyHours(_weekday(found["day"].casefold()), start, end)


def _weekday(day: str) -> int:
    if day in WEEKDAYS:
        return WEEKDAYS.index(day)
    if day in _DUTCH_WEEKDAYS:
        english = WEEKDAYS[_DUTCH_WEEKDAYS.index(day)]
        raise ValueError(f'"{day}" is Dutch; write "{english}"')
    raise ValueError(f'there is no weekday "{day}"; write one of {", ".join(WEEKDAYS)}')


Id = Annotated[str, AfterValidator(_id)]
Text = Annotated[str, AfterValidator(_text)]
Phone = Annotated[str, AfterValidator(_phone)]
Email = Annotated[str, AfterValidator(email_address)]
Language = Annotated[str, AfterValidator(_language)]
Zone = Annotated[str, AfterValidator(_zone)]
Gap = Annotated[int, AfterValidator(_gap)]
Minutes = Annotated[int, AfterValidator(_minutes)]
Day = Annotated[date, BeforeValidator(_day)]
WallTime = Annotated[time, BeforeValidator(_wall_time)]
Words = Annotated[dict[Language, Text], BeforeValidator(_words)]
WordsWithDutch = Annotated[Words, AfterValidator(_nl_too)]
Hours = Annotated[WeeklyHours, PlainValidator(_hours)]

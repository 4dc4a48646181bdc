"""What a language says where its texts show signs, numbers and short forms, from its ear.toml."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

from bot.speech.ear.shape import FORMS, LISTS, faults

FILE = "ear.toml"

Table: TypeAlias = tuple[tuple[str, str], ...]  # what is shown, and what is said for it


class BrokenEarError(Exception):
    """An ear.toml cannot be used; every fault is on a line of its own."""

    def __init__(self, complaints: Iterable[str]) -> None:
        self.complaints = tuple(complaints)
        super().__init__("\n".join(self.complaints))


@dataclass(frozen=True, slots=True)
class Signs:
    """Marks and signs: the two pauses, and the words for the rest."""

    stop: str
    comma: str
    and_: str
    plus: str
    percent: str
    until: str


@dataclass(frozen=True, slots=True)
class Forms:
    """Numbers in words, as they are after one of these words; after none: everywhere else."""

    after: tuple[str, ...]
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Times:
    """How a time of the day is said."""

    hour: str
    clock: str
    early: str
    early_until: int
    between: str
    beside: tuple[str, ...]
    hours: tuple[Forms, ...]


@dataclass(frozen=True, slots=True)
class Money:
    """How an amount is said."""

    whole: str
    cents: str
    euro: str
    euros: str


@dataclass(frozen=True, slots=True)
class Days:
    """How a day of the year is said."""

    date: str
    until: str
    month_first: bool
    weekday_last: bool
    months: tuple[str, ...]
    numbers: tuple[Forms, ...]
    short_months: Table
    weekdays: Table


@dataclass(frozen=True, slots=True)
class EarWords:
    """All that a language's ear.toml holds."""

    signs: Signs
    times: Times
    money: Money
    days: Days
    abbreviations: Table
    closing: Table
    said: Table


@cache
def read_ear(code: str, folder: Path) -> EarWords:
    """Read `<folder>/<code>/ear.toml`; raises BrokenEarError with all that is wrong with it."""
    place = f"{code}/{FILE}"
    try:
        raw = tomllib.loads((folder / code / FILE).read_bytes().decode())
    except FileNotFoundError:
        raise BrokenEarError([f"{place}: copy nl/{FILE} to this place and translate it"]) from None
    except UnicodeDecodeError as wrong:
        fault = f"{place}: save it as UTF-8, it is something else at byte {wrong.start}"
        raise BrokenEarError([fault]) from None
    except tomllib.TOMLDecodeError as wrong:
        fault = f"{place}: this is not TOML, is a quote or bracket missing? {wrong}"
        raise BrokenEarError([fault]) from None
    if complaints := [f"{place}: {fault}" for fault in faults(raw)]:
        raise BrokenEarError(complaints)
    return _words(raw)


def _words(raw: dict[str, Any]) -> EarWords:
    signs = {"and_" if key == "and" else key: said for key, said in raw["signs"].items()}
    hours, numbers = (tuple(Forms(**_frozen(each)) for each in raw.get(name, [])) for name in FORMS)
    months, weekdays, *rest = (tuple(raw[name].items()) for name in LISTS)
    return EarWords(
        Signs(**signs),
        Times(**_frozen(raw["times"]), hours=hours),
        Money(**raw["money"]),
        Days(**_frozen(raw["days"]), numbers=numbers, short_months=months, weekdays=weekdays),
        *rest,
    )


def _frozen(table: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(item) if isinstance(item, list) else item for key, item in table.items()}

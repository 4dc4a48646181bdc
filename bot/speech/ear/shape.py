"""Which keys an ear.toml has, and what is wrong with one that has others."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

HOURS, MONTHS, DAYS = 24, 12, 31


@dataclass(frozen=True, slots=True)
class Text:
    """A text that is not empty, with exactly these {placeholders}."""

    holes: tuple[str, ...] = ()

    def fault(self, value: object) -> str | None:
        """Tell what to write instead; None when it is right."""
        wanted = " and ".join(f"{{{hole}}}" for hole in self.holes)
        if not isinstance(value, str) or not value.strip():
            return f"write a text with {wanted}" if wanted else "write a text between quotes"
        found = re.findall(r"\{(\w*)\}", value)
        if re.search(r"[{}]", re.sub(r"\{\w*\}", "", value)):
            return "write each { with its }"
        if sorted(found) != sorted(self.holes):
            return f"write {wanted} in it once, and nothing else between braces"
        return None


@dataclass(frozen=True, slots=True)
class Texts:
    """A list of texts, of this length; of any length when none is named."""

    length: int = 0

    def fault(self, value: object) -> str | None:
        """Tell what to write instead; None when it is right."""
        if not isinstance(value, list) or any(Text().fault(item) for item in value):
            return 'write a list of texts, as ["a", "b"]'
        if self.length and len(value) != self.length:
            return f"write {self.length} texts, not {len(value)}"
        return None


@dataclass(frozen=True, slots=True)
class Plain:
    """A number, or true or false."""

    kind: type
    told: str

    def fault(self, value: object) -> str | None:
        """Tell what to write instead; None when it is right."""
        return None if type(value) is self.kind else f"write {self.told}"


Kind: TypeAlias = Text | Texts | Plain

FLAG = Plain(bool, "true or false")
TABLES: dict[str, dict[str, Kind]] = {
    "signs": {
        "stop": Text(),
        "comma": Text(),
        "and": Text(),
        "plus": Text(),
        "percent": Text(("number",)),
        "until": Text(),
    },
    "times": {
        "hour": Text(("hour",)),
        "clock": Text(("hour", "minute")),
        "early": Text(("hour", "minute")),
        "early_until": Plain(int, "a number, as 9"),
        "between": Text(("from", "to")),
        "beside": Texts(),
    },
    "money": {
        "whole": Text(("amount", "euro")),
        "cents": Text(("amount", "euro", "cents")),
        "euro": Text(),
        "euros": Text(),
    },
    "days": {
        "date": Text(("day", "month")),
        "until": Text(),
        "month_first": FLAG,
        "weekday_last": FLAG,
        "months": Texts(MONTHS),
    },
}
LISTS = ("months", "weekdays", "abbreviations", "closing", "said")  # what is shown = what is said
FORMS: dict[str, dict[str, Kind]] = {  # numbers in words, in more than one form
    "hours": {"after": Texts(), "said": Texts(HOURS)},
    "numbers": {"after": Texts(), "said": Texts(DAYS)},
}


def faults(raw: Mapping[str, Any]) -> Iterator[str]:
    """Name every fault, with the key and what to write instead."""
    for name in raw:
        if name not in TABLES and name not in LISTS and name not in FORMS:
            yield f"[{name}]: take it out, there is no such table"
    for name, keys in TABLES.items():
        yield from _table(f"[{name}]", raw.get(name), keys)
    for name in LISTS:
        yield from _list(f"[{name}]", raw.get(name))
    for name, keys in FORMS.items():
        yield from _forms(name, raw.get(name, []), keys)


def _forms(name: str, forms: object, keys: Mapping[str, Kind]) -> Iterator[str]:
    if not isinstance(forms, list):
        yield f"[{name}]: write it with two brackets each side, as [[{name}]]"
        return
    for each in forms:
        yield from _table(f"[[{name}]]", each, keys)
    if forms and not any(isinstance(each, dict) and each.get("after") == [] for each in forms):
        yield f"[[{name}]]: write one with after = [], for everywhere else"


def _table(where: str, table: object, keys: Mapping[str, Kind]) -> Iterator[str]:
    if not isinstance(table, dict):
        yield f"{where}: write this table, with {', '.join(keys)}"
        return
    for key in table:
        if key not in keys:
            yield f"{where} {key}: take it out, or write one of {', '.join(keys)}"
    for key, kind in keys.items():
        if key not in table:
            yield f"{where} {key}: it is missing, {_wanted(kind)}"
        elif fault := kind.fault(table[key]):
            yield f"{where} {key}: {fault}"


def _wanted(kind: Kind) -> str:
    return kind.fault(None) or ""


def _list(where: str, table: object) -> Iterator[str]:
    if not isinstance(table, dict):
        yield f'{where}: write this table, with lines as shown = "said"; it may be empty'
        return
    for shown, said in table.items():
        if not shown.strip():
            yield f"{where}: write what is shown before each ="
        elif fault := Text().fault(said):
            yield f"{where} {shown}: {fault}"

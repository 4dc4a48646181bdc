"""Open and closed days, in layers: the nation's, the region's, the school's, the coach's."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import holidays

REGIONS = ("Noord", "Midden", "Zuid")
_AUTUMN = (10, 11)  # months of the autumn break; summer may reach into September


@dataclass(frozen=True, slots=True)
class Span:
    """A run of days, both ends included; `first` is not after `last`."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Layer:
    """Days that one authority closes or opens; where its own spans disagree, opened wins."""

    name: str
    closed: tuple[Span, ...] = ()
    opened: tuple[Span, ...] = ()


class Calendar:
    """Layers from weakest to strongest: a later layer overrules an earlier one."""

    def __init__(self, layers: Sequence[Layer]) -> None:
        self._strongest_first = tuple(reversed(layers))

    def below(self, layer: Layer) -> "Calendar":
        """Give a calendar with a stronger layer over this one."""
        return Calendar((*reversed(self._strongest_first), layer))

    def is_open(self, day: date) -> bool:
        """Whether talks may be held on this local day."""
        return self.closed_by(day) is None

    def closed_by(self, day: date) -> str | None:
        """Name the layer that closes this local day; None when the day is open."""
        for layer in self._strongest_first:
            if any(day in span for span in layer.opened):
                return None
            if any(day in span for span in layer.closed):
                return layer.name
        return None


def national_layer(region: str, years: Iterable[int]) -> Layer:
    """Close the public holidays of these years; `region` is one of REGIONS."""
    days = {day for year in years for day in _days("public", region, year)}
    return Layer("public holiday", closed=_spans(days))


def school_layer(region: str, years: Iterable[int]) -> Layer:
    """Close the school holidays of these years, weekends included; `region` is one of REGIONS.

    Ask for neighbouring years together: the Christmas break runs over New Year. A year without
    data adds nothing, see school_holidays_known.
    """
    days = {day for year in years for day in _days("school", region, year)}
    return Layer("school holiday", closed=_spans(days))


@cache
def holiday_layers(region: str, years: tuple[int, ...]) -> tuple[Layer, Layer]:
    """Give the layers that hold for every school of a region: the nation's, then the region's."""
    return national_layer(region, years), school_layer(region, years)


def school_holidays_known(region: str, year: int) -> bool:
    """Whether the whole calendar year is known; for 2030 the data stop at the summer.

    A year counts as known when its autumn break is: Christmas is computed by a rule and would be
    there without anybody having set the other dates.
    """
    return any(day.month in _AUTUMN for day in _days("school", region, year))


def is_public_holiday(day: date) -> bool:
    """Whether the day is a public holiday in the whole country (Good Friday counts as one)."""
    return day in _days("public", None, day.year)


@cache
def _days(category: str, region: str | None, year: int) -> frozenset[date]:
    """Ask the library once for a year; computing it takes milliseconds."""
    found = holidays.country_holidays(
        "NL", subdiv=region, categories=(category,), years=year, expand=False
    )
    return frozenset(found)


def _spans(days: Iterable[date]) -> tuple[Span, ...]:
    """Join consecutive days."""
    spans: list[Span] = []
    for day in sorted(days):
        if spans and day - spans[-1].last == timedelta(days=1):
            spans[-1] = Span(spans[-1].first, day)
        else:
            spans.append(Span(day, day))
    return tuple(spans)

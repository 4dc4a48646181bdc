"""The tables of kansencoach.toml that describe the municipality and its people."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Literal, Self
from zoneinfo import ZoneInfo

from pydantic import Field, model_validator

from bot.scheduling.calendar import Span
from bot.scheduling.slots import WeeklyHours
from bot.settings.fields import (
    Day,
    Email,
    Hours,
    Id,
    Language,
    Phone,
    Section,
    Text,
    Words,
    WordsWithDutch,
    Zone,
)

_TOPICS = Path(__file__).parents[1] / "topics.toml"
TOPICS = tuple(tomllib.loads(_TOPICS.read_text("utf-8")))
ALWAYS_OFFERED = ("other", "later")
TELEGRAM, EMAIL = "telegram", "email"
COORDINATOR = "coordinator"  # the id of the one there is
KNOWN_HELP = ("danger", "police", "safe_home", "child", "suicide")


class Days(Section):
    """A run of days, both ends included; `last` may be left out, `why` is for people only."""

    first: Day = Field(description="a date such as 2026-12-24")
    last: Day | None = Field(default=None, description="a date such as 2026-12-24")
    why: str = ""

    @model_validator(mode="before")
    @classmethod
    def _one_day(cls, value: object) -> object:
        return {"first": value} if isinstance(value, date) else value

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.last and self.last < self.first:
            raise ValueError(f"{self.last} comes before {self.first}; write the first day first")
        return self

    @property
    def span(self) -> Span:
        """The same days for the calendar."""
        return Span(self.first, self.last or self.first)


class Municipality(Section):
    """Who runs this, and where; `contact` is who answers at `phone`."""

    name: Text = Field(description='its name, such as "Voorbeeldgemeente"')
    contact: Text = Field(description='who answers the phone, such as "Samen Doen"')
    phone: Phone = Field(description='a phone number such as "14 0523"')
    zone: Zone = "Europe/Amsterdam"
    holiday_region: Literal["Noord", "Midden", "Zuid"] = Field(
        description='"Noord", "Midden" or "Zuid"'
    )
    places: tuple[Text, ...] = Field(description='a list of names, such as ["Lutten"]')

    @property
    def tz(self) -> ZoneInfo:
        """The zone of the wall clocks here."""
        return ZoneInfo(self.zone)


class School(Section):
    """A school where talks are held, and the places whose parents come to it."""

    id: Id = Field(description='a short name without spaces, such as "lutten"')
    name: Text = Field(description='its name, such as "Voorbeeldschool Lutten"')
    place: Text = Field(description="one of municipality.places")
    serves: tuple[Text, ...] = Field(default=(), description="a list of municipality.places")
    address: Text = Field(description='street, number and place, such as "Dorpsstraat 1, Lutten"')
    room: WordsWithDutch = Field(
        default_factory=dict, description='how to find the room, such as "The room by the stairs"'
    )
    closed_days: tuple[Days, ...] = Field(
        default=(), alias="closed", description="a list such as [{first = 2026-12-24}]"
    )
    opened_days: tuple[Days, ...] = Field(
        default=(), alias="opened", description="a list such as [{first = 2026-12-24}]"
    )

    @property
    def closed(self) -> tuple[Span, ...]:
        """Days on which this school is closed though the calendar says open."""
        return tuple(days.span for days in self.closed_days)

    @property
    def opened(self) -> tuple[Span, ...]:
        """Days on which this school is open though the calendar says closed."""
        return tuple(days.span for days in self.opened_days)

    def room_for(self, language: str) -> str:
        """Tell how to find the room, in Dutch where this language has no words; may be empty."""
        return self.room.get(language) or self.room.get("nl", "")


class Reader(Section):
    """Somebody who gets notices: in which language, and by which way."""

    name: Text = Field(description='the name that parents see, such as "Voorbeeldcoach Anna"')
    language: Language = "nl"
    email: Email | None = Field(default=None, description='an address such as "anna@example.nl"')
    notify: Literal["telegram", "email", "both"] = Field(
        default="telegram", description='"telegram", "email" or "both"'
    )

    @property
    def channels(self) -> tuple[str, ...]:
        """The ways by which notices go to this person: telegram, email."""
        return (TELEGRAM, EMAIL) if self.notify == "both" else (self.notify,)


class Coordinator(Reader):
    """Who hears when something needs a hand, and never what parents say."""

    name: Text = Field(description='a name, such as "Voorbeeldcoördinator Dina"')


class Coach(Reader):
    """A coach, the schools in order, and the hours that can be booked at each."""

    id: Id = Field(description='a short name without spaces, such as "anna"')
    schools: tuple[str, ...] = Field(description='a list of school ids, such as ["lutten"]')
    hours: dict[str, tuple[Hours, ...]] = Field(
        default_factory=dict, description='a list per school, such as ["monday 09:00-12:00"]'
    )

    def hours_at(self, school: str) -> tuple[WeeklyHours, ...]:
        """List the bookable hours at a school, in local wall time; none when it is not listed."""
        return self.hours.get(school, ())


class HelpNumber(Section):
    """A number to call when it cannot wait; known ids have words in the message catalogs."""

    id: Id = Field(description=f"one of {', '.join(KNOWN_HELP)}, or an id of your own")
    number: Phone = Field(description='a phone number such as "112"')
    checked_on: Day = Field(description="the day on which somebody called it, such as 2026-11-23")
    text: Words = Field(default_factory=dict, description='words such as {nl = "Brand"}')

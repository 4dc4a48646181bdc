"""The whole of kansencoach.toml, as the rest of the program knows it."""

from datetime import time
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, Field

from bot.scheduling.reminders import QuietHours, ReminderRules
from bot.scheduling.slots import BookingRules
from bot.settings.faults import suggestion
from bot.settings.fields import LANGUAGES, Language, Minutes, Section, Text
from bot.settings.municipality import (
    ALWAYS_OFFERED,
    COORDINATOR,
    TELEGRAM,
    TOPICS,
    Coach,
    Coordinator,
    HelpNumber,
    Municipality,
    Reader,
    School,
)
from bot.settings.rules import Booking, Messages, Privacy, Quiet, Reminders
from bot.settings.speech import Speech

KINDS = {"school": 30, "phone": 15, "home": 60, "walk": 30}
Filled = TypeVar("Filled", tuple[Any, ...], dict[str, int])
_EXAMPLE = "Voorbeeld"


def _once(values: tuple[str, ...]) -> tuple[str, ...]:
    for value in values:
        if values.count(value) > 1:
            raise ValueError(f'"{value}" stands here twice; write it once')
    return values


def _some(values: Filled) -> Filled:
    """Refuse an empty list or table, but stay silent when its entries have faults of their own."""
    if not values:
        raise ValueError("is empty; write at least one, or see kansencoach.example.toml")
    return values


def _kind(kind: str) -> str:
    if kind not in KINDS:
        raise ValueError(f'there is no kind of talk "{kind}"; {suggestion(kind, KINDS)}')
    return kind


def _topic(topic: str) -> str:
    if topic not in TOPICS:
        raise ValueError(f'there is no topic "{topic}"; {suggestion(topic, TOPICS)}')
    return topic


def _with_ways_out(topics: tuple[str, ...]) -> tuple[str, ...]:
    return topics + tuple(topic for topic in ALWAYS_OFFERED if topic not in topics)


Kind = Annotated[str, AfterValidator(_kind)]
Topic = Annotated[str, AfterValidator(_topic)]


class Config(Section):
    """What a municipality decides; read it with read_config, which checks the tables together.

    `kinds` maps each kind of talk that is offered to its minutes, in the order of the file.
    """

    example: bool = Field(default=False, description="true or false")
    role: Text = "kansencoach"
    languages: Annotated[tuple[Language, ...], AfterValidator(_once), AfterValidator(_some)] = (
        Field(default=LANGUAGES, description='a list such as ["nl", "en"]')
    )
    municipality: Municipality = Field(description="a table [municipality]")
    schools: Annotated[tuple[School, ...], AfterValidator(_some)] = Field(
        description="at least one table [[schools]] with id, name, place, address"
    )
    coaches: tuple[Coach, ...] = Field(default=(), description="tables [[coaches]]")
    coordinator: Coordinator | None = Field(
        default=None, description="a table [coordinator] with name"
    )
    kinds: Annotated[dict[Kind, Minutes], AfterValidator(_some)] = Field(
        default=KINDS, description="at least one line such as school = 30"
    )
    booking_table: Booking = Field(
        default_factory=Booking, alias="booking", description="a table [booking]"
    )
    reminders_table: Reminders = Field(
        default_factory=Reminders, alias="reminders", description="a table [reminders]"
    )
    quiet_table: Quiet = Field(default_factory=Quiet, alias="quiet", description="a table [quiet]")
    messages_table: Messages = Field(
        default_factory=Messages, alias="messages", description="a table [messages]"
    )
    privacy: Privacy = Field(default_factory=Privacy, description="a table [privacy]")
    speech: Speech = Field(default_factory=Speech, description="a table [speech]")
    help: Annotated[tuple[HelpNumber, ...], AfterValidator(_some)] = Field(
        description="at least one table [[help]] with id, number, checked_on"
    )
    topics: Annotated[tuple[Topic, ...], AfterValidator(_once), AfterValidator(_with_ways_out)] = (
        Field(default=TOPICS, description='a list such as ["money", "letters"]')
    )

    @property
    def booking(self) -> BookingRules:
        """The rules of booking."""
        return self.booking_table.rules()

    @property
    def reminders(self) -> ReminderRules:
        """The rules of reminding."""
        return self.reminders_table.rules()

    @property
    def agenda_at(self) -> time:
        """When coaches get the agenda of the day, in local wall time."""
        return self.reminders_table.agenda_at

    @property
    def quiet(self) -> QuietHours:
        """The hours to send reminders in."""
        return self.quiet_table.hours()

    @property
    def answer_days(self) -> int:
        """Within how many school days a parent's question is answered."""
        return self.messages_table.answer_days

    def school(self, school_id: str) -> School | None:
        """Find a school; None when there is none of that id."""
        return next((school for school in self.schools if school.id == school_id), None)

    def coach(self, coach_id: str) -> Coach | None:
        """Find a coach; None when there is none of that id."""
        return next((coach for coach in self.coaches if coach.id == coach_id), None)

    def reader(self, reader_id: str) -> Reader | None:
        """Find a coach, or the coordinator, by the id on their letters; None: there is none."""
        return self.coordinator if reader_id == COORDINATOR else self.coach(reader_id)

    @property
    def readers(self) -> dict[str, Reader]:
        """Everybody who gets notices, by id."""
        found: dict[str, Reader] = {coach.id: coach for coach in self.coaches}
        return found | ({COORDINATOR: self.coordinator} if self.coordinator else {})

    def channels(self, reader_id: str) -> tuple[str, ...]:
        """Tell by which ways letters go to a reader; to one who left they wait for a phone."""
        reader = self.reader(reader_id)
        return reader.channels if reader else (TELEGRAM,)

    def coach_of(self, school_id: str) -> Coach | None:
        """Find the first coach in the file that lists the school; None when nobody does."""
        return next((coach for coach in self.coaches if school_id in coach.schools), None)

    def production_faults(self) -> list[str]:
        """List what keeps this from being used with real parents; empty when nothing does."""
        named = [("municipality", self.municipality.name)]
        named += [(f"schools[{i}]", school.name) for i, school in enumerate(self.schools)]
        named += [(f"coaches[{i}]", coach.name) for i, coach in enumerate(self.coaches)]
        named += [("coordinator", self.coordinator.name)] if self.coordinator else []
        faults = ["example: is true; fill in your own data and remove it"] * self.example
        return faults + [
            f'{key}.name: "{name}" is example data; write the real name'
            for key, name in named
            if name.startswith(_EXAMPLE)
        ]

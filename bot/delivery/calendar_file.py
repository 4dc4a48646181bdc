"""The .ics file of an appointment. Neutral: others may see the calendar."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from icalendar import Calendar, Event

from bot.conversation.words import Value, say, unplain

NAME = "appointment.ics"
TITLE = say("Appointment")
Spell = Callable[[Value], str]


def write(file: Mapping[str, Any], now: datetime, spell: Spell) -> bytes:
    """Write the file; times are UTC instants, which every calendar shows on its own clock."""
    event = begin(file, now, spell)
    event.add("dtstart", datetime.fromtimestamp(file["start"], UTC))
    event.add("dtend", datetime.fromtimestamp(file["end"], UTC))
    event.add("summary", spell(TITLE))
    calendar = empty("PUBLISH")
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def empty(method: str) -> Calendar:
    """Begin a calendar that is to be published, or sent to somebody."""
    calendar = Calendar()
    calendar.add("prodid", "-//kansencoach-bot//NL")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    return calendar


def begin(file: Mapping[str, Any], now: datetime, spell: Spell) -> Event:
    """Begin an event: one appointment has one UID in every file, and each change a new SEQUENCE."""
    event = Event()
    event.add("uid", f"{file['uid']}@kansencoach-bot")
    event.add("sequence", file["sequence"])
    event.add("dtstamp", now.astimezone(UTC))
    event.add("location", spell(unplain(file["place"])).replace("\n", ", "))
    return event

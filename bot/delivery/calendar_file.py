"""The .ics file of an appointment. Neutral: others may see the calendar."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from icalendar import Calendar, Event

from bot.conversation.words import Value, say, unplain

NAME = "appointment.ics"
TITLE = say("Appointment")


def write(file: Mapping[str, Any], now: datetime, spell: Callable[[Value], str]) -> bytes:
    """Write the file; times are UTC instants, which every calendar shows on its own clock."""
    event = Event()
    event.add("uid", f"{file['uid']}@kansencoach-bot")
    event.add("sequence", file["sequence"])
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", datetime.fromtimestamp(file["start"], UTC))
    event.add("dtend", datetime.fromtimestamp(file["end"], UTC))
    event.add("summary", spell(TITLE))
    event.add("location", spell(unplain(file["place"])).replace("\n", ", "))
    calendar = Calendar()
    calendar.add("prodid", "-//kansencoach-bot//NL")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    return bytes(calendar.to_ical())

"""The invitation by which an appointment comes into the calendar of a coach, and goes again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Alarm, Event, vCalAddress, vText

from bot.conversation.words import unplain
from bot.delivery.calendar_file import Spell, begin, empty
from bot.delivery.timezone import timezone

NAME = "invite.ics"


@dataclass(frozen=True, slots=True)
class Between:
    """Who invites whom: names and addresses."""

    organizer: str
    sender: str
    coach: str
    address: str


def method_of(entry: Mapping[str, Any]) -> str:
    """Tell whether an entry comes or goes."""
    return "CANCEL" if entry["off"] else "REQUEST"


def write(
    entry: Mapping[str, Any], between: Between, zone: ZoneInfo, now: datetime, spell: Spell
) -> str:
    """Write the invitation: on the municipality's clock, private, and without a wish for answers.

    Neither the topic nor a number stands in it: colleagues may see a calendar.
    """
    event = begin(entry, now, spell)
    start = datetime.fromtimestamp(entry["start"], UTC).astimezone(zone)
    event.add("dtstart", start)
    event.add("dtend", datetime.fromtimestamp(entry["end"], UTC).astimezone(zone))
    event.add("summary", spell(unplain(entry["title"])))
    event.add("class", "PRIVATE")
    event.add("organizer", _person(between.sender, between.organizer))
    coach = _person(between.address, between.coach)
    coach.params.update({"ROLE": vText("REQ-PARTICIPANT"), "RSVP": vText("FALSE")})
    event.add("attendee", coach)
    event.add("status", "CANCELLED" if entry["off"] else "CONFIRMED")
    if not entry["off"]:
        event.add_component(_alarm(event, entry["alarm"]))
    calendar = empty(method_of(entry))
    calendar.add_component(timezone(zone, start.year))
    calendar.add_component(event)
    return bytes(calendar.to_ical()).decode()


def _person(address: str, name: str) -> vCalAddress:
    person = vCalAddress(f"mailto:{address}")
    person.params["CN"] = vText(name)
    return person


def _alarm(event: Event, minutes: int) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", event["summary"])
    alarm.add("trigger", timedelta(minutes=-minutes))
    return alarm

"""What the calendar of a coach is told of a talk, and the subject of the e-mail that brings it."""

from collections.abc import Mapping
from typing import Any, Literal

from bot.conversation.words import Lines, Say, Value, plain, say
from bot.services.channels import Mail, first_name
from bot.services.office import Office
from bot.services.topics import KINDS
from storage.appointments import Appointment

Change = Literal["booked", "moved", "cancelled", "erased"]
WITH = say("Appointment with {name}")
ERASED = say("Appointment cancelled")
SUBJECTS: Mapping[Change | None, Say] = {
    "booked": say("New appointment with {name}"),
    "moved": say("Other time for the appointment with {name}"),
    "cancelled": say("The appointment with {name} is cancelled"),
    "erased": ERASED,
    None: say("About the appointment with {name}"),
}


def mail(office: Office, item: Appointment, coach: str, change: Change | None = None) -> Mail:
    """Give the subject, and for a change also the entry: off for a coach who has it no more.

    No topic stands in it, and only a first name: colleagues may see a calendar.
    """
    if coach != item.coach and change != "erased":
        change = "cancelled"
    subject = Say(SUBJECTS[change].msgid, _name(item) if change != "erased" else {})
    if change is None:
        return Mail(subject)
    off = change in ("cancelled", "erased")
    # A talk that was read just before it was cancelled has its former number still.
    ahead = off and item.state == "booked" and coach == item.coach
    title = ERASED if change == "erased" else Say(WITH.msgid, _name(item))
    return Mail(subject, _entry(office, item, title, off=off, sequence=item.sequence + ahead))


def place_of(office: Office, item: Appointment) -> Value:
    """Tell a calendar where a talk is; of a visit at home no address is known."""
    school = office.config.school(item.school)
    at_school = school is not None and item.kind in {"school", "walk"}
    return Lines((school.name, school.address)) if school and at_school else KINDS[item.kind]


def _name(item: Appointment) -> dict[str, Value]:
    return {"name": first_name(item.name)}


def _entry(
    office: Office, item: Appointment, title: Value, *, off: bool, sequence: int
) -> dict[str, Any]:
    return {
        "uid": item.id,
        "sequence": sequence,
        "start": int(item.start.timestamp()),
        "end": int(item.end.timestamp()),
        "title": plain(title),
        "place": plain(place_of(office, item)),
        "off": off,
        "alarm": office.config.reminders.coach_minutes_before,
    }

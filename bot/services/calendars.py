"""Brings the talks that are booked already into the calendar of a coach who reads e-mail now."""

import json

from bot.conversation.words import Lines
from bot.services import channels, invitations, letters
from bot.services.notices import BOOKED, for_coach
from bot.services.office import Office
from bot.services.values import summary
from bot.settings import EMAIL
from storage import appointments, facts
from storage.appointments import Appointment
from storage.database import Connection

FILLED = "calendars"  # a fact: coach -> address, of the calendars that were filled, as JSON


async def fill(connection: Connection, office: Office) -> None:
    """Invite each coach with a new address to the coming talks, once, at the start."""
    known = json.loads(await facts.get(connection, FILLED) or "{}")
    now = {coach.id: coach.email for coach in office.config.coaches if EMAIL in coach.channels}
    if known == now:
        return
    await facts.put(connection, FILLED, json.dumps(now))
    for booked in await appointments.all_coming(connection, office.now()):
        if booked.coach in now and now[booked.coach] != known.get(booked.coach):
            item = await appointments.find(connection, booked.id)
            if item is not None:
                await _invite(connection, office, item)


async def _invite(connection: Connection, office: Office, item: Appointment) -> None:
    screen = for_coach(item.coach, Lines((BOOKED, summary(office, item)), gap=True))
    letter = letters.notice(screen, item.coach, office.now(), item.end, item.parent)
    mail = invitations.mail(office, item, item.coach, "booked")
    await channels.update_calendar(connection, office, letter, mail)

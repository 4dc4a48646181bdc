"""Deeds at the school gate: a coach books for a parent, who then takes the talk over, or not."""

import secrets
from dataclasses import replace
from datetime import timedelta

from bot.conversation.turn import Answers, Done
from bot.services import letters, notices, snapshot
from bot.services.coaches import digest
from bot.services.deeds import freeing
from bot.services.deeds.appointment import cells_of
from bot.services.deeds.desk import Desk, Result, ended, keep
from bot.services.flood import Flow
from bot.services.invitations import place_of
from bot.services.offers import chosen_time, given_number, wants_interpreter
from storage import appointments, facts, outbox, privacy, takeovers
from storage.appointments import Appointment, TakenError
from storage.ids import appointment_id, nobody_id

PAYLOAD = "take_"


async def book_for(desk: Desk, answers: Answers) -> Result:
    """Make an appointment for a parent who stands before the coach."""
    here = desk.here
    offer = here.offer(answers)
    if offer is None:
        return ended("no_hours")
    start = chosen_time(answers)
    new = Appointment(
        id=appointment_id(),
        parent=nobody_id(),
        coach=offer.coach.id,
        school=offer.school.id,
        topic=answers["topic"],
        kind=offer.kind,
        interpreter=wants_interpreter(answers),
        language=answers["speaks"],
        name=answers["called"],
        phone=given_number(answers),
        place=offer.place,
        start=start,
        end=start + timedelta(minutes=offer.minutes),
        state="booked",
        sequence=0,
        booked=here.now,
    )
    if not here.is_free(offer, start):
        return ended("taken")
    try:
        await appointments.add(desk.connection, new, cells_of(here, new))
    except TakenError:
        return ended("taken")
    await notices.update_calendar(desk.connection, here, new, notices.BOOKED)
    await notices.remind_coach(desk.connection, here, new)
    return await _code(desk, "booked_for", new.id)


async def show_code(desk: Desk, answers: Answers) -> Result:
    """Give a new code for a talk that no parent has taken over; the one before ends."""
    item = desk.here.talk(answers)
    if item is None or item.state != "booked" or not item.is_nobodys:
        return ended("gone")
    return await _code(desk, "coded", item.id)


async def erase_talk(desk: Desk, answers: Answers) -> Result:
    """Keep nothing about a talk that no parent has on a phone: who it is with cannot erase it."""
    item = desk.here.talk(answers)
    if item is None:
        return ended("gone")
    if not item.is_nobodys:
        return ended("on_a_phone", item.id)
    await take_away(desk, item)
    await freeing.freed(desk, [item.school], [(item.start, item.end)])
    return ended("talk_erased")


async def take_away(desk: Desk, item: Appointment) -> None:
    """Erase a talk of nobody, with all about it; the calendar of its coach forgets it."""
    connection, here = desk.connection, desk.here
    await privacy.erase(connection, item.parent)
    await privacy.remember_erased(connection, item.parent, here.now, [item.id])
    if item.state == "booked" and item.end > here.now:
        await notices.forget(connection, here, item)


async def take_over(desk: Desk, answers: Answers) -> Result:
    """Give a talk that a coach booked to the parent who opened its one-time link."""
    here, connection, hashed = desk.here, desk.connection, digest(answers["link"])
    if here.office.guesses.weigh(here.person.chat) is not Flow.HEAR:
        return ended("unknown")
    if here.coach_id is not None and here.school is None:
        return ended("for_parent")
    found = await takeovers.find(connection, hashed)
    if found is None or found.used:
        return ended("used" if found else "unknown")
    item = await appointments.find(connection, found.appointment)
    if item is None or item.state != "booked" or item.end <= here.now:
        return ended("gone")
    try:
        await appointments.take_over(connection, item, here.person.chat)
    except TakenError:
        return ended("busy")
    await takeovers.use(connection, hashed, here.now)
    return await _welcome(desk, replace(item, parent=here.person.chat))


async def _welcome(desk: Desk, item: Appointment) -> Result:
    """Get to know a new parent by what the coach asked, tell the coach, and remind both."""
    connection, person = desk.connection, desk.here.person
    if person.school is None:
        person = await keep(desk, name=item.name, language=item.language, school=item.school)
    here = await snapshot.take(connection, desk.here.office, person, None)
    await outbox.withdraw(connection, item.id)
    await notices.tell_coach(connection, here, item, notices.TAKEN_OVER)
    await notices.plan_reminders(connection, desk.engine(here), here, item)
    place = place_of(here.office, item)
    return Result(Done("taken_over", item.id), letters.calendar_file(item, place))


async def _code(desk: Desk, outcome: str, appointment: str) -> Result:
    """Make the one-time link (128 bits) and the code that a phone reads it from."""
    secret = secrets.token_urlsafe(16)
    await takeovers.offer(desk.connection, digest(secret), appointment)
    name = await facts.get(desk.connection, "username")
    link = f"https://t.me/{name}?start={PAYLOAD}{secret}"
    return Result(Done(outcome, appointment), letters.code(link))

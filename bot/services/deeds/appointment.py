"""Deeds about an appointment: making, moving, cancelling it, and what is said of it."""

from dataclasses import replace
from datetime import timedelta

from bot.conversation.turn import Answers, Done
from bot.scheduling.policy import may_book, may_change
from bot.scheduling.slots import cells
from bot.services import letters, notices, voice_answers
from bot.services.deeds import freeing
from bot.services.deeds.desk import Desk, Result, ended, plan
from bot.services.invitations import place_of
from bot.services.offers import chosen_time, given_number, wants_interpreter
from bot.services.snapshot import Snapshot
from storage import absences, appointments, outbox, told
from storage.absences import HANDED
from storage.appointments import Appointment, Cells, TakenError
from storage.ids import appointment_id


async def book(desk: Desk, answers: Answers) -> Result:
    """Make the appointment, if all the rules still allow it."""
    here = desk.here
    if refusal := may_book(len(here.coming), here.office.config.booking):
        return ended(refusal)
    offer = here.offer(answers)
    if offer is None:
        return ended("no_coach")
    start = chosen_time(answers)
    new = Appointment(
        id=appointment_id(),
        parent=here.person.chat,
        coach=offer.coach.id,
        school=offer.school.id,
        topic=answers["topic"],
        kind=offer.kind,
        interpreter=wants_interpreter(answers),
        language=here.person.language,
        name=here.person.name,
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
    await voice_answers.keep(desk.connection, here, new.id, answers.get("phone", ""))
    await notices.tell_coach(desk.connection, here, new, notices.BOOKED)
    await plan(desk, new)
    await freeing.over(desk, None)
    asks = here.office.config.booking_table.teach_back
    return _filed(desk, "asking" if asks else "booked", new)


async def say_day(desk: Desk, answers: Answers) -> Result:
    """Tell whether the parent understood on which day it is; the answer is not kept."""
    item = desk.here.appointment(answers)
    if item is None:
        return ended("gone")
    day = desk.here.office.local(item.start).date()
    understood = answers["day"] == day.isoformat()
    return ended("understood" if understood else "explained", item.id)


async def move(desk: Desk, answers: Answers) -> Result:
    """Give an appointment another time, if all the rules still allow it; the old one is let go."""
    here, old = desk.here, await _mine(desk, answers)
    if isinstance(old, Result):
        return old
    offer = here.offer(answers)
    if offer is None:
        return ended("no_coach")
    start = chosen_time(answers)
    if not here.is_free(offer, start):
        return ended("taken")
    moved = replace(
        old,
        coach=offer.coach.id,
        start=start,
        end=start + timedelta(minutes=offer.minutes),
        sequence=old.sequence + 1,
        booked=here.now,
    )
    try:
        await appointments.move(desk.connection, moved, cells_of(here, moved))
    except TakenError:
        return ended("taken")
    if here.rota.decision(old) == HANDED and moved.coach == old.coach:
        await absences.decide(desk.connection, old.id, moved.coach, start, HANDED)
    await outbox.withdraw(desk.connection, old.id)
    await notices.tell_coach(desk.connection, here, moved, notices.MOVED, old)
    await plan(desk, moved)
    await freeing.over(desk, old.id)
    await freeing.let_go(desk, old)
    return _filed(desk, "moved", moved)


async def cancel(desk: Desk, answers: Answers) -> Result:
    """Cancel an appointment: its time is let go and its reminders are gone at once."""
    old = await _mine(desk, answers)
    if isinstance(old, Result):
        return old
    await appointments.cancel(desk.connection, old.id)
    await outbox.withdraw(desk.connection, old.id)
    await notices.tell_coach(desk.connection, desk.here, old, notices.CANCELLED)
    await freeing.over(desk, old.id)
    await freeing.let_go(desk, old)
    return ended("cancelled")


async def will_come(desk: Desk, answers: Answers) -> Result:
    """Tell the coach that the parent comes, once for each time of the talk."""
    item = await _mine(desk, answers)
    if isinstance(item, Result):
        return item
    if desk.here.rota.is_off(item):  # an old reminder still stands in the chat
        return ended("coach_away", item.id)
    if await told.coming(desk.connection, item.id):
        await notices.tell_coach(desk.connection, desk.here, item, notices.COMING)
    if desk.here.rota.is_unsure(item):
        await absences.decide(desk.connection, item.id, item.coach, item.start, absences.DOUBT)
        return ended("unsure")
    return ended("coming")


async def calendar_file(desk: Desk, answers: Answers) -> Result:
    """Give the calendar file of an appointment again."""
    item = await _mine(desk, answers)
    return item if isinstance(item, Result) else _filed(desk, "filed", item)


async def _mine(desk: Desk, answers: Answers) -> Appointment | Result:
    """Find the appointment this is about, if this person may change it; else the outcome."""
    here = desk.here
    item = await appointments.find(desk.connection, answers["appointment"])
    if item is None:
        return ended("gone")
    refusal = may_change(
        owner=item.parent,
        asker=here.person.chat,
        start=item.start,
        booked=item.state == "booked",
        now=here.now,
    )
    if refusal is None:
        return item
    return ended("gone" if refusal == "not_yours" else refusal)


def cells_of(here: Snapshot, item: Appointment) -> Cells:
    """Give the cells that an appointment takes of its coach and of its parent."""
    buffer = here.office.config.booking.buffer
    return Cells(cells(item.start, item.end + buffer), cells(item.start, item.end))


def _filed(desk: Desk, outcome: str, item: Appointment) -> Result:
    place = place_of(desk.here.office, item)
    return Result(Done(outcome, item.id), letters.calendar_file(item, place))

"""Deeds of a coach about one talk, and what its parent says to them."""

from dataclasses import replace
from datetime import datetime

from bot.conversation.turn import Answers
from bot.scheduling.policy import may_call_off, may_say_late, may_say_outcome
from bot.scheduling.proposing import proposed
from bot.services import notices, rota, to_parents
from bot.services.deeds import appointment, freeing, gate
from bot.services.deeds.desk import Desk, Result, ended
from bot.services.snapshot import Offer, Snapshot
from storage import appointments, counters, outbox, outcomes, proposals
from storage.appointments import Appointment
from storage.proposals import Proposal


async def seek_times(desk: Desk, answers: Answers) -> Result:
    """Look for the soonest other times of a talk."""
    return await _seek(desk, answers, None)


async def seek_later(desk: Desk, answers: Answers) -> Result:
    """Look for times after those that were found before; after the last ones begin again."""
    last = desk.here.proposals.get(answers["talk"], Proposal()).drafts[-1:]
    found = await _seek(desk, answers, *(last or (None,)))
    return await _seek(desk, answers, None) if found.done.outcome == "none" else found


async def propose(desk: Desk, answers: Answers) -> Result:
    """Ask the parent to choose from the times that were found; the talk stays until then."""
    item = _coming(desk.here, answers)
    if isinstance(item, Result):
        return item
    if not await proposals.send(desk.connection, item.id):
        return ended("none", item.id)
    await to_parents.propose(desk.connection, desk.here, desk.engine, item)
    return ended("proposed", item.id)


async def take_proposed(desk: Desk, answers: Answers) -> Result:
    """Move a talk to a proposed time, by all the rules; if it is gone, propose others at once."""
    old, here = desk.here.appointment(answers), desk.here
    given = {**answers, "holder": old.coach} if old else answers
    result = await appointment.move(desk, given)
    if result.done.outcome != "taken":
        return result
    item, zone = answers["appointment"], here.office.config.municipality.tz
    await proposals.drop(desk.connection, item)
    await proposals.draft(desk.connection, item, proposed(here.slots(given), zone))
    await proposals.send(desk.connection, item)
    return ended("taken", item)


async def call_off(desk: Desk, answers: Answers) -> Result:
    """Cancel a talk as its coach, and tell the parent why: for a reason the time is nobody's."""
    item = _coming(desk.here, answers)
    if isinstance(item, Result):
        return item
    if item.is_nobodys:  # nobody reads a reason, and nobody could have the name erased later
        await gate.take_away(desk, item)
        return ended("talk_erased")
    await appointments.cancel(desk.connection, item.id)
    await outbox.withdraw(desk.connection, item.id)
    reason = answers["reason"]
    await to_parents.call_off(desk.connection, desk.here, desk.engine, item, reason)
    await notices.update_calendar(desk.connection, desk.here, item, notices.CANCELLED)
    await (freeing.keep if reason in to_parents.REASONS else freeing.let_go)(desk, item)
    return ended("called_off", item.id)


async def be_late(desk: Desk, answers: Answers) -> Result:
    """Tell the parent that the coach comes so many minutes later."""
    here, minutes = desk.here, int(answers["minutes"].removeprefix("m"))
    item = here.talk(answers)
    if item is None:
        return ended("gone")
    if refusal := may_say_late(start=item.start, booked=item.state == "booked", now=here.now):
        return ended(refusal, item.id)
    if item.late == minutes:
        return ended("known", item.id)
    await outcomes.be_late(desk.connection, item.id, minutes)
    late = replace(item, late=minutes)
    await to_parents.be_late(desk.connection, here, desk.engine, late)
    return ended("told", item.id)


async def say_outcome(desk: Desk, answers: Answers) -> Result:
    """Note what became of a talk: the parent hears it if nobody came, or is asked how it was."""
    here, state = desk.here, answers["what"]
    item = here.talk(answers)
    if item is None:
        return ended("gone")
    cancelled = item.state == "cancelled"
    if refusal := may_say_outcome(start=item.start, cancelled=cancelled, now=here.now):
        return ended(refusal, item.id)
    if item.state != state:
        await _conclude(desk, item, state)
    return ended("noted", item.id)


async def say_opinion(desk: Desk, answers: Answers) -> Result:
    """Count how a talk was, once for each talk, and keep nothing of who said so."""
    here = desk.here
    if not await outcomes.answer(desk.connection, answers["past"], here.person.chat):
        return ended("known")
    said = f"opinion: {answers['opinion']}"
    await counters.count(desk.connection, here.office.today(), [said])
    return ended("thanks")


async def _seek(desk: Desk, answers: Answers, after: datetime | None) -> Result:
    here = desk.here
    item = _coming(here, answers)
    if isinstance(item, Result):
        return item
    offer = await _offer(desk, item)
    slots = here.free(offer) if offer else []
    starts = proposed(slots, here.office.config.municipality.tz, after)
    await proposals.draft(desk.connection, item.id, starts)
    return ended("found" if starts else "none", item.id)


async def _offer(desk: Desk, item: Appointment) -> Offer | None:
    """Give what is in the way of another time for a talk of this coach; None: no such school."""
    here, config = desk.here, desk.here.office.config
    school, coach = config.school(item.school), config.coach(item.coach)
    if school is None or coach is None or here.desk is None:
        return None
    hours = await rota.hours_at(desk.connection, coach, school.id)
    coming = await appointments.coming_of_parent(desk.connection, item.parent, here.now)
    mine = [appointments.talk(other) for other in coming]  # not at the time of the talk itself
    minutes = config.kinds.get(item.kind, (item.end - item.start).seconds // 60)
    taken = here.desk.besides(item.id)
    return Offer(school, coach, item.kind, item.place, minutes, hours, taken, mine)


def _coming(here: Snapshot, answers: Answers) -> Appointment | Result:
    """Find the talk this is about, if it can still be cancelled or moved; else the outcome."""
    item = here.talk(answers)
    if item is None:
        return ended("gone")
    refusal = may_call_off(start=item.start, booked=item.state == "booked", now=here.now)
    return ended(refusal, item.id) if refusal else item


async def _conclude(desk: Desk, item: Appointment, state: str) -> None:
    here, connection = desk.here, desk.connection
    day = here.office.local(item.start).date()
    await outcomes.conclude(connection, item.id, state)
    await outbox.withdraw(connection, item.id)
    if item.state != "booked":  # it was said otherwise before, by mistake
        await counters.take_back(connection, day, [item.state])
    await counters.count(connection, day, [state])
    if state == "no_show":
        await to_parents.miss(connection, here, desk.engine, item)
    if state == "held" and await outcomes.ask(connection, item.id):
        await to_parents.ask(connection, here, desk.engine, item)

"""Deeds of a coach who is away: the days, and each talk that falls in them."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.conversation.turn import Answers
from bot.scheduling.calendar import Span
from bot.scheduling.slots import cells
from bot.services import absences as lists
from bot.services import hand_over_news, notices, snapshot, to_parents
from bot.services.deeds import freeing, putting_off
from bot.services.deeds.desk import Desk, Result, ended
from bot.services.rota import Rota
from bot.settings import Coach
from storage import absences, appointments, outbox, people
from storage.absences import ASK, DOUBT, HANDED, KEEP
from storage.appointments import Appointment, Cells, TakenError


async def be_ill(desk: Desk, answers: Answers) -> Result:
    """Be away today."""
    del answers
    today = desk.here.office.today()
    return await _be_away(desk, Span(today, today))


async def be_away(desk: Desk, answers: Answers) -> Result:
    """Be away on the chosen days, from every school."""
    span = lists.chosen_span(desk.here, answers)
    if span is None or span.last < desk.here.office.today():
        return ended("past")
    return await _be_away(desk, span)


async def come_back(desk: Desk, answers: Answers) -> Result:
    """Be there after all: the days are free again, and who was to choose another time hears it."""
    here = desk.here
    found = here.rota.own(answers)
    if found is None:
        return ended("gone")
    for item in lists.hits(here, answers):
        await _go_on(desk, item)
        if lists.decided(here.rota, item):
            await absences.forget_decision(desk.connection, item.id)
    await absences.remove(desk.connection, found.id)
    free = freeing.of_days(desk, found.span.first, found.span.last)
    await freeing.freed(desk, list(here.rota.week), [free])
    return ended("back")


async def hand_over(desk: Desk, answers: Answers) -> Result:
    """Let a colleague hold a talk, at the time and the place that it has."""
    item, coach = (
        lists.in_absence(desk.here, answers),
        desk.here.office.config.coach(answers["what"]),
    )
    if item is None or coach is None:
        return ended("gone", answers["talk"])
    absence = _absence_of(desk, item)
    done = await _hand(desk, desk.here.rota, item, coach)
    return ended("handed", absence) if done else ended("taken", item.id)


async def ask_other_time(desk: Desk, answers: Answers) -> Result:
    """Ask the parent of one talk to choose another time."""
    return await _decide(desk, answers, "to_choose", _ask)


async def keep_talk(desk: Desk, answers: Answers) -> Result:
    """Let one talk go on, though the coach is away from all else."""
    return await _decide(desk, answers, "kept", _keep)


async def hand_all(desk: Desk, answers: Answers) -> Result:
    """Let a colleague hold every talk of an absence for which there is room."""
    coach, left = desk.here.office.config.coach(answers["to"]), 0
    if coach is None or desk.here.rota.own(answers) is None:
        return ended("gone")
    for item in lists.undecided(desk.here, answers):
        # Looked at anew: what was just handed over is in the way of the next.
        here = await snapshot.take(desk.connection, desk.here.office, desk.here.person, None)
        left += not await _hand(desk, here.rota, item, coach)
    return ended("some" if left else "handed", answers["absence"])


async def ask_all(desk: Desk, answers: Answers) -> Result:
    """Ask the parents of all talks of an absence to choose another time."""
    return await _decide_all(desk, answers, "to_choose", _ask)


async def keep_all(desk: Desk, answers: Answers) -> Result:
    """Let all talks of an absence go on."""
    return await _decide_all(desk, answers, "kept", _keep)


Act = Callable[[Desk, Appointment], Awaitable[None]]


async def _be_away(desk: Desk, span: Span) -> Result:
    """Keep the days; what overlaps becomes one absence, and what is in one changes nothing."""
    here = desk.here
    joined = [
        item
        for item in here.rota.my_absences
        if item.span.first <= span.last and span.first <= item.span.last
    ]
    for item in joined:
        if span.first in item.span and span.last in item.span:
            return ended("joined", item.id)
    first = min([span.first, *(item.span.first for item in joined)])
    last = max([span.last, *(item.span.last for item in joined)])
    coach = here.coach_id or ""
    kept = await absences.add(desk.connection, coach, Span(first, last), here.now, joined)
    await putting_off.put_off(desk, Span(first, last))
    return ended("joined" if joined else "away", kept)


async def _decide(desk: Desk, answers: Answers, outcome: str, act: Act) -> Result:
    item = lists.in_absence(desk.here, answers)
    if item is None or (act is _ask and item.is_nobodys):
        return ended("gone", answers["talk"])
    await act(desk, item)
    return ended(outcome, _absence_of(desk, item))


async def _decide_all(desk: Desk, answers: Answers, outcome: str, act: Act) -> Result:
    if desk.here.rota.own(answers) is None:
        return ended("gone")
    for item in lists.undecided(desk.here, answers):
        if act is not _ask or not item.is_nobodys:
            await act(desk, item)
    return ended(outcome, answers["absence"])


async def _ask(desk: Desk, item: Appointment) -> None:
    """Ask a parent, once, to choose another time; nobody is reminded of the old one any more."""
    if desk.here.rota.is_off(item):
        return
    await absences.decide(desk.connection, item.id, item.coach, item.start, ASK)
    await outbox.withdraw(desk.connection, item.id)
    await to_parents.be_away(desk.connection, desk.here, desk.engine, item)


async def _keep(desk: Desk, item: Appointment) -> None:
    await _go_on(desk, item)
    await absences.decide(desk.connection, item.id, item.coach, item.start, KEEP)


async def _go_on(desk: Desk, item: Appointment) -> None:
    """Let a talk go on; a parent who was asked for another time, or not sure, hears that."""
    decision = desk.here.rota.decision(item)
    if decision not in {ASK, DOUBT}:
        return
    await absences.forget_decision(desk.connection, item.id)
    if decision == ASK:
        await outbox.withdraw(desk.connection, item.id)
    await to_parents.be_back(desk.connection, desk.here, desk.engine, item)
    if decision == ASK:
        await _remind(desk, item)


async def _hand(desk: Desk, rota: Rota, item: Appointment, coach: Coach) -> bool:
    """Give a talk to a colleague, if there is room; the claims have the last word."""
    if coach not in rota.stand_ins(item):
        return False
    connection, here = desk.connection, desk.here
    handed = replace(item, coach=coach.id, sequence=item.sequence + 1, late=0)
    buffer = here.office.config.booking.buffer
    taken = Cells(cells(item.start, item.end + buffer), cells(item.start, item.end))
    try:
        await appointments.move(connection, handed, taken)
    except TakenError:
        return False
    await absences.decide(connection, item.id, coach.id, item.start, HANDED)
    await outbox.withdraw(connection, item.id)
    await hand_over_news.tell_coaches(connection, here, handed, item)
    await to_parents.stand_in(connection, here, desk.engine, handed, item)
    await _remind(desk, handed)
    return True


async def _remind(desk: Desk, item: Appointment) -> None:
    """Plan the reminders of somebody else's talk, in what is true for that parent."""
    parent = await people.find(desk.connection, item.parent)
    if parent is not None:
        there = await snapshot.take(desk.connection, desk.here.office, parent, None)
        await notices.plan_reminders(desk.connection, desk.engine(there), there, item)


def _absence_of(desk: Desk, item: Appointment) -> str:
    found = desk.here.rota.absence_at(item.coach, item.start)
    return found.id if found else ""

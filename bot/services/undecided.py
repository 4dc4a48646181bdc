"""Looks each minute at absences in which a coach left talks undecided."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.conversation.screen import Button, Screen, Tap
from bot.conversation.words import say, say_n
from bot.services import channels, coordinator, letters
from bot.services.channels import Mail
from bot.services.notices import for_coach
from bot.services.office import Office
from bot.services.rota import Rota
from bot.settings import Coach
from storage import absences, appointments
from storage.absences import Absence
from storage.appointments import Booked
from storage.database import Connection

TO_DECIDE = timedelta(minutes=15)  # from entering an absence until its coach is reminded
PATIENCE = timedelta(hours=1)  # and until the coordinator hears
NEAR = timedelta(hours=2)  # before a talk, both hear at once
AT_LEAST = timedelta(minutes=5)  # but deciding takes some minutes too
NOBODY, COACH, COORDINATOR = 0, 1, 2  # who was reminded: absences.reminded
DAYS = say("🌴 To these days")
SUBJECT = say("Please decide about your talks")


@dataclass(frozen=True, slots=True)
class Left:
    """An absence, the coming talks in it that are undecided, and who is to know of them."""

    absence: Absence
    coach: Coach
    talks: Sequence[Booked]
    whom: int


async def look(office: Office) -> None:
    """Remind the coach, then tell the coordinator, each once for an absence."""
    if not await _left(office.database.reader, office):
        return
    async with office.transaction() as connection:
        for left in await _left(connection, office):
            if left.absence.reminded < COACH:
                await _remind(connection, office, left)
            if left.whom == COORDINATOR:
                await _tell(connection, office, left)
            await absences.remind(connection, left.absence.id, left.whom)


async def _left(connection: Connection, office: Office) -> list[Left]:
    """List those of which somebody is to know who does not."""
    away = await absences.since(connection, office.today())
    rota = Rota(office, None, away, await absences.decisions(connection, office.now()))
    found = []
    for coach in office.config.coaches:
        for absence in away.get(coach.id, ()):
            if absence.reminded < COORDINATOR:
                talks = await _undecided(connection, rota, absence)
                found.append(Left(absence, coach, talks, _whom(office, absence, talks)))
    return [left for left in found if left.whom > left.absence.reminded]


async def _undecided(connection: Connection, rota: Rota, absence: Absence) -> list[Booked]:
    coming = await appointments.coming_of_coach(connection, absence.coach, rota.office.now())
    return [
        item
        for item in coming
        if rota.office.local(item.start).date() in absence.span and rota.is_unsure(item)
    ]


def _whom(office: Office, absence: Absence, talks: Sequence[Booked]) -> int:
    """Tell who is to know by now of these talks, soonest first."""
    if not talks:
        return NOBODY
    known = office.now() - absence.made
    near = talks[0].start - office.now() <= NEAR and known >= AT_LEAST
    if near or known >= PATIENCE:
        return COORDINATOR
    return COACH if known >= TO_DECIDE else NOBODY


async def _remind(connection: Connection, office: Office, left: Left) -> None:
    """Show the coach the way to these days. No names: a letter may wait, a parent be erased."""
    words = say_n(
        "❗ You are away, and {count} talk has no decision yet. It is on {day}."
        " The parent hears nothing until you choose.",
        "❗ You are away, and {count} talks have no decision yet. The first is on {day}."
        " The parents hear nothing until you choose.",
        len(left.talks),
        day=_first_day(office, left),
    )
    days = Button(DAYS, Tap("desk_undecided", left.absence.id, "notice", "absence").pack())
    screen = Screen(words, ((days,), *for_coach(left.coach.id, words).rows))
    letter = letters.news(screen, left.coach.id, office.now(), left.talks[-1].start)
    await channels.tell(connection, office, letter, Mail(SUBJECT))


async def _tell(connection: Connection, office: Office, left: Left) -> None:
    words = say_n(
        "❗ {coach} is away. {count} talk on {day} has no decision yet. Please call {coach}.",
        "❗ {coach} is away. {count} talks have no decision yet, the first on {day}."
        " Please call {coach}.",
        len(left.talks),
        coach=left.coach.name,
        day=_first_day(office, left),
    )
    await coordinator.tell(connection, office, words, f"undecided {left.absence.id}")


def _first_day(office: Office, left: Left) -> date:
    return office.local(left.talks[0].start).date()

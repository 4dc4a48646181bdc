"""Who is there when: absences, what was decided about their talks, and colleagues with room."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.conversation.turn import Answers
from bot.scheduling.calendar import Calendar, Layer
from bot.scheduling.slots import Slot, Talk, WeeklyHours, clashes, is_within
from bot.services.office import Office
from bot.settings import EMAIL, Coach, School
from storage import absences, availability, coaches, desks
from storage.absences import Absence, Absences, Decision
from storage.appointments import Appointment, Booked
from storage.database import Connection
from storage.desks import Desk
from storage.moments import moment

Week = Mapping[str, Sequence[WeeklyHours]]  # by school
LOOK_BACK = timedelta(days=1)
DECIDED = timedelta(days=14)  # as long as a coach can look back at a talk


@dataclass(frozen=True, slots=True)
class Colleague:
    """A coach who can be reached: the hours at all schools of this coach, and the talks."""

    coach: Coach
    hours: Sequence[WeeklyHours]
    talks: Sequence[Talk]


@dataclass(frozen=True)
class Rota:
    """Who is there when.

    `mine`: whose desk this is; `week`: the bookable hours of that coach, at the schools that the
    coach (still) has; `colleagues`: the others, if a talk of that coach falls in an absence.
    """

    office: Office
    mine: str | None
    absences: Absences
    decisions: Mapping[str, Decision]
    week: Week = field(default_factory=dict)
    colleagues: Sequence[Colleague] = ()

    def calendar(self, school: School, coach: Coach) -> Calendar:
        """Give the open and closed days of a school, as far as this coach is there."""
        days = tuple(absence.span for absence in self.absences.get(coach.id, ()))
        calendar = self.office.calendar(school)
        return calendar.below(Layer(coach.name, days)) if days else calendar

    def own(self, answers: Answers) -> Absence | None:
        """Give the absence of this coach that a conversation is about."""
        return next((item for item in self.my_absences if item.id == answers.get("absence")), None)

    @property
    def my_absences(self) -> Sequence[Absence]:
        """The absences of this coach that are not over, soonest first."""
        return self.absences.get(self.mine or "", ())

    def absence_at(self, coach: str, start: datetime) -> Absence | None:
        """Find the absence of a coach into which a moment falls."""
        day = self.office.local(start).date()
        found = self.absences.get(coach, ())
        return next((item for item in found if day in item.span), None)

    def decision(self, item: Appointment) -> str | None:
        """Tell what was decided about a talk that its coach is away from; None: nothing yet."""
        return decided(self.decisions, item)

    def is_off(self, item: Appointment) -> bool:
        """Tell whether a talk does not go on as it stands: its parent is to choose another time."""
        return self.decision(item) == absences.ASK

    def is_unsure(self, item: Appointment | Booked) -> bool:
        """Tell whether its coach is away at the time of a talk, and nothing was decided of it."""
        if self.absence_at(item.coach, item.start) is None:
            return False
        return decided(self.decisions, item) not in {absences.KEEP, absences.ASK}

    def stand_ins(self, item: Appointment) -> list[Coach]:
        """List the colleagues whose hours have room at the time of a talk, travel included.

        Any hours of theirs count, at whichever school: most schools have one coach only.
        """
        slot, rules = Slot(item.start, item.end), self.office.config.booking
        zone = self.office.config.municipality.tz
        return [
            other.coach
            for other in self.colleagues
            if self.absence_at(other.coach.id, item.start) is None
            and is_within(slot, other.hours, zone)
            and not any(clashes(slot, item.place, talk, rules) for talk in other.talks)
        ]


async def days_of(connection: Connection, office: Office, school_id: str, coach: Coach) -> Calendar:
    """Give the days on which a coach is at a school; none of a school that is gone."""
    school = office.config.school(school_id)
    if school is None:
        return Calendar(())
    away = await absences.since(connection, office.today())
    return Rota(office, coach.id, away, {}).calendar(school, coach)


def decided(decisions: Mapping[str, Decision], item: Appointment | Booked) -> str | None:
    """Tell what was decided about a talk with this coach at this time."""
    found = decisions.get(item.id)
    if found is None or (found.coach, found.start) != (item.coach, item.start):
        return None
    return found.decision


async def read(
    connection: Connection, office: Office, mine: str | None, desk: Desk | None, until: datetime
) -> Rota:
    """Read who is there; the colleagues only for a coach who needs one."""
    now = office.now()
    away = await absences.since(connection, office.today())
    decided = await absences.decisions(connection, now - DECIDED)
    rota = Rota(office, mine, away, decided)
    if mine is None or desk is None:
        return rota
    coach = office.config.coach(mine)
    week = await _week(connection, coach) if coach else {}
    starts = [moment(row["start"]) for row in desk.rows if row["state"] == "booked"]
    hit = any(start > now and rota.absence_at(mine, start) for start in starts)
    others = await _colleagues(connection, office, mine, until) if hit else []
    return Rota(office, mine, away, decided, week, others)


async def hours_at(connection: Connection, coach: Coach, school: str) -> Sequence[WeeklyHours]:
    """Read when a coach can hold a talk at a school: at one of somebody else in any hours."""
    if school in coach.schools:
        return await availability.hours(connection, coach.id, school)
    return await _any_hours(connection, coach)


async def _any_hours(connection: Connection, coach: Coach) -> list[WeeklyHours]:
    return [entry for entries in (await _week(connection, coach)).values() for entry in entries]


async def _week(connection: Connection, coach: Coach) -> Week:
    """Read the hours of a coach; those at a school that the coach has no more do not count."""
    found = await availability.week(connection, coach.id)
    return {school: found.get(school, []) for school in coach.schools}


async def _colleagues(
    connection: Connection, office: Office, mine: str, until: datetime
) -> list[Colleague]:
    linked, since = await coaches.linked(connection), office.now() - LOOK_BACK
    found = []
    for coach in office.config.coaches:
        if coach.id != mine and (coach.id in linked or EMAIL in coach.channels):
            hours = await _any_hours(connection, coach)
            talks = await desks.talks_of_coach(connection, coach.id, since, until)
            found.append(Colleague(coach, hours, talks.besides(None)))
    return found

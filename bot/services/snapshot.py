"""What is true for one person at one moment: read once, at the start of a turn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bot.conversation.turn import Answers, Place
from bot.scheduling.slots import Slot, Talk, WeeklyHours, free_slots, is_free
from bot.services import mailbox, rota
from bot.services.mailbox import Mailbox
from bot.services.office import Office
from bot.services.rota import Rota
from bot.settings import Coach, Config, School
from storage import appointments, coaches, desks, proposals, waiting_list
from storage.appointments import Appointment
from storage.database import Connection
from storage.desks import Desk, Talks
from storage.people import Person
from storage.proposals import Proposal
from storage.waiting_list import Wait

AGENDA_DAYS = 7
LOOK_BACK = timedelta(days=14)  # so long a coach can still say what became of a talk


@dataclass(frozen=True)
class Offer:
    """A talk that is being arranged: where, with whom, how long, and what is in its way.

    `place`: where the coach must be, None for a talk by phone.
    """

    school: School
    coach: Coach
    kind: str
    place: str | None
    minutes: int
    hours: Sequence[WeeklyHours]
    taken: Sequence[Talk]
    mine: Sequence[Talk]


@dataclass(frozen=True)
class Snapshot:
    """A person, the coming appointments, and the weeks of the coaches concerned.

    `desk`: the appointments of somebody who is a coach, those of the last two weeks included.
    """

    office: Office
    person: Person
    place: Place | None
    coach_id: str | None
    coming: Sequence[Appointment]
    weeks: dict[tuple[str, str], Sequence[WeeklyHours]]
    talks: dict[str, Talks]  # by coach
    desk: Desk | None
    rota: Rota
    mail: Mailbox
    now: datetime
    proposals: Mapping[str, Proposal] = field(default_factory=dict)  # by appointment
    wait: Wait | None = None  # for a time that comes free
    coordinates: bool = False  # whether it is the coordinator
    _slots: dict[str, list[Slot]] = field(default_factory=dict)

    @property
    def school(self) -> School | None:
        """The person's school, if it is (still) one of ours."""
        return self.office.config.school(self.person.school or "")

    @property
    def coach(self) -> Coach | None:
        """The coach of the person's school."""
        return self.office.config.coach_of(self.school.id) if self.school else None

    def appointment(self, answers: Answers) -> Appointment | None:
        """Give the coming appointment that a conversation is about."""
        wanted = answers.get("appointment")
        return next((item for item in self.coming if item.id == wanted), None)

    @property
    def agenda(self) -> Sequence[Appointment]:
        """The talks of the coming week of somebody who is a coach."""
        week = self.now + timedelta(days=AGENDA_DAYS)
        return self.desk.booked(self.now, week) if self.desk else []

    def is_asked_away(self, item: Appointment) -> bool:
        """Tell whether its coach asked the parent of a talk for another time."""
        return bool(self.proposals.get(item.id, Proposal()).sent)

    def talk(self, answers: Answers) -> Appointment | None:
        """Give the coach's own talk that a conversation is about."""
        return self.desk.find(answers.get("talk", "")) if self.desk else None

    def offer(self, answers: Answers) -> Offer | None:
        """Give what is being arranged: a moved appointment, or a new one of the answered kind.

        With the coach of the school, or with the `holder` of a talk who proposed the times.
        """
        if "called" in answers:
            return self._offer_for_another(answers)
        config, old = self.office.config, self.appointment(answers)
        school = config.school(old.school) if old else self.school
        holder = config.coach(answers.get("holder", ""))
        coach = holder or (config.coach_of(school.id) if school else None)
        kind = old.kind if old else answers.get("how", "")
        if school is None or coach is None or kind not in config.kinds:
            return None
        # What the coach asked to leave is not to be touched by the new time either.
        other = [i for i in self.coming if i is not old or self.is_asked_away(i)]
        return Offer(
            school,
            coach,
            kind,
            place_of(kind, school, self.person.chat),
            config.kinds[kind],
            self.weeks[coach.id, school.id],
            self.talks[coach.id].besides(old.id if old else None),
            [Talk(item.start, item.end, item.place) for item in other],
        )

    def _offer_for_another(self, answers: Answers) -> Offer | None:
        """Give what a coach arranges for a parent at the school gate."""
        config = self.office.config
        coach, kind = config.coach(self.coach_id or ""), answers.get("how", "")
        if coach is None or self.desk is None or kind not in config.kinds:
            return None
        school = config.school(answers.get("at") or next(iter(coach.schools), ""))
        if school is None or school.id not in coach.schools:
            return None
        place = place_of(kind, school, -int(self.now.timestamp()))  # a home like no other
        hours = self.rota.week.get(school.id, ())
        taken, minutes = self.desk.besides(""), config.kinds[kind]
        return Offer(school, coach, kind, place, minutes, hours, taken, ())

    def slots(self, answers: Answers) -> list[Slot]:
        """List the free times for what is being arranged, soonest first; not the time it has."""
        key = " ".join(f"{answers.get(name)}" for name in ("how", "appointment", "at", "holder"))
        if key not in self._slots:
            offer, old = self.offer(answers), self.appointment(answers)
            found = self.free(offer) if offer else []
            self._slots[key] = [slot for slot in found if old is None or slot.start != old.start]
        return self._slots[key]

    def free(self, offer: Offer) -> list[Slot]:
        """List the free times for an offer, soonest first."""
        return free_slots(**self._terms(offer))

    def is_free(self, offer: Offer, start: datetime) -> bool:
        """Apply the rules to one moment: what was shown may be gone by now."""
        return is_free(start, **self._terms(offer))

    def _terms(self, offer: Offer) -> dict[str, Any]:
        """Give what the scheduling rules ask for, by their own names."""
        config = self.office.config
        return {
            "hours": offer.hours,
            "calendar": self.rota.calendar(offer.school, offer.coach),
            "taken": offer.taken,
            "mine": offer.mine,
            "minutes": offer.minutes,
            "place": offer.place,
            "rules": config.booking,
            "now": self.now,
            "zone": config.municipality.tz,
        }


def place_of(kind: str, school: School, parent: int) -> str | None:
    """Say where the coach must be: two talks at one place need no travel between them."""
    return {"phone": None, "home": f"home {parent}"}.get(kind, school.id)


def _coaches_at(
    config: Config, person: Person, coming: Sequence[Appointment]
) -> dict[tuple[str, str], Coach]:
    """Name who can talk with a parent where: the coaches of the schools, and who holds a talk."""
    schools = {person.school or "", *(item.school for item in coming)}
    found = [(config.coach_of(school), school) for school in sorted(schools)]
    found += [(config.coach(item.coach), item.school) for item in coming]
    return {(coach.id, school): coach for coach, school in found if coach}


async def take(
    connection: Connection, office: Office, person: Person, place: Place | None
) -> Snapshot:
    """Read what is true for this person now."""
    now, config = office.now(), office.config
    coming = await appointments.coming_of_parent(connection, person.chat, now)
    coach_id, coordinates = await coaches.of_chat(connection, person.chat)
    weeks: dict[tuple[str, str], Sequence[WeeklyHours]] = {}
    talks: dict[str, Talks] = {}
    until = now + timedelta(days=config.booking.horizon_days + 2)
    for (_, school), coach in _coaches_at(config, person, coming).items():
        weeks[coach.id, school] = await rota.hours_at(connection, coach, school)
        if coach.id not in talks:
            since = now - timedelta(days=1)
            talks[coach.id] = await desks.talks_of_coach(connection, coach.id, since, until)
    desk = await desks.desk_of(connection, coach_id, now - LOOK_BACK, until) if coach_id else None
    known = await rota.read(connection, office, coach_id, desk, until)
    asked = [item.id for item in coming] + (desk.coming(now) if desk else [])
    proposed = await proposals.of(connection, asked)
    mail = await mailbox.read(connection, config, person, coach_id)
    return Snapshot(
        office,
        person,
        place,
        coach_id,
        coming,
        weeks,
        talks,
        desk,
        known,
        mail,
        now,
        proposals=proposed,
        wait=await waiting_list.find(connection, person.chat, now),
        coordinates=coordinates,
    )

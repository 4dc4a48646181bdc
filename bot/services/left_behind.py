"""Coming talks with a coach who has their school no more: they stay, and somebody must look."""

import json
import logging
from dataclasses import dataclass
from datetime import datetime

from bot.conversation.words import say_n
from bot.services import channels, coordinator, letters, rota
from bot.services.notices import for_coach
from bot.services.office import Office
from bot.settings import Config
from storage import absences, appointments, facts
from storage.absences import HANDED
from storage.database import Connection

log = logging.getLogger(__name__)

TOLD = "left behind"  # a fact: the ids of the talks that were told of, as JSON


@dataclass(frozen=True, slots=True)
class Left:
    """Coming talks of a coach at a school that do not belong together any more."""

    coach: str
    school: str
    talks: tuple[str, ...]


async def find(connection: Connection, config: Config, now: datetime) -> list[Left]:
    """Find them by coach and school; a talk that a colleague took over belongs there."""
    decided = await absences.decisions(connection, now)
    found = []
    for name, school in await appointments.places_of_coming(connection, now):
        coach = config.coach(name)
        known = coach is not None and config.school(school) is not None
        if coach is not None and known and school in coach.schools:
            continue  # nearly all: their talks are not even read
        talks = tuple(
            item.id
            for item in await appointments.coming_of_coach(connection, name, now)
            if item.school == school and not (known and rota.decided(decided, item) == HANDED)
        )
        if talks:
            found.append(Left(name, school, talks))
    return found


async def tell(connection: Connection, office: Office) -> None:
    """Tell the coach and the coordinator of those that are new, at the start of the program."""
    left = await find(connection, office.config, office.now())
    told = set(json.loads(await facts.get(connection, TOLD) or "[]"))
    await facts.put(connection, TOLD, json.dumps([name for item in left for name in item.talks]))
    for item in left:
        log.warning(
            "coming talks have a coach who has their school no more",
            extra={"coach": item.coach, "school": item.school, "count": len(item.talks)},
        )
        if not told.issuperset(item.talks):
            await _tell(connection, office, item)


async def _tell(connection: Connection, office: Office, left: Left) -> None:
    coach, school = office.config.coach(left.coach), office.config.school(left.school)
    called, place = coach.name if coach else left.coach, school.name if school else left.school
    if coach is not None:
        words = say_n(
            "🏫 You are no longer the coach of {school}. {count} talk there stays with you.",
            "🏫 You are no longer the coach of {school}. {count} talks there stay with you.",
            len(left.talks),
            school=place,
        )
        now = office.now()
        letter = letters.news(for_coach(coach.id, words), coach.id, now, now + coordinator.NEWS)
        await channels.tell(connection, office, letter)
    words = say_n(
        "❗ {coach} is no longer the coach of {school}. {count} talk there is still booked.",
        "❗ {coach} is no longer the coach of {school}. {count} talks there are still booked.",
        len(left.talks),
        coach=called,
        school=place,
    )
    await coordinator.tell(connection, office, words, f"left {left.coach} {left.school}")

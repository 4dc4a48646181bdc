"""Writes a town of any size: schools, coaches, parents, appointments, reminders."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from math import ceil
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from benchmarks.load.doing import Chat
from benchmarks.load.manners import COACH_MENU, PARENT_MENU
from bot.folder import DATABASE
from bot.scheduling.slots import cells
from storage import appointments, coaches, outbox, people
from storage.appointments import Appointment, Cells
from storage.database import Connection, Database
from storage.outbox import NOTICE, Letter
from storage.people import Person
from storage.sealing import Sealer
from tests.keys import KEY, SEALER

CONFIG = "town.toml"
ZONE = ZoneInfo("Europe/Amsterdam")
WEEKS = 4  # with talks, in the past and as many to come
TALKS_A_DAY = 8  # of each coach, from 09:00 every 45 minutes; the rest of the day is free
OF_A_COACH = 2 * WEEKS * 5 * TALKS_A_DAY
FIRST_PARENT = 1_000_000
BUFFER = timedelta(minutes=10)
WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday")
MUNICIPALITY = """[municipality]
name = "Load"
contact = "Desk"
phone = "14 0523"
holiday_region = "Noord"
places = ["Town"]
[speech]
on = false
[[help]]
id = "danger"
number = "112"
checked_on = 2026-11-23"""
BODY = '{"text":["say","🔔 You have an appointment.",{}],"rows":[],"share":null}'


@dataclass(frozen=True)
class Town:
    """So many parents, and appointments of which half are over; each to come has a reminder."""

    parents: int
    appointments: int

    @property
    def coaches(self) -> int:
        """As many as the appointments need, each with a school of their own."""
        return max(1, ceil(self.appointments / OF_A_COACH))

    @property
    def coming(self) -> int:
        """How many appointments are still to come."""
        return self.appointments - sum(
            number % OF_A_COACH // TALKS_A_DAY % 2 for number in range(self.appointments)
        )

    def people(self, most: int) -> list[Chat]:
        """Pick who will tap: parents from all over the town, and a coach to each hundred."""
        chance, parents = Random(5), min(most, self.parents)
        linked = range(1, min(self.coaches, 1 + parents // 100) + 1)
        picked = [Chat(chat, list(COACH_MENU)) for chat in linked]
        numbers = chance.sample(range(self.parents), parents)
        picked += [Chat(FIRST_PARENT + number, list(PARENT_MENU)) for number in numbers]
        chance.shuffle(picked)
        return picked

    def parent_of(self, number: int) -> int:
        """Give the chat of the parent of an appointment: one of the coach's own school."""
        coach, slot = divmod(number, OF_A_COACH)
        of_school = max(1, self.parents // self.coaches)
        return FIRST_PARENT + coach + self.coaches * (slot % of_school)


class _Quick(Sealer):
    """Seals the same text once only."""

    @cache  # noqa: B019 - lives as long as the town is written
    def seal(self, text: str) -> str:
        return super().seal(text)


async def fill(folder: Path, town: Town) -> None:
    """Write the configuration and the database of a town."""
    (folder / CONFIG).write_text(_config(town), "utf-8")
    await (await Database.open(folder / DATABASE, SEALER)).close()
    file = sqlite3.connect(folder / DATABASE, isolation_level=None)
    for before in ("PRAGMA synchronous = OFF", "PRAGMA cache_size = -200000", "BEGIN"):
        file.execute(before)
    await _write(Connection(file, _Quick([KEY])), town)
    file.execute("COMMIT")
    file.close()


async def _write(connection: Connection, town: Town) -> None:
    now = datetime.now(UTC)
    for coach in range(town.coaches):
        await people.save(connection, Person(coach + 1, f"Coach {coach}", "nl"), now)
        await coaches.link(connection, f"c{coach}", coach + 1, now)
    for number in range(town.parents):
        school = f"s{number % town.coaches}"
        person = Person(FIRST_PARENT + number, f"Parent {number % 500}", "nl", school)
        await people.save(connection, person, now)
    days = list(_days(now.astimezone(ZONE).date()))
    for number in range(town.appointments):
        await _appoint(connection, _appointment(town, number, days, now))


async def _appoint(connection: Connection, new: Appointment) -> None:
    """Book, and let a reminder wait if the talk is still to come."""
    claimed = Cells(cells(new.start, new.end + BUFFER), cells(new.start, new.end))
    await appointments.add(connection, new, claimed)
    due = new.start - timedelta(hours=2)
    if due > new.booked:
        await outbox.put(
            connection,
            Letter("reminder", BODY, due, new.start, new.parent, lane=NOTICE, appointment=new.id),
        )


def _appointment(town: Town, number: int, days: list[date], now: datetime) -> Appointment:
    coach, slot = divmod(number, OF_A_COACH)
    day, turn = divmod(slot, TALKS_A_DAY)
    clock = datetime.combine(days[day], time(9), ZONE) + turn * timedelta(minutes=45)
    start = clock.astimezone(UTC)
    return Appointment(
        id=f"{number:010x}",
        parent=town.parent_of(number),
        coach=f"c{coach}",
        school=f"s{coach}",
        topic="money",
        kind="school",
        interpreter=False,
        language="nl",
        name=f"Parent {number % 500}",
        phone=None,
        place=f"s{coach}",
        start=start,
        end=start + timedelta(minutes=30),
        state="booked",
        sequence=0,
        booked=now,
    )


def _days(today: date) -> Iterator[date]:
    """Go through the working days around today, the nearest first, to come and past in turn."""
    for week in range(1, WEEKS * 7 + 1):
        for day in (today + timedelta(days=week), today - timedelta(days=week)):
            if day.weekday() < len(WEEK):
                yield day


def _config(town: Town) -> str:
    """Write a kansencoach.toml: every coach has one school, open on every working day."""
    hours = ", ".join(f'"{day} 09:00-16:30"' for day in WEEK)
    today = datetime.now(ZONE).date()
    opened = f"{{ first = {today}, last = {today + timedelta(days=60)} }}"
    parts = [MUNICIPALITY]
    parts += [
        f'[[schools]]\nid = "s{n}"\nname = "School {n}"\nplace = "Town"\n'
        f'address = "Street {n}, Town"\nopened = [{opened}]\n'
        f'[[coaches]]\nid = "c{n}"\nname = "Coach {n}"\nschools = ["s{n}"]\n'
        f"[coaches.hours]\ns{n} = [{hours}]"
        for n in range(town.coaches)
    ]
    return "\n".join(parts)

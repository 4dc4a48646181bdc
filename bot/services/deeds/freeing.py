"""A time comes free: the parents who wait for one hear of it, and who is first has it."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from bot.scheduling.slots import WeeklyHours
from bot.scheduling.stretches import Stretch, stretches_of
from bot.services import letters, notices, snapshot, waitlist
from bot.services.deeds.desk import Desk
from storage import kept_free, outbox, people, waiting_list
from storage.appointments import Appointment
from storage.waiting_list import Wait

MOST_PARENTS = 5  # hear of one time, or many would come for nothing


async def let_go(desk: Desk, item: Appointment) -> None:
    """Let the time of a talk be free for others, unless its coach asked for another one."""
    if desk.here.is_asked_away(item):
        await keep(desk, item)
    else:
        await freed(desk, [item.school], [(item.start, item.end)], item.parent)


async def keep(desk: Desk, item: Appointment) -> None:
    """Let the coach of a talk have no other one at its time."""
    await kept_free.keep(desk.connection, item.coach, item.start, item.end)


async def freed(
    desk: Desk, schools: Sequence[str], stretches: Sequence[Stretch], whose: int | None = None
) -> None:
    """Tell the parents who wait at these schools of a time in what has come free just now.

    Not who did it, nor `whose` it was.
    """
    here, told = desk.here, 0
    ahead = [stretch for stretch in stretches if stretch[1] > here.now]
    if not ahead or not schools:
        return
    waiting = await waiting_list.at_schools(desk.connection, schools, here.now)
    for wait in waiting:
        if told == MOST_PARENTS:
            return
        if waitlist.may_tell(wait, here.now) and wait.parent not in {here.person.chat, whose}:
            told += await _tell(desk, wait, ahead)


def of_days(desk: Desk, first: date, last: date) -> Stretch:
    """Give the stretch of some local days, both included."""
    zone = desk.here.office.config.municipality.tz
    midnights = [datetime.combine(day, time(), zone) for day in (first, last + timedelta(days=1))]
    return midnights[0].astimezone(UTC), midnights[1].astimezone(UTC)


def of_hours(desk: Desk, new: WeeklyHours, old: WeeklyHours | None = None) -> list[Stretch]:
    """Give the stretches of weekly hours, as far as one can book ahead; without the old hours."""
    config, today = desk.here.office.config, desk.here.office.today()
    parts = [(new.start, new.end)]
    if old is not None:
        parts = [(new.start, min(new.end, old.start)), (max(new.start, old.end), new.end)]
    ahead = (today + timedelta(days=days) for days in range(config.booking.horizon_days + 1))
    return [
        stretch
        for day in ahead
        if day.weekday() == new.weekday
        for stretch in stretches_of(day, parts, config.municipality.tz)
    ]


async def over(desk: Desk, appointment: str | None) -> None:
    """End what a parent waited for: it was booked, or its appointment changed."""
    wait = desk.here.wait
    if wait is not None and wait.appointment == appointment:
        await leave(desk)


async def leave(desk: Desk) -> None:
    """Let the parent wait no more; what has not left is withdrawn."""
    if desk.here.wait is not None:
        await waiting_list.end(desk.connection, desk.here.person.chat)
        await outbox.withdraw(desk.connection, desk.here.wait.id)


async def _tell(desk: Desk, wait: Wait, stretches: Sequence[Stretch]) -> bool:
    """Tell one parent, if a time fits and there is time to read of it; say whether it is so."""
    here, connection = desk.here, desk.connection
    person = await people.find(connection, wait.parent)
    if person is None or person.blocked:
        return False
    there = await snapshot.take(connection, here.office, person, None)
    due = notices.quiet_until(here.office) or here.now
    slot = waitlist.fitting(there, wait, stretches, due)
    if slot is None:
        return False
    screen = desk.engine(there).screen("earlier", waitlist.tag_of(slot.start))
    until = slot.start - here.office.config.booking.notice
    await outbox.put(connection, letters.of_wait(screen, wait, slot.start, due, until))
    return True

"""The agenda of the day: each morning a coach reads which talks there are, and what waits."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta

from bot.conversation.words import Lines, Value, say, say_n
from bot.services import channels, letters, still_open
from bot.services.channels import Mail
from bot.services.notices import for_coach
from bot.services.office import Office
from bot.services.rota import decided
from bot.services.still_open import Task
from bot.services.to_coaches import reads_mail_only
from bot.services.values import summary
from storage import absences, agendas, appointments, desks, facts
from storage.agendas import AGENDA
from storage.appointments import Appointment
from storage.database import Connection

TODAY = say("Your appointments today")


async def write(office: Office) -> None:
    """Write every coach the agenda of today, once, when its hour has come."""
    local = office.local(office.now())
    if local.time() < office.config.agenda_at:
        return
    async with office.transaction() as connection:
        if await facts.get(connection, "agenda") == local.date().isoformat():
            return
        await facts.put(connection, "agenda", local.date().isoformat())
        tasks = await still_open.find(connection, office)
        booked = await appointments.coaches_between(connection, office.now(), _midnight(office))
        for coach in sorted({*booked, *tasks}):
            await _write(connection, office, coach, tasks.get(coach, ()))


async def forget(connection: Connection, office: Office) -> None:
    """Write agendas that have not left anew, without what was erased just now."""
    coaches = await agendas.withdraw(connection, office.now())
    tasks = await still_open.find(connection, office) if coaches else {}
    for coach in coaches:
        await _write(connection, office, coach, tasks.get(coach, ()))


async def _write(connection: Connection, office: Office, coach: str, tasks: Sequence[Task]) -> None:
    midnight = _midnight(office)
    talks = await _talks(connection, office, coach, midnight)
    if not talks and not tasks:
        return
    parts: list[Value] = []
    if talks:
        parts.append(say_n("🗓️ Today: {count} talk.", "🗓️ Today: {count} talks.", len(talks)))
        parts += [summary(office, item) for item in talks]
    if tasks:
        parts.append(await _still_to_do(connection, office, coach, tasks))
    screen = for_coach(coach, Lines(tuple(parts), gap=True))
    letter = letters.news(screen, coach, office.now(), midnight)
    mail = Mail(TODAY) if talks else still_open.subject(tasks)
    await channels.tell(connection, office, replace(letter, appointment=AGENDA), mail)


def _midnight(office: Office) -> datetime:
    local = office.local(office.now())
    return datetime.combine(local.date() + timedelta(days=1), time(), local.tzinfo)


async def _talks(
    connection: Connection, office: Office, coach: str, midnight: datetime
) -> list[Appointment]:
    """List the talks of today that go on as they stand."""
    now = office.now()
    booked = (await desks.desk_of(connection, coach, now, midnight)).booked(now, midnight)
    known = await absences.decisions(connection, now - timedelta(days=1))
    return [item for item in booked if decided(known, item) != absences.ASK]


async def _still_to_do(
    connection: Connection, office: Office, coach_id: str, tasks: Sequence[Task]
) -> Value:
    coach = office.config.coach(coach_id)
    if coach is not None and await reads_mail_only(connection, coach):
        return still_open.whole(office, tasks)
    return still_open.lines(office, tasks)

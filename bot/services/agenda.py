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
from storage import absences, appointments, desks, facts
from storage.appointments import Appointment
from storage.claiming import Claimed
from storage.database import Connection

TODAY = say("Your appointments today")


async def write(office: Office) -> None:
    """Write every coach the agenda of today, once, when its hour has come."""
    today = office.today().isoformat()
    if office.local(office.now()).time() < office.config.agenda_at:
        return
    async with office.transaction() as connection:
        if await facts.get(connection, "agenda") == today:
            return
        await facts.put(connection, "agenda", today)
        now, midnight = office.now(), _midnight(office)
        tasks = await still_open.find(connection, office)
        booked = await appointments.coaches_between(connection, now, midnight)
        for coach in sorted({*booked, *tasks}):
            letter = letters.agenda(for_coach(coach, ""), coach, now, midnight)
            await channels.tell(connection, office, letter, Mail(TODAY))


async def drawn(office: Office, letter: Claimed) -> Claimed | None:
    """Put an agenda into words, of what is so at this moment; None: nothing is left of it.

    It can have waited for its coach: what was erased or cancelled meanwhile is told to nobody.
    """
    if letter.kind != letters.AGENDA:
        return letter
    coach, reader = letter.coach or "", office.database.reader
    talks = await _talks(reader, office, coach)
    tasks = (await still_open.find(reader, office)).get(coach, ())
    if not talks and not tasks:
        return None
    parts: list[Value] = []
    if talks:
        parts.append(say_n("🗓️ Today: {count} talk.", "🗓️ Today: {count} talks.", len(talks)))
        parts += [summary(office, item) for item in talks]
    if tasks:
        parts.append(await _still_to_do(reader, office, coach, tasks))
    subject = TODAY if talks else still_open.subject(tasks)
    body = letters.saying(letter.body, Lines(tuple(parts), gap=True), subject)
    return replace(letter, body=body)


def _midnight(office: Office) -> datetime:
    tomorrow = office.today() + timedelta(days=1)
    return datetime.combine(tomorrow, time(), office.config.municipality.tz)


async def _talks(connection: Connection, office: Office, coach: str) -> list[Appointment]:
    """List the talks of today that go on as they stand."""
    now, midnight = office.now(), _midnight(office)
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

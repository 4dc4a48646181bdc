"""Tells parents what their coach does with a talk, in the language they read."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from bot.conversation.engine import Engine
from bot.conversation.words import Lines, Say, Value, say
from bot.scheduling.reminders import news_due
from bot.services import letters, notices, snapshot
from bot.services.absences import UNTOLD
from bot.services.office import Office
from bot.services.snapshot import Snapshot
from bot.services.values import when
from storage import outbox, people
from storage.appointments import Appointment
from storage.database import Connection

SORRY = say("❌ Sorry, {coach} has to cancel this appointment:")
REASONS: Mapping[str, Say] = {
    "ill": say("The coach is ill."),
    "duty": say("The coach has to be somewhere else then."),
}
LATE = say("⏱️ {coach} is {minutes} minutes late. The appointment begins at {clock}.")
STAND_IN = say("👤 {old} is not there then. {new} talks with you instead:")
BACK = say("✅ {coach} is there after all. Your appointment stays:")
ASK_WITHIN = timedelta(days=3)  # later nobody remembers how a talk was
MISSED_WITHIN = timedelta(days=14)

# The coach calls if the bot cannot tell it.
URGENT = {"proposal", "called_off", "coach_late", "coach_away", "appointment"}

Draw = Callable[[Snapshot], Engine]


async def propose(connection: Connection, here: Snapshot, draw: Draw, item: Appointment) -> None:
    """Ask a parent to choose one of the times that were proposed."""
    due = _due(here, item.start)
    await _tell(connection, here, draw, item, "proposal", about=item.id, due=due, until=item.start)


async def call_off(
    connection: Connection, here: Snapshot, draw: Draw, item: Appointment, reason: str
) -> None:
    """Tell a parent that the coach cancelled, and why: also late, to who stood at a closed door."""
    head = Say(SORRY.msgid, {"coach": _coach(here, item)})
    words: list[Value] = [head, when(here.office, item.start)]
    words += [REASONS[reason]] if reason in REASONS else []
    lead, due = Lines(tuple(words), gap=True), _due(here, item.start)
    await _tell(
        connection, here, draw, item, "called_off", lead, due=due, until=item.end + ASK_WITHIN
    )


async def be_late(connection: Connection, here: Snapshot, draw: Draw, item: Appointment) -> None:
    """Tell a parent how late the coach is; what was said before and has not left is withdrawn."""
    clock = here.office.local(item.start + timedelta(minutes=item.late))
    values: Mapping[str, Value] = {
        "coach": _coach(here, item),
        "minutes": item.late,
        "clock": f"{clock:%H:%M}",
    }
    lead = Say(LATE.msgid, values)
    await _tell(connection, here, draw, item, "coach_late", lead, due=here.now, until=item.end)


async def miss(connection: Connection, here: Snapshot, draw: Draw, item: Appointment) -> None:
    """Write a friendly word to a parent who did not come."""
    lead, due = when(here.office, item.start), notices.quiet_until(here.office) or here.now
    until = here.now + MISSED_WITHIN
    await _tell(connection, here, draw, item, "missed", lead, due=due, until=until)


async def ask(connection: Connection, here: Snapshot, draw: Draw, item: Appointment) -> None:
    """Ask a parent how a talk was."""
    due, until = notices.quiet_until(here.office) or here.now, here.now + ASK_WITHIN
    await _tell(connection, here, draw, item, "opinion", about=item.id, due=due, until=until)


async def be_away(connection: Connection, here: Snapshot, draw: Draw, item: Appointment) -> None:
    """Ask a parent to choose another time, because the coach is not there."""
    due, until = _due(here, item.start), item.end
    await _tell(connection, here, draw, item, "coach_away", about=item.id, due=due, until=until)


async def be_back(connection: Connection, here: Snapshot, draw: Draw, item: Appointment) -> None:
    """Tell a parent who was asked for another time that the talk goes on after all."""
    lead = Say(BACK.msgid, {"coach": _coach(here, item)})
    due, until = _due(here, item.start), item.end
    await _tell(
        connection, here, draw, item, "appointment", lead, about=item.id, due=due, until=until
    )


async def stand_in(
    connection: Connection, here: Snapshot, draw: Draw, item: Appointment, old: Appointment
) -> None:
    """Tell a parent with whom the talk is now, and why."""
    lead = Say(STAND_IN.msgid, {"old": _coach(here, old), "new": _coach(here, item)})
    due, until = _due(here, item.start), item.end
    await _tell(
        connection, here, draw, item, "appointment", lead, about=item.id, due=due, until=until
    )


async def go_on_waiting(  # noqa: PLR0917 - whom, in which words
    connection: Connection, office: Office, draw: Draw, parent: int, name: str, lead: Value
) -> None:
    """Tell a parent who waits for a coach how that stands, and what can be done instead."""
    person = await people.find(connection, parent)
    if person is None:
        return
    here = await snapshot.take(connection, office, person, None)
    due = notices.quiet_until(office) or here.now
    until = here.now + timedelta(days=office.config.privacy.free_text_days)
    screen = draw(here).screen(name, lead=lead)
    await outbox.put(connection, letters.to_chat(screen, parent, due, until))


async def _tell(  # noqa: PLR0917 - where, of what, in which words
    connection: Connection,
    here: Snapshot,
    draw: Draw,
    item: Appointment,
    name: str,
    lead: Value | None = None,
    *,
    about: str = "",
    due: datetime,
    until: datetime,
) -> None:
    """Write a standing conversation to the parent of a talk, instead of one that still waits."""
    person = await people.find(connection, item.parent)
    if person is None:
        if name in URGENT:
            head = UNTOLD if item.is_nobodys else notices.UNREACHABLE
            await notices.tell_coach(connection, here, item, head)
        return
    await outbox.withdraw(connection, item.id, chat=item.parent, kind=letters.NEWS)
    there = await snapshot.take(connection, here.office, person, None)
    screen = draw(there).screen(name, about, lead)
    await outbox.put(connection, letters.of_talk(screen, item, due, until))
    if person.blocked and name in URGENT:
        await notices.tell_coach(connection, here, item, notices.UNREACHABLE)


def _due(here: Snapshot, start: datetime) -> datetime:
    """Tell when a parent is to hear of a change of a coming talk."""
    return news_due(here.now, notices.quiet_until(here.office), start)


def _coach(here: Snapshot, item: Appointment) -> str:
    coach = here.office.config.coach(item.coach)
    return coach.name if coach else here.office.config.role

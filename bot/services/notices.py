"""Tells a coach what happened, and reminds both sides."""

from datetime import datetime, timedelta

from bot.conversation.engine import Engine
from bot.conversation.screen import Button, Screen, Tap
from bot.conversation.words import Lines, Say, Value, say
from bot.scheduling.calendar import is_public_holiday
from bot.scheduling.reminders import coach_reminder, is_quiet, next_open, parent_reminders
from bot.services import letters
from bot.services.office import Office
from bot.services.snapshot import Snapshot
from bot.services.values import summary, when
from storage import outbox
from storage.appointments import Appointment
from storage.database import Connection

BOOKED = say("📅 New appointment")
MOVED = say("🔄 Appointment moved")
OLD_TIME = say("This was the old time:")
CANCELLED = say("❌ Appointment cancelled")
ERASED = say("❌ Appointment cancelled. The parent had everything about them erased.")
MOVED_UNTOLD = say(
    "🔄 A parent moved an appointment, then had everything erased. The old time is off."
    " Your week shows what is still on."
)
COMING = say("✅ The parent says yes")
UNREACHABLE = say("❗ The bot cannot reach this parent any more.")
SOON = say("🔔 Soon: an appointment")
WEEK = say("🗓️ My week as a coach")


async def tell_coach(
    connection: Connection,
    here: Snapshot,
    item: Appointment,
    head: Say,
    old: Appointment | None = None,
) -> None:
    """Tell the coach of an appointment what happened with it, with all about it.

    With the `old` one also the time it had; and its coach, if that was another one.
    """
    parts: list[Value] = [head, summary(here.office, item)]
    if old is not None:
        parts += [OLD_TIME, when(here.office, old.start)]
    until = item.end + timedelta(weeks=here.office.config.privacy.appointment_weeks)
    for coach in {item.coach, old.coach if old else item.coach}:
        screen = for_coach(coach, Lines(tuple(parts), gap=True))
        letter = letters.notice(screen, coach, here.now, until, item.parent)
        await outbox.put(connection, letter)


async def tell_of_erasure(connection: Connection, here: Snapshot, item: Appointment) -> None:
    """Tell the coach that a talk is off, by its time alone: nothing about the parent is kept."""
    screen = for_coach(item.coach, Lines((ERASED, when(here.office, item.start)), gap=True))
    letter = letters.news(screen, item.coach, here.now, item.end)
    await outbox.put(connection, letter)


async def tell_of_old_time(connection: Connection, here: Snapshot, coach: str) -> None:
    """Tell a coach that a time is off which is kept nowhere: the notice of its move is erased."""
    until = here.now + timedelta(days=here.office.config.booking.horizon_days)
    letter = letters.news(for_coach(coach, MOVED_UNTOLD), coach, here.now, until)
    await outbox.put(connection, letter)


def for_coach(coach: str, text: Value) -> Screen:
    """Draw a message to a coach, with the way to the agenda."""
    tap = Tap("coach_notice", coach, "notice", "agenda")
    return Screen(text, ((Button(WEEK, tap.pack()),),))


def quiet_until(office: Office) -> datetime | None:
    """Tell until when no parent is to be reminded; None: now is a good time."""
    zone, quiet, now = office.config.municipality.tz, office.config.quiet, office.now()
    if not is_quiet(now, quiet, zone, is_public_holiday):
        return None
    return next_open(now, quiet, zone, is_public_holiday)


async def plan_reminders(
    connection: Connection, engine: Engine, here: Snapshot, item: Appointment
) -> None:
    """Write the reminders of an appointment that is new, or has a new time."""
    config = here.office.config
    zone = config.municipality.tz
    if here.person.reminders:
        screen = engine.screen("reminder", item.id)
        planned = parent_reminders(
            item.start, here.now, config.reminders, config.quiet, zone, is_public_holiday
        )
        for reminder in planned:
            await outbox.put(connection, letters.reminder(screen, item, reminder.due))
    due = coach_reminder(item.start, here.now, config.reminders)
    if due:
        screen = for_coach(item.coach, Lines((SOON, summary(here.office, item)), gap=True))
        await outbox.put(connection, letters.reminder(screen, item, due, to_coach=True))

"""Tells a coach what happened, and reminds both sides."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from bot.conversation.engine import Engine
from bot.conversation.screen import Button, Screen, Tap
from bot.conversation.words import Lines, Say, Value, say
from bot.scheduling.calendar import is_public_holiday
from bot.scheduling.reminders import coach_reminder, is_quiet, next_open, parent_reminders
from bot.services import channels, invitations, letters, voice_answers
from bot.services.invitations import Change
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
TAKEN_OVER = say("📲 The parent has the appointment on their own phone.")
COMING = say("✅ The parent says yes")
UNREACHABLE = say("❗ The bot cannot reach this parent any more.")
ANSWER_WAITS = say("❗ The bot cannot reach {name} now. Your answer waits.")
SOON = say("🔔 Soon: an appointment")
WEEK = say("🗓️ My week as a coach")
# Heads after which the calendar of a coach is another one.
CHANGES: Mapping[str, Change] = {
    BOOKED.msgid: "booked",
    MOVED.msgid: "moved",
    CANCELLED.msgid: "cancelled",
}
TALK = say("🔎 This appointment")


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
        screen = for_coach(coach, Lines(tuple(parts), gap=True), _own(item, coach, head))
        letter = letters.notice(screen, coach, here.now, until, item.parent)
        mail = invitations.mail(here.office, item, coach, CHANGES.get(head.msgid))
        await channels.tell(connection, here.office, letter, mail)
    await voice_answers.bring(connection, here, item, item.coach)


async def update_calendar(
    connection: Connection, here: Snapshot, item: Appointment, head: Say
) -> None:
    """Let a coach's calendar know what the coach did by phone, and needs no message about."""
    screen = for_coach(item.coach, Lines((head, summary(here.office, item)), gap=True))
    letter = letters.notice(screen, item.coach, here.now, item.end, item.parent)
    mail = invitations.mail(here.office, item, item.coach, CHANGES.get(head.msgid))
    await channels.update_calendar(connection, here.office, letter, mail)


async def forget(connection: Connection, here: Snapshot, item: Appointment) -> None:
    """Let the calendar of a coach forget a talk that this coach erased: nothing is kept of it."""
    screen = for_coach(item.coach, Lines((CANCELLED, when(here.office, item.start)), gap=True))
    letter = letters.news(screen, item.coach, here.now, item.end)
    mail = invitations.mail(here.office, item, item.coach, "erased")
    await channels.update_calendar(connection, here.office, letter, mail)


async def tell_of_erasure(connection: Connection, here: Snapshot, item: Appointment) -> None:
    """Tell the coach that a talk is off, by its time alone: nothing about the parent is kept."""
    screen = for_coach(item.coach, Lines((ERASED, when(here.office, item.start)), gap=True))
    letter = letters.news(screen, item.coach, here.now, item.end)
    mail = invitations.mail(here.office, item, item.coach, "erased")
    await channels.tell(connection, here.office, letter, mail)


async def tell_of_old_time(
    connection: Connection, here: Snapshot, coach: str, talks: Iterable[Appointment]
) -> None:
    """Tell a coach that a time is off which is kept nowhere: the notice of its move is erased.

    A calendar is told of each of these talks that went to another coach.
    """
    until = here.now + timedelta(days=here.office.config.booking.horizon_days)
    letter = letters.news(for_coach(coach, MOVED_UNTOLD), coach, here.now, until)
    gone = [item for item in talks if item.coach != coach and item.end > here.now]
    mails = [invitations.mail(here.office, item, coach, "erased") for item in gone]
    await channels.tell(connection, here.office, letter, mails[0] if mails else None)
    for mail in mails[1:]:
        await channels.update_calendar(connection, here.office, letter, mail)


def for_coach(coach: str, text: Value, talk: str | None = None) -> Screen:
    """Draw a message to a coach, with the way to one talk and to the week."""
    week = Button(WEEK, Tap("coach_notice", coach, "notice", "agenda").pack())
    if talk is None:
        return Screen(text, ((week,),))
    one = Button(TALK, Tap("desk_notice", talk, "notice", "talk").pack())
    return Screen(text, ((one,), (week,)))


def _own(item: Appointment, coach: str, head: Say) -> str | None:
    """Give the id of a talk that this coach can do something about."""
    return item.id if coach == item.coach and head != CANCELLED else None


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
    await remind_parent(connection, engine, here, item)
    await remind_coach(connection, here, item)


async def remind_parent(
    connection: Connection, engine: Engine, here: Snapshot, item: Appointment
) -> None:
    """Write the reminders of a parent who wants them."""
    if not here.person.reminders:
        return
    config = here.office.config
    zone, screen = config.municipality.tz, engine.screen("reminder", item.id)
    planned = parent_reminders(
        item.start, here.now, config.reminders, config.quiet, zone, is_public_holiday
    )
    for reminder in planned:
        await outbox.put(connection, letters.reminder(screen, item, reminder.due))


async def remind_coach(connection: Connection, here: Snapshot, item: Appointment) -> None:
    """Write the reminder of a coach."""
    due = coach_reminder(item.start, here.now, here.office.config.reminders)
    if due:
        words = Lines((SOON, summary(here.office, item)), gap=True)
        screen = for_coach(item.coach, words, item.id)
        letter = letters.reminder(screen, item, due, to_coach=True)
        await channels.ring(connection, here.office, letter)
        await voice_answers.ring(connection, here, item, due)

"""Tells coaches that one of them holds a talk of the other."""

from datetime import timedelta

from bot.conversation.words import Lines, Say, Value, say
from bot.services import channels, invitations, letters, voice_answers
from bot.services.notices import for_coach
from bot.services.snapshot import Snapshot
from bot.services.values import summary, when
from storage.appointments import Appointment
from storage.database import Connection

TAKEN_OVER = say("🤝 You take this talk over from {coach}:")
GIVEN = say("🤝 {coach} takes this talk over:")


async def tell_coaches(
    connection: Connection, here: Snapshot, item: Appointment, old: Appointment
) -> None:
    """Tell the new coach all about a talk; the former one knows, only the calendar does not."""
    office, weeks = here.office, here.office.config.privacy.appointment_weeks
    until = item.end + timedelta(weeks=weeks)
    words = Lines((_head(here, TAKEN_OVER, old), summary(office, item)), gap=True)
    screen = for_coach(item.coach, words, item.id)
    letter = letters.notice(screen, item.coach, here.now, until, item.parent)
    mail = invitations.mail(office, item, item.coach, "booked")
    await channels.tell(connection, office, letter, mail)
    await voice_answers.bring(connection, here, item, item.coach)
    words = Lines((_head(here, GIVEN, item), when(office, item.start)), gap=True)
    letter = letters.notice(for_coach(old.coach, words), old.coach, here.now, until, item.parent)
    mail = invitations.mail(office, item, old.coach)
    await channels.update_calendar(connection, office, letter, mail)


def _head(here: Snapshot, words: Say, other: Appointment) -> Value:
    coach = here.office.config.coach(other.coach)
    return Say(words.msgid, {"coach": coach.name if coach else here.office.config.role})

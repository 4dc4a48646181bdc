"""Deeds about all that is kept of a person: reading it, and having it erased."""

from bot.conversation.turn import Answers, Done
from bot.services import coordinator, notices
from bot.services.deeds import callbacks, freeing
from bot.services.deeds.desk import Desk, Result, ended
from bot.services.export import everything_about
from bot.services.letters import text_file
from bot.settings import TELEGRAM
from storage import appointments, outbox, privacy
from storage.appointments import Appointment


async def export(desk: Desk, answers: Answers) -> Result:
    """Give a file with everything that is kept about this person."""
    del answers
    text = await everything_about(desk.connection, desk.here, desk.engine(desk.here))
    return Result(Done("exported"), text_file(text))


async def erase(desk: Desk, answers: Answers) -> Result:
    """Cancel the coming talks, tell their coaches, and keep nothing about this person."""
    del answers
    connection, here, chat = desk.connection, desk.here, desk.here.person.chat
    talks = await appointments.all_of_parent(connection, chat)
    waiting = await outbox.coaches_not_told(connection, chat)
    await privacy.erase(connection, chat)
    await privacy.remember_erased(connection, chat, here.now, [item.id for item in talks])
    for item in talks:
        # Also what was cancelled before, if its coach did not hear: that notice went with the rest.
        if item.end > here.now and (item.state == "booked" or item.coach in waiting):
            await notices.tell_of_erasure(connection, here, item)
    if here.mail.call is not None:
        await callbacks.tell_of_erasure(connection, here, here.mail.call)
    coming = [item for item in talks if item.end > here.now and item.state == "booked"]
    for item in coming:
        await freeing.let_go(desk, item)
    # Whoever waits may have an old time in mind, also of a talk that went to another coach.
    moved = [item for item in talks if _was_moved(item)]
    for coach in sorted(waiting) if moved else ():
        await notices.tell_of_old_time(connection, here, coach, moved)
    await _tell_of_coach(desk)
    return ended("erased")


async def _tell_of_coach(desk: Desk) -> None:
    """Tell the coordinator of a coach whose link is gone, and how many talks still stand."""
    office, coach = desk.here.office, desk.here.coach_id
    if coach is None or TELEGRAM not in office.config.channels(coach):
        return
    talks = await appointments.coming_of_coach(desk.connection, coach, desk.here.now)
    await coordinator.coach_erased_link(desk.connection, office, coach, len(talks))


def _was_moved(item: Appointment) -> bool:
    """Tell whether a talk ever had another time: each move is counted, and so is a cancel."""
    return item.sequence > (item.state == "cancelled")

"""Deeds about all that is kept of a person: reading it, and having it erased."""

from bot.conversation.turn import Answers, Done
from bot.services import notices
from bot.services.deeds.desk import Desk, Result, ended
from bot.services.export import everything_about
from bot.services.letters import text_file
from storage import appointments, outbox, privacy
from storage.appointments import Appointment


async def export(desk: Desk, answers: Answers) -> Result:
    """Give a file with everything that is kept about this person."""
    del answers
    text = await everything_about(desk.connection, desk.here)
    return Result(Done("exported"), text_file(text))


async def erase(desk: Desk, answers: Answers) -> Result:
    """Cancel the coming talks, tell their coaches, and keep nothing about this person."""
    del answers
    connection, here = desk.connection, desk.here
    off = [*here.coming, *await _cancelled_and_not_told(desk)]
    await privacy.erase(connection, here.person.chat)
    await privacy.remember_erased(connection, here.person.chat, here.now)
    for item in off:
        await notices.tell_of_erasure(connection, here, item)
    return ended("erased")


async def _cancelled_and_not_told(desk: Desk) -> list[Appointment]:
    """List the cancelled talks whose coach has not heard of it: that notice goes with the rest."""
    chat = desk.here.person.chat
    waiting = await outbox.coaches_not_told(desk.connection, chat)
    return [
        item
        for item in await appointments.all_of_parent(desk.connection, chat)
        if item.state == "cancelled" and item.end > desk.here.now and item.coach in waiting
    ]

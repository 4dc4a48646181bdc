"""Deeds of coaches, and the one that does nothing."""

from bot.conversation.turn import Answers
from bot.services import coaches
from bot.services.deeds.desk import Desk, Result, ended


async def show_agenda(desk: Desk, answers: Answers) -> Result:
    """Show a coach the coming days."""
    del answers
    coach = desk.here.coach_id
    return ended("shown", coach) if coach else ended("not_for_you")


async def accept_invitation(desk: Desk, answers: Answers) -> Result:
    """Link a coach who opened a one-time link."""
    here = desk.here
    return Result(await coaches.accept(desk.connection, here.office, here.person, answers["link"]))


async def stop(desk: Desk, answers: Answers) -> Result:
    """End a dialogue without doing anything."""
    del desk, answers
    return ended("stopped")

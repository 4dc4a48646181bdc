"""Deeds of a parent who waits for a time that comes free."""

from bot.conversation.turn import Answers
from bot.services import bookkeeping, waitlist
from bot.services.deeds import appointment, freeing
from bot.services.deeds.desk import Desk, Result, ended
from bot.services.offers import MOMENT, wants_interpreter
from storage import waiting_list
from storage.ids import appointment_id
from storage.waiting_list import Wait


async def wait_for_time(desk: Desk, answers: Answers) -> Result:
    """Let this parent hear of a time that comes free, instead of what was waited for before."""
    here = desk.here
    offer, item = here.offer(answers), here.appointment(answers)
    if offer is None:
        return ended("no_coach")
    await freeing.leave(desk)
    wait = Wait(
        parent=here.person.chat,
        id=appointment_id(),
        school=offer.school.id,
        kind=offer.kind,
        topic=item.topic if item else answers["topic"],
        interpreter=item.interpreter if item else wants_interpreter(answers),
        appointment=item.id if item else None,
        since=here.now,
        until=here.now + waitlist.TERM,
    )
    await waiting_list.put(desk.connection, wait)
    return ended("waiting")


async def take_freed(desk: Desk, answers: Answers) -> Result:
    """Book the time that came free, or move to it, by all the rules: who is first has it."""
    wait = desk.here.wait
    if wait is None:
        return ended("gone")
    time = f"{waitlist.start_of(answers):{MOMENT}}"
    given = {**waitlist.asked(wait), "time": time, "phone": answers.get("phone", "school")}
    deed = "move" if wait.appointment else "book"
    result = await (appointment.move if wait.appointment else appointment.book)(desk, given)
    await bookkeeping.note(desk.connection, desk.here, deed, result.done, given)
    if result.done.outcome == "taken" and waitlist.is_last(wait):
        await freeing.leave(desk)
        return ended("taken_last")
    return result


async def decline_freed(desk: Desk, answers: Answers) -> Result:
    """Leave a time to others; after the last one nobody waits any more."""
    del answers
    wait = desk.here.wait
    if wait is None or not waitlist.is_last(wait):
        return ended("declined")
    await freeing.leave(desk)
    return ended("declined_last")


async def stop_waiting(desk: Desk, answers: Answers) -> Result:
    """Tell this parent of no more free times."""
    del answers
    await freeing.leave(desk)
    return ended("not_waiting")

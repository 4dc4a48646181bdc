"""A school has another coach in the configuration, or none: what parents wait for goes along."""

import logging
from collections.abc import Iterable

from bot.conversation.words import say, say_n
from bot.services import callbacks, coordinator, messages, overdue, snapshot
from bot.services.office import Office
from bot.services.rota import days_of
from bot.services.to_coaches import bring_call, bring_question, reads_mail_only
from storage import callbacks as calls
from storage import messages as kept
from storage import outbox
from storage.callbacks import Callback
from storage.database import Connection
from storage.messages import Question

log = logging.getLogger(__name__)

NOBODY = ""  # who has what waits at a school without a coach
HERE_NOW = say("🏫 You are the coach of this school now. This parent waits:")


async def pass_on(connection: Connection, office: Office) -> None:
    """Bring what waits to the coaches of now, at the start of the program.

    What a former coach did not get yet is withdrawn: it is not for those eyes any more.
    """
    questions = [item for item in await kept.open_ones(connection) if _has_moved(office, item)]
    to_call = [item for item in await calls.open_ones(connection) if _has_moved(office, item)]
    moved: list[Question | Callback] = [*questions, *to_call]
    for item in moved:
        await outbox.withdraw(connection, item.id, coach=item.coach)
        log.info("what a parent waits for goes along", extra={"school": item.school})
    for question in questions:
        await _pass_on_question(connection, office, question)
    for call in to_call:
        await _pass_on_call(connection, office, call)
    await _tell_coordinator(connection, office, moved)


def _has_moved(office: Office, item: Question | Callback) -> bool:
    coach = office.config.coach_of(item.school)
    return item.coach != (coach.id if coach else NOBODY)


async def _pass_on_question(connection: Connection, office: Office, question: Question) -> None:
    """Bring a question to the coach of now; what was promised stays promised."""
    coach = office.config.coach_of(question.school)
    if coach is None:
        await kept.hand_on(connection, question.id, NOBODY, None, 0)
        await overdue.tell_parent(connection, office, question.parent, "nobody", messages.NO_ANSWER)
        return
    remind, times = question.remind, question.reminded
    if remind is None and not await reads_mail_only(connection, coach):
        calendar = await days_of(connection, office, question.school, coach)
        remind, times = messages.first_reminder(office, calendar), 0
    await kept.hand_on(connection, question.id, coach.id, remind, times)
    here = await snapshot.take(connection, office, overdue.NOBODY, None)
    await bring_question(connection, here, overdue.engine_of, question, coach, HERE_NOW)


async def _pass_on_call(connection: Connection, office: Office, call: Callback) -> None:
    """Bring a call to the coach of now, who is reminded of it from the first time on."""
    coach, remind = office.config.coach_of(call.school), None
    if coach is None:
        await calls.hand_on(connection, call.id, NOBODY, None, 0)
        await overdue.tell_parent(connection, office, call.parent, "nobody", callbacks.NO_CALL)
        return
    if not await reads_mail_only(connection, coach):
        calendar = await days_of(connection, office, call.school, coach)
        remind = callbacks.next_start(office, calendar, call.part, office.now())
    await calls.hand_on(connection, call.id, coach.id, remind, 0)
    here = await snapshot.take(connection, office, overdue.NOBODY, None)
    await bring_call(connection, here, overdue.engine_of, call, coach, HERE_NOW)


async def _tell_coordinator(
    connection: Connection, office: Office, moved: Iterable[Question | Callback]
) -> None:
    """Tell the coordinator of the parents at each school who have nobody there now."""
    alone: dict[str, set[int]] = {}
    for item in moved:
        if office.config.coach_of(item.school) is None:
            alone.setdefault(item.school, set()).add(item.parent)
    for school_id, parents in sorted(alone.items()):
        school = office.config.school(school_id)
        words = say_n(
            "❗ {school} has no {role} now. {count} parent there waits for an answer or a call.",
            "❗ {school} has no {role} now. {count} parents there wait for an answer or a call.",
            len(parents),
            school=school.name if school else school_id,
            role=office.config.role,
        )
        await coordinator.tell(connection, office, words, f"nobody {school_id}")

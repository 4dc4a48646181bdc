"""Looks each minute at what waits too long: questions of parents, and calls to them."""

from collections.abc import Sequence

from bot.conversation.engine import Engine
from bot.conversation.words import Say, Value, say
from bot.scheduling.calendar import Calendar
from bot.services import callbacks, coordinator, messages, snapshot, to_parents
from bot.services.office import Office
from bot.services.snapshot import Snapshot
from bot.services.to_coaches import bring_call, bring_question
from bot.services.world import Here
from bot.settings import Coach
from storage import callbacks as calls
from storage import messages as kept
from storage.callbacks import Callback
from storage.database import Connection
from storage.messages import Question
from storage.people import Person

PROMISED = say("🔔 {name} waits for an answer. I promised it for {day}.")
NOT_ANSWERED = say("💬 I am sorry: {coach} has not answered you yet.")
TO_CALL = say("🔔 Still to be done.")
NOT_CALLED = say("📞 I am sorry: {coach} has not called you yet.")
CALL_WAITS = say("❗ A parent waits for a call of {coach} since {day}. Please call {coach}.")
WAITS = say("❗ A parent waits for an answer of {coach} since {day}. Please call {coach}.")
NOBODY = Person(0, "", "nl")  # for a coach who may have no chat: what is told needs none


async def look(office: Office) -> None:
    """Remind of all whose time has come: the coach, then the coordinator."""
    reader, now = office.database.reader, office.now()
    if not (await kept.due(reader, now) or await calls.due(reader, now)):
        return
    async with office.transaction() as connection:
        broken = []
        for question in await kept.due(connection, now):
            coach = office.config.coach_of(question.school)
            if question.reminded == 0 and coach is not None:
                await _remind(connection, office, question, coach)
            else:
                broken.append(question)
        await _admit(connection, office, broken)
        for call in await calls.due(connection, now):
            coach = office.config.coach_of(call.school)
            if call.reminded < callbacks.MOST_REMINDERS and coach is not None:
                await _remind_of_call(connection, office, call, coach)
            else:
                await _give_up_call(connection, office, call, coach)


async def _remind(connection: Connection, office: Office, question: Question, coach: Coach) -> None:
    """Show the coach a question again, and look once more on the next school day."""
    here = await snapshot.take(connection, office, NOBODY, None)
    day = office.local(question.remind or here.now).date()
    lead = Say(PROMISED.msgid, {"name": question.name, "day": day})
    await bring_question(connection, here, engine_of, question, coach, lead)
    again = messages.next_reminder(office, _calendar(office, question.school), here.now)
    await kept.reminded(connection, question.id, again)


async def _admit(connection: Connection, office: Office, broken: Sequence[Question]) -> None:
    """Tell parents, once for all they asked a coach, of a broken promise; the coordinator too."""
    told = set()
    for question in broken:
        await kept.reminded(connection, question.id, None)
        name = _name(office, office.config.coach_of(question.school), question.coach)
        if (whom := (question.parent, name["coach"])) not in told:
            told.add(whom)
            lead = Say(NOT_ANSWERED.msgid, name)
            await tell_parent(connection, office, question.parent, "unanswered", lead)
        words = Say(WAITS.msgid, {**name, "day": office.local(question.sent).date()})
        await coordinator.tell(connection, office, words, f"question {question.coach}")


async def _remind_of_call(
    connection: Connection, office: Office, call: Callback, coach: Coach
) -> None:
    """Show the coach a call again, and look once more when that part of the next day begins."""
    here = await snapshot.take(connection, office, NOBODY, None)
    await bring_call(connection, here, engine_of, call, coach, TO_CALL)
    again = callbacks.next_start(office, _calendar(office, call.school), call.part, here.now)
    await calls.remind(connection, call.id, again, call.reminded + 1)


async def _give_up_call(
    connection: Connection, office: Office, call: Callback, coach: Coach | None
) -> None:
    """Tell the parent that nobody called yet, and the coordinator who did not."""
    await calls.remind(connection, call.id, None, call.reminded)
    name = _name(office, coach, call.coach)
    words = Say(NOT_CALLED.msgid, name)
    await tell_parent(connection, office, call.parent, "unanswered", words)
    words = Say(CALL_WAITS.msgid, {**name, "day": office.local(call.asked).date()})
    await coordinator.tell(connection, office, words, f"call {call.coach}")


def _name(office: Office, coach: Coach | None, asked: str) -> dict[str, Value]:
    """Name the coach of now, or else the one who was asked."""
    known = coach or office.config.coach(asked)
    return {"coach": known.name if known else office.config.role}


async def tell_parent(
    connection: Connection, office: Office, parent: int, name: str, lead: Say
) -> None:
    """Tell a parent honestly that something is not done, and over a dialogue what can be done."""
    await to_parents.go_on_waiting(connection, office, engine_of, parent, name, lead)


def _calendar(office: Office, school_id: str) -> Calendar:
    """Give the open days of a school: a coach who is away is no reason for silence."""
    school = office.config.school(school_id)
    return office.calendar(school) if school else Calendar(())


def engine_of(here: Snapshot) -> Engine:
    """Give the dialogues as somebody sees them who has no question open."""
    return Engine(here.office.conversations, Here(here), None, "")

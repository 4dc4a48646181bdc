"""Deeds about questions: asking one, answering one, reading one again."""

from dataclasses import replace
from datetime import timedelta

from bot.conversation.turn import Answers, Done
from bot.services import letters, messages
from bot.services.deeds.desk import Desk, Result, ended
from bot.services.messages import MOST_WAITING, Content
from bot.services.to_coaches import bring_question
from bot.settings import EMAIL, Coach
from storage import audit, counters, outbox
from storage import messages as kept
from storage.ids import appointment_id
from storage.messages import Question


async def ask(desk: Desk, answers: Answers) -> Result:
    """Bring a question to the coach of the school."""
    here = desk.here
    if here.school is None or here.coach is None:
        return ended("no_coach")
    waiting = here.mail.asked.waiting
    if len(waiting) >= MOST_WAITING:
        return ended("enough")
    calendar = here.rota.calendar(here.school, here.coach)
    unread = await _unread(desk, here.coach)
    new = Question(
        id=appointment_id(),
        parent=here.person.chat,
        coach=here.coach.id,
        school=here.school.id,
        content=answers["question"],
        sent=here.now,
        # A coach without a chat cannot say here that it is answered: nothing is promised then.
        remind=None if unread == "mailed" else messages.first_reminder(here.office, calendar),
        reminded=0,
        answered=None,
        name=here.person.name,
        language=here.person.language,
        blocked=False,
    )
    await kept.put(desk.connection, new)
    await bring_question(desk.connection, here, desk.engine, new, here.coach)
    await audit.note(desk.connection, f"parent {new.parent}", "asked", here.now, new.id)
    await counters.count(desk.connection, here.office.today(), ["asked"])
    return ended(unread or ("added" if waiting else "asked"))


async def _unread(desk: Desk, coach: Coach) -> str | None:
    """Tell how a question does not come to a chat of the coach; None: it does."""
    if await messages.can_answer(desk.connection, coach.id):
        return None
    return "mailed" if EMAIL in coach.channels else "unread"


async def answer(desk: Desk, answers: Answers) -> Result:
    """Bring the coach's answer to the parent who asked."""
    here = desk.here
    question = here.mail.question(answers)
    coach = here.office.config.coach(here.coach_id or "")
    if question is None or coach is None:
        return ended("gone")
    content = Content.unpack(answers["answer"])
    words = messages.answer_of(coach.name, coach.language, question, content)
    screen = desk.engine(here).screen("answer", lead=words)
    until = here.now + timedelta(days=here.office.config.privacy.free_text_days)
    letter = letters.to_chat(screen, question.parent, here.now, until, content.media)
    await outbox.put(desk.connection, replace(letter, appointment=question.id))
    await _settle(desk, question, "answered")
    return ended("kept" if question.blocked else "answered")


async def close(desk: Desk, answers: Answers) -> Result:
    """Note that a question needs no answer here: the two have spoken."""
    question = desk.here.mail.question(answers)
    if question is None:
        return ended("gone")
    await _settle(desk, question, "closed")
    return ended("closed")


async def show(desk: Desk, answers: Answers) -> Result:
    """Show a coach a question once more, with what was said or shown."""
    question = desk.here.mail.question(answers)
    if question is None:
        return ended("gone")
    return Result(Done("shown", question.id), Content.unpack(question.content).media)


async def _settle(desk: Desk, question: Question, how: str) -> None:
    here = desk.here
    await kept.answered(desk.connection, question, here.now)
    await audit.note(desk.connection, f"coach {here.coach_id}", how, here.now, question.id)
    await counters.count(desk.connection, here.office.today(), [f"question {how}"])

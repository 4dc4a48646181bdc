"""A coach goes away on a day for which an answer was promised: it is promised anew, once."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from bot.conversation.words import Say, say
from bot.scheduling.calendar import Calendar, Span
from bot.services import coordinator, messages, to_parents
from bot.services.deeds.desk import Desk
from bot.services.rota import Rota
from bot.services.snapshot import Snapshot
from bot.settings import Coach
from storage import absences
from storage import messages as kept
from storage.messages import Question

AWAY = say("💬 {coach} is away. You hear by {day}.")
WAITS = say(
    "❗ {coach} is away. A parent waits for an answer until {day}. Please look who can help."
)


async def put_off(desk: Desk, span: Span) -> None:
    """Tell the parents by which day they hear now; the coordinator too, if that takes long."""
    here = desk.here
    coach = here.office.config.coach(here.coach_id or "")
    if coach is None:
        return
    away = await absences.since(desk.connection, here.office.today())
    rota = Rota(here.office, coach.id, away, {})
    later = dict(_later(here, rota, coach, span))
    for question, remind in later.items():
        await kept.put_off(desk.connection, question.id, remind)
    await _tell(desk, coach, later)


def _later(
    here: Snapshot, rota: Rota, coach: Coach, span: Span
) -> Iterable[tuple[Question, datetime]]:
    """Give what was promised for these days, and when the coach is there again.

    Not what is kept no longer than that: the promise is broken then, and admitted on its day.
    """
    most = timedelta(days=here.office.config.privacy.free_text_days)
    for question in here.mail.questions.waiting:
        school = here.office.config.school(question.school)
        if school is None or not _is_promised(here, question, coach, span):
            continue
        remind = _first_day(here, rota.calendar(school, coach), question)
        if remind < question.sent + most:
            yield question, remind


def _is_promised(here: Snapshot, question: Question, coach: Coach, span: Span) -> bool:
    """Tell whether a coach is to answer on one of these days, and nobody was put off before."""
    if question.remind is None or question.reminded or question.put_off:
        return False
    mine = here.office.config.coach_of(question.school) == coach
    return mine and here.office.local(question.remind).date() in span


def _first_day(here: Snapshot, calendar: Calendar, question: Question) -> datetime:
    return messages.next_reminder(here.office, calendar, question.remind or here.now)


async def _tell(desk: Desk, coach: Coach, later: Mapping[Question, datetime]) -> None:
    """Tell each parent of the last of these days, and the coordinator of the first that is late."""
    office = desk.here.office
    days: dict[int, datetime] = {}
    for question, remind in later.items():
        days[question.parent] = max(remind, days.get(question.parent, remind))
    for parent, remind in days.items():
        lead = Say(AWAY.msgid, {"coach": coach.name, "day": office.local(remind).date()})
        await to_parents.go_on_waiting(
            desk.connection, office, desk.engine, parent, "put_off", lead
        )
    long = [
        remind for question, remind in later.items() if _takes_long(desk.here, question, remind)
    ]
    if long:
        words = Say(WAITS.msgid, {"coach": coach.name, "day": office.local(max(long)).date()})
        await coordinator.tell(desk.connection, office, words, f"put off {coach.id}")


def _takes_long(here: Snapshot, question: Question, remind: datetime) -> bool:
    """Tell whether the coordinator would have heard earlier that nobody answered."""
    school = here.office.config.school(question.school)
    return school is not None and remind > _first_day(here, here.office.calendar(school), question)

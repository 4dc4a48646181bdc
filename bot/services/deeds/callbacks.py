"""Deeds about a call: asking for one, and what became of it."""

from dataclasses import replace
from datetime import timedelta

from bot.conversation.turn import Answers
from bot.conversation.words import Say, say
from bot.scheduling.calendar import Calendar
from bot.services import callbacks, channels, letters, messages, voice_answers
from bot.services.deeds.desk import Desk, Result, ended
from bot.services.notices import for_coach
from bot.services.offers import given_number
from bot.services.snapshot import Snapshot
from bot.services.to_coaches import bring_call
from bot.settings import EMAIL, Coach
from storage import audit, counters, outbox
from storage import callbacks as kept
from storage.callbacks import Callback
from storage.database import Connection
from storage.ids import appointment_id

TRIED = say(
    "📞 {coach} called you and did not reach you. No problem: you get another call on {day}."
)


async def call_me(desk: Desk, answers: Answers) -> Result:
    """Bring the coach the number of a parent who wants to be called."""
    here = desk.here
    if here.school is None or here.coach is None:
        return ended("no_coach")
    if here.mail.call is not None:
        return ended("already")
    can_answer = await messages.can_answer(desk.connection, here.coach.id)
    new = Callback(
        id=appointment_id(),
        parent=here.person.chat,
        coach=here.coach.id,
        school=here.school.id,
        language=here.person.language,
        name=here.person.name,
        phone=given_number(answers) or "",
        part=answers["part"],
        asked=here.now,
        remind=None,
    )
    by_mail_only = not can_answer and EMAIL in here.coach.channels
    if not by_mail_only:  # there nobody could say that the call was made: reminders had no end
        calendar = here.rota.calendar(here.school, here.coach)
        start = callbacks.next_start(here.office, calendar, new.part, here.now)
        new = replace(new, remind=start)
    await kept.put(desk.connection, new)
    await voice_answers.keep(desk.connection, here, new.id, answers["phone"])
    await bring_call(desk.connection, here, desk.engine, new, here.coach)
    await _note(desk, new, f"parent {new.parent}", "call asked")
    return ended("asked" if can_answer or by_mail_only else "unread")


async def cancel_call(desk: Desk, answers: Answers) -> Result:
    """Take back the wish to be called."""
    del answers
    here, call = desk.here, desk.here.mail.call
    if call is None:
        return ended("gone")
    await kept.end(desk.connection, call.id, here.now)
    if call.coach:
        words = Say(callbacks.CANCELLED.msgid, {"name": call.name})
        until, screen = here.now + _term(here), for_coach(call.coach, words)
        letter = letters.notice(screen, call.coach, here.now, until, call.parent)
        await channels.tell(desk.connection, here.office, letter)
    await _note(desk, call, f"parent {call.parent}", "call cancelled")
    return ended("dropped")


async def called(desk: Desk, answers: Answers) -> Result:
    """Note that the coach called."""
    call = desk.here.mail.to_call(answers)
    if call is None:
        return ended("gone")
    await kept.end(desk.connection, call.id, desk.here.now)
    await _note(desk, call, f"coach {desk.here.coach_id}", "called")
    return ended("done")


async def not_reached(desk: Desk, answers: Answers) -> Result:
    """Tell a parent that the coach called in vain, and remind the coach on the next day."""
    here, call = desk.here, desk.here.mail.to_call(answers)
    coach = here.office.config.coach(here.coach_id or "")
    if call is None or coach is None:
        return ended("gone")
    again = callbacks.next_day(here.office, _calendar(here, call, coach), call.part)
    await kept.remind(desk.connection, call.id, again, 0)
    day = here.office.local(again).date()
    lead = Say(TRIED.msgid, {"coach": coach.name, "day": day})
    screen = desk.engine(here).screen("not_reached", lead=lead)
    letter = letters.to_chat(screen, call.parent, here.now, again + timedelta(days=1))
    await outbox.put(desk.connection, letter)
    await _note(desk, call, f"coach {coach.id}", "not reached")
    return ended("again")


async def tell_of_erasure(connection: Connection, here: Snapshot, call: Callback) -> None:
    """Tell the coach, if there is one, not to call somebody of whom nothing is kept."""
    if not call.coach:
        return
    screen = for_coach(call.coach, callbacks.erased(here.office, call))
    letter = letters.news(screen, call.coach, here.now, here.now + _term(here))
    await channels.tell(connection, here.office, letter)


async def _note(desk: Desk, call: Callback, who: str, what: str) -> None:
    await audit.note(desk.connection, who, what, desk.here.now, call.id)
    await counters.count(desk.connection, desk.here.office.today(), [what])


def _term(here: Snapshot) -> timedelta:
    return timedelta(days=here.office.config.privacy.free_text_days)


def _calendar(here: Snapshot, call: Callback, coach: Coach) -> Calendar:
    school = here.office.config.school(call.school)
    return here.rota.calendar(school, coach) if school else Calendar(())

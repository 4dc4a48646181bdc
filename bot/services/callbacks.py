"""Calls that parents want: when the coach is reminded, and how they are shown."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta

from bot.conversation.model import Choice
from bot.conversation.turn import Answers
from bot.conversation.words import Dated, LanguageName, Lines, Say, Value, say, say_n
from bot.i18n import DUSK, NOON
from bot.scheduling.calendar import Calendar
from bot.scheduling.promises import is_school_day, next_at
from bot.services.office import Office
from bot.services.snapshot import Snapshot
from bot.services.voice_answers import VOICE
from storage import callbacks as stored
from storage.callbacks import Callback, Ended
from storage.database import Connection

MOST_REMINDERS = 5  # to the coach; then the coordinator hears
STARTS: Mapping[str, time] = {
    "morning": time(9),
    "afternoon": time(NOON),
    "evening": time(DUSK),
    "any": time(9),
}
PARTS: Mapping[str, Say] = {
    "morning": say("In the morning"),
    "afternoon": say("In the afternoon"),
    "evening": say("In the evening"),
    "any": say("At any time"),
}
PLEASE = say("📞 Please call this parent:")
SUBJECT = say("Please call {name}")
SCHOOL_HAS_IT = say("📞 The school has the number.")
IN_VOICE = say("📞 The number is in a voice message.")
NO_CALL = say("📞 I am sorry: nobody can call you now.")
IS_COMING = say("📞 The coach calls you")
ERASED = say("❌ A parent who wanted a call had everything erased. Please do not call.")
DONE = say("This call was made, or it is not needed any more.")
CANCELLED = say("❌ {name} does not need a call any more.")


def next_start(office: Office, calendar: Calendar, part: str, after: datetime) -> datetime:
    """Tell when this part of the day begins next on a school day."""
    return next_at(
        after,
        STARTS[part],
        lambda day: is_school_day(day, calendar),
        office.config.municipality.tz,
    )


def next_day(office: Office, calendar: Calendar, part: str) -> datetime:
    """Tell when this part of the day begins on the next school day, not today."""
    zone = office.config.municipality.tz
    midnight = datetime.combine(office.today() + timedelta(days=1), time(), zone)
    return next_start(office, calendar, part, midnight)


def erased(office: Office, call: Callback) -> Value:
    """Say that a call is off, by its school and day alone: nothing about the parent is kept."""
    school = office.config.school(call.school)
    name = school.name if school else call.school
    return Lines((ERASED, Say("🏫 {school}", {"school": name}), _asked(office, call)))


def _asked(office: Office, call: Callback | Ended) -> Say:
    return say("✏️ Asked on {day}", day=office.local(call.asked).date())


def shown(office: Office, call: Callback) -> Lines:
    """Show a coach whom to call, on which number, and when."""
    school = office.config.school(call.school)
    return Lines(
        (
            PLEASE,
            Say("🙂 {name}", {"name": call.name}),
            Say("🏫 {school}", {"school": school.name if school else call.school}),
            say("🌐 Language: {language}", language=LanguageName(call.language)),
            number(call.phone),
            Say("🕐 {part}", {"part": PARTS[call.part]}),
            _asked(office, call),
        )
    )


def waiting_calls(here: Snapshot, _: Answers) -> Sequence[Choice]:
    """The calls that a coach has not made, oldest first."""
    return [
        Choice(item.id, _label(here, item), begins="desk_call", subject=item.id)
        for item in here.mail.calls.all
    ]


def _label(here: Snapshot, call: Callback) -> Say:
    day = Dated(here.office.local(call.asked).date(), "short")
    return Say("{name}, {day}", {"name": call.name, "day": day})


def number(given: str | None) -> Say:
    """Tell which number to call, where to hear it, or who has it."""
    if given == VOICE:
        return IN_VOICE
    return say("📞 {number}", number=given) if given else SCHOOL_HAS_IT


def my_call_value(here: Snapshot, _: Answers) -> Value:
    """The call that a parent waits for."""
    call = here.mail.call
    if call is None:
        return say("You do not wait for a call.")
    coach = here.office.config.coach(call.coach)
    name = coach.name if coach else here.office.config.role
    head = say("📞 {coach} calls you.", coach=name) if call.coach else NO_CALL
    return Lines((head, PARTS[call.part], number(call.phone)))


def my_plans_value(here: Snapshot, _: Answers) -> Value:
    """How many appointments a parent has, or none; the buttons tell of a call."""
    count = len(here.coming)
    if not count:
        return say("You have no appointment now.")
    return say_n("You have {count} appointment.", "You have {count} appointments.", count)


def call_value(here: Snapshot, answers: Answers) -> Value:
    """The call that a coach's conversation is about."""
    call = here.mail.to_call(answers)
    return shown(here.office, call) if call else ""


def callee_value(here: Snapshot, answers: Answers) -> Value:
    """The name of the parent to be called."""
    call = here.mail.to_call(answers)
    return call.name if call else ""


def call_day_value(here: Snapshot, answers: Answers) -> Value:
    """The day on which a coach is reminded of a call again."""
    call = here.mail.to_call(answers)
    return here.office.local((call.remind if call else None) or here.now).date()


def my_call_choices(here: Snapshot) -> list[Choice]:
    """The call that a parent waits for, as a line in the list of appointments."""
    return [Choice("call", IS_COMING, begins="my_call")] if here.mail.call else []


async def kept(connection: Connection, here: Snapshot) -> list[Value]:
    """Tell a parent which calls are kept, for the file with everything."""
    ended = await stored.ended_of_parent(connection, here.person.chat)
    told: list[Value] = [_ended(here.office, item) for item in ended]
    call = here.mail.call
    if call is not None:
        day = here.office.local(call.asked).date()
        told.append(Lines((day, Say("🙂 {name}", {"name": call.name}), my_call_value(here, {}))))
    return told


def _ended(office: Office, call: Ended) -> Value:
    coach = office.config.coach(call.coach)
    return Lines(
        (
            _asked(office, call),
            Say("👤 {coach}", {"coach": coach.name if coach else call.coach}),
            DONE,
            office.local(call.done).date(),
        )
    )

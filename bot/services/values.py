"""What stands for the {placeholders} of the dialogues."""

from collections.abc import Callable, Mapping
from datetime import datetime

from bot.conversation.turn import Answers
from bot.conversation.words import InLanguage, LanguageName, Lines, Local, Say, Value, say, say_n
from bot.services import callbacks, messages
from bot.services.callbacks import number
from bot.services.offers import chosen_time, given_number, language_codes, wants_interpreter
from bot.services.office import Office
from bot.services.snapshot import Snapshot
from bot.services.topics import KINDS
from bot.settings import Config, HelpNumber, School
from storage.appointments import Appointment

CHOOSE_LANGUAGE = say("Choose your language.")
HELP: Mapping[str, Say] = {
    "danger": say("Danger now? Call {number}."),
    "police": say("Police, not urgent: {number}"),
    "safe_home": say("Violence at home: {number}. Free, day and night."),
    "child": say("For children: {number}"),
    "suicide": say("Thoughts of suicide: {number}"),
}
COACH_COMES: Mapping[str, Say] = {
    "phone": say("The coach calls you."),
    "home": say("The coach comes to you."),
}
PARENTS_HOME = say("🏠 At the parent's home")  # to a coach "your home" is the coach's own
YES, NO = say("yes"), say("no")


def when(office: Office, start: datetime) -> Lines:
    """Give day and time on two lines, in words."""
    local = office.local(start)
    return Lines((local.date(), local.time()))


def where(kind: str, school: School | None) -> Value:
    """Give the kind of talk and, where it is at a school, how to get there."""
    if kind in COACH_COMES:
        return Lines((KINDS[kind], COACH_COMES[kind]))
    if school is None:
        return KINDS[kind]
    room = (Local(school.room),) if kind == "school" and school.room else ()
    return Lines((KINDS[kind], school.name, school.address, *room))


def summary(office: Office, item: Appointment) -> Lines:
    """Tell a coach all about an appointment."""
    topic = office.topics[item.topic].label
    lines: list[Value] = [
        when(office, item.start),
        Say("🙂 {name}", {"name": item.name}),
        _where_short(office, item),
        Say(topic.msgid),
        say("🌐 Language: {language}", language=LanguageName(item.language)),
    ]
    if item.language != "nl":
        lines.append(interpreter(wanted=item.interpreter))
    if item.kind == "phone":
        lines.append(number(item.phone))
    return Lines(tuple(lines))


def interpreter(*, wanted: bool) -> Say:
    """Tell whether an interpreter is wanted."""
    return say("🗣️ Interpreter: {answer}", answer=YES if wanted else NO)


def _where_short(office: Office, item: Appointment) -> Value:
    """Give the kind of talk and the school, for somebody who knows the way."""
    school = office.config.school(item.school)
    how = PARENTS_HOME if item.kind == "home" else KINDS[item.kind]
    return Lines((how, school.name if school else item.school))


def _start(here: Snapshot, answers: Answers) -> datetime:
    """Give the moment that was chosen, else that of the appointment spoken about."""
    if "time" in answers:
        return chosen_time(answers)
    item = here.appointment(answers)
    return item.start if item else here.now


def _when(here: Snapshot, answers: Answers) -> Value:
    return when(here.office, _start(here, answers))


def _where(here: Snapshot, answers: Answers) -> Value:
    offer = here.offer(answers)
    item = here.appointment(answers)
    school = here.office.config.school(item.school) if item else here.school
    kind = offer.kind if offer else item.kind if item else "school"
    return where(kind, school)


def _coach(here: Snapshot, answers: Answers) -> Value:
    item = here.appointment(answers)
    coach = here.office.config.coach(item.coach) if item and "time" not in answers else None
    if coach is None and (offer := here.offer(answers)):
        coach = offer.coach
    coach = coach or here.coach
    return coach.name if coach else here.office.config.role


def _also(_: Snapshot, answers: Answers) -> Value:
    """What is not always asked, and to be checked too: the interpreter, the phone number."""
    lines: list[Value] = []
    if "interpreter" in answers:
        lines.append(interpreter(wanted=wants_interpreter(answers)))
    if "phone" in answers:
        lines.append(number(given_number(answers)))
    return Lines(tuple(lines))


def _help_numbers(here: Snapshot, _: Answers) -> Value:
    return Lines(tuple(help_line(number) for number in here.office.config.help))


def help_line(number: HelpNumber) -> Value:
    """Tell a number to call, and when."""
    if number.id in HELP and not number.text:
        return Say(HELP[number.id].msgid, {"number": number.number})
    return Say("{words}: {number}", {"words": Local(number.text), "number": number.number})


def _my_coach(here: Snapshot, _: Answers) -> Value:
    contact = call(here.office.config)
    role = here.office.config.role
    if here.school is None:
        return Lines((say("You have not chosen a school yet."), contact), gap=True)
    if here.coach is None:
        return Lines((say("There is no {role} at your school now.", role=role), contact), gap=True)
    known = say("👤 {coach} is the {role} of your school.", coach=here.coach.name, role=role)
    return Lines((known, Say("🏫 {school}", {"school": here.school.name}), contact), gap=True)


def call(config: Config) -> Say:
    """Tell whom to call."""
    town = config.municipality
    return say("You can also call {contact}: {number}.", contact=town.contact, number=town.phone)


def _choose_language(here: Snapshot, _: Answers) -> Value:
    """Say it in the phone's language, and in the two that most people here know a little."""
    codes = language_codes(here)
    said = dict.fromkeys((codes[0], *(code for code in ("nl", "en") if code in codes)))
    return Lines(tuple(InLanguage(code, CHOOSE_LANGUAGE) for code in said))


def _coming_count(here: Snapshot, _: Answers) -> Value:
    count = len(here.coming)
    return say_n("You have {count} appointment.", "You have {count} appointments.", count)


def _new_school(here: Snapshot, answers: Answers) -> Value:
    school = here.office.config.school(answers.get("school", ""))
    return school.name if school else ""


VALUES: Mapping[str, tuple[tuple[str, ...], Callable[[Snapshot, Answers], Value]]] = {
    "when": (("time?", "appointment?"), _when),
    "where": (("how?", "appointment?"), _where),
    "coach": (("appointment?",), _coach),
    "also": (("interpreter?", "phone?"), _also),
    "help_numbers": ((), _help_numbers),
    "my_coach": ((), _my_coach),
    "choose_language": ((), _choose_language),
    "coming_count": ((), _coming_count),
    "new_school": (("school",), _new_school),
    "my_name": ((), lambda here, _: here.person.name),
    "role": ((), lambda here, _: here.office.config.role),
    "contact": ((), lambda here, _: here.office.config.municipality.contact),
    "my_call": ((), callbacks.my_call_value),
    "my_plans": ((), callbacks.my_plans_value),
    "call": (("call",), callbacks.call_value),
    "callee": (("call",), callbacks.callee_value),
    "call_day": (("call",), callbacks.call_day_value),
    "asked": (("message",), messages.asked_value),
    "asker": (("message",), messages.asker_value),
    "promised": ((), messages.promised_value),
    "phone_number": ((), lambda here, _: here.office.config.municipality.phone),
}

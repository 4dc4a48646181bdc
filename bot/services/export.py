"""All that is kept about a person, as one text to read."""

from collections.abc import Mapping

from bot.conversation.engine import Engine
from bot.conversation.words import LanguageName, Lines, Say, Value, say
from bot.services import callbacks, coach_export, messages, unfinished, voice_answers, waitlist
from bot.services.snapshot import Snapshot
from bot.services.talks import moment, still_open
from bot.services.values import NO, YES, summary, when
from bot.settings import COORDINATOR
from storage import appointments, audit, people
from storage.appointments import Appointment
from storage.database import Connection

TITLE = say("🔒 All that I keep about you.")
STATES: Mapping[str, Say] = {
    "booked": say("✅ Booked"),
    "cancelled": say("❌ Cancelled"),
    "held": say("✅ It was held"),
    "no_show": say("🚪 Nobody came"),
    "turned_away": say("❌ Cancelled at the door"),
}
ASKED: Mapping[int, Say] = {
    1: say("I asked you how it was."),
    2: say("You said how it was. What you said is counted without your name."),
}
DONE: Mapping[str, Say] = {
    "booked": say("You made an appointment."),
    "moved": say("You moved an appointment."),
    "cancelled": say("You cancelled an appointment."),
    "taken_over": say("You scanned the code of an appointment."),
    "coming": say("You said that you come."),
    "joined": say("You chose a school."),
    "linked": say("You opened the link of a coach."),
    "silent": say("You stopped the reminders."),
    "reminding": say("You asked for reminders."),
    "asked": say("You asked the coach something."),
    "call asked": say("You asked for a call."),
    "call cancelled": say("You took back that you want a call."),
    "waiting": say("You asked to hear of a free time."),
    "exported": say("You asked for all that I keep."),
}
REFUSED, TRIED = "refused: ", say("You tried something that is not for you.")
LEFT_OUT = say(
    "Not in this file: your last tap, and when messages left."
    " They only keep me from doing things twice."
)
AWAY = say("❗ The coach is not there then. Please choose another time.")


async def everything_about(connection: Connection, here: Snapshot, engine: Engine) -> Lines:
    """Tell a person all that is kept about them, in words."""
    chat = here.person.chat
    talks = await appointments.all_of_parent(connection, chat)
    notes = await audit.of(connection, f"parent {chat}")
    last = here.office.local(await people.seen(connection, chat)).date()
    parts: list[Value] = [TITLE, _person(here), say("You were last here on {day}.", day=last)]
    parts += await voice_answers.export(connection, here)
    parts += [_talk(here, item) for item in talks]
    parts += [*messages.kept(here), *await callbacks.kept(connection, here), *waitlist.kept(here)]
    parts += [*unfinished.begun(engine)]
    parts += await unfinished.waiting(connection, here.office, chat)
    parts += await coach_export.kept(connection, here)
    parts += [Lines((when(here.office, note.at), _done(note.what))) for note in notes]
    return Lines((*parts, LEFT_OUT), gap=True)


def _done(what: str) -> Value:
    """Tell what somebody did; what has no words here stands there as it is kept."""
    return TRIED if what.startswith(REFUSED) else DONE.get(what, what)


def _person(here: Snapshot) -> Value:
    person, school = here.person, here.school
    return Lines(
        (
            Say("🙂 {name}", {"name": person.name}),
            say("🌐 Language: {language}", language=LanguageName(person.language)),
            Say("🏫 {school}", {"school": school.name if school else "-"}),
            say("🔔 Reminders: {answer}", answer=YES if person.reminders else NO),
            say("Telegram number of this chat: {number}", number=f"{person.chat}"),
            *_links(here),
        )
    )


def _links(here: Snapshot) -> list[Value]:
    """Tell whose messages come in this chat, besides the own."""
    linked = [here.coach_id, COORDINATOR if here.coordinates else None]
    readers = [here.office.config.reader(name) for name in linked if name is not None]
    return [
        say("Messages for {name} come in this chat.", name=reader.name)
        for reader in readers
        if reader is not None
    ]


def _talk(here: Snapshot, item: Appointment) -> Value:
    coach = here.office.config.coach(item.coach)
    lines: list[Value] = [
        STATES[item.state],
        summary(here.office, item),
        Say("👤 {coach}", {"coach": coach.name if coach else item.coach}),
    ]
    if item.late:
        lines.append(say("⏱️ The coach was {minutes} minutes late.", minutes=item.late))
    if sent := still_open(here, item.id):
        asked = say("🔄 The coach asks for another time:")
        lines += [asked, *(moment(here.office, start) for start in sent)]
    if item.state == "booked" and here.rota.is_off(item):
        lines.append(AWAY)
    if item.asked in ASKED:
        lines.append(ASKED[item.asked])
    return Lines(tuple(lines))

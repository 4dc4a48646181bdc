"""All that is kept about a person, as one text to read."""

from collections.abc import Mapping

from bot.conversation.words import LanguageName, Lines, Say, Value, say, say_n
from bot.services.snapshot import Snapshot
from bot.services.values import NO, YES, summary, when
from storage import appointments, audit, outbox
from storage.appointments import Appointment
from storage.database import Connection

TITLE = say("🔒 All that I keep about you.")
STATES: Mapping[str, Say] = {"booked": say("✅ Booked"), "cancelled": say("❌ Cancelled")}
DONE: Mapping[str, Say] = {
    "booked": say("You made an appointment."),
    "moved": say("You moved an appointment."),
    "cancelled": say("You cancelled an appointment."),
    "coming": say("You said that you come."),
    "joined": say("You chose a school."),
    "linked": say("You opened the link of a coach."),
    "silent": say("You stopped the reminders."),
    "reminding": say("You asked for reminders."),
    "exported": say("You asked for all that I keep."),
}


async def everything_about(connection: Connection, here: Snapshot) -> Lines:
    """Tell a person all that is kept about them, in words."""
    chat = here.person.chat
    talks = await appointments.all_of_parent(connection, chat)
    notes = [note for note in await audit.of(connection, f"parent {chat}") if note.what in DONE]
    waiting = await outbox.waiting_for(connection, chat)
    parts: list[Value] = [TITLE, _person(here)]
    parts += [_talk(here, item) for item in talks]
    if here.place is not None:
        parts.append(say("📝 You have begun with answers. They are erased by themselves."))
    if waiting:
        parts.append(say_n("✉️ {count} message waits.", "✉️ {count} messages wait.", waiting))
    parts += [Lines((when(here.office, note.at), DONE[note.what])) for note in notes]
    return Lines(tuple(parts), gap=True)


def _person(here: Snapshot) -> Value:
    person, school = here.person, here.school
    return Lines(
        (
            Say("🙂 {name}", {"name": person.name}),
            say("🌐 Language: {language}", language=LanguageName(person.language)),
            Say("🏫 {school}", {"school": school.name if school else "-"}),
            say("🔔 Reminders: {answer}", answer=YES if person.reminders else NO),
            say("Telegram number of this chat: {number}", number=f"{person.chat}"),
        )
    )


def _talk(here: Snapshot, item: Appointment) -> Value:
    coach = here.office.config.coach(item.coach)
    return Lines(
        (
            STATES[item.state],
            summary(here.office, item),
            Say("👤 {coach}", {"coach": coach.name if coach else item.coach}),
        )
    )

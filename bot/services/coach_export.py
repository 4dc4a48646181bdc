"""What is kept of a coach's work, for the file with everything that this coach reads."""

from collections.abc import Mapping

from bot.conversation.words import Lines, Say, Value, say
from bot.services.absences import label
from bot.services.hours import my_week
from bot.services.snapshot import Snapshot
from bot.services.values import when
from storage import absences, audit
from storage.database import Connection

HOURS, AWAY = say("⏰ My hours"), say("🌴 I am away")
DONE: Mapping[str, Say] = {
    "proposed": say("You asked a parent for another time."),
    "called_off": say("You cancelled a talk."),
    "told": say("You said that you are late."),
    "noted": say("You said if a talk was held."),
    "booked_for": say("You booked a talk for a parent."),
    "talk_erased": say("You erased a talk."),
    "away": say("You said that you are away."),
    "back": say("You said that you are there after all."),
    "handed": say("You gave a talk to a colleague."),
    "to_choose": say("You let a parent choose another time."),
    "added": say("You added hours."),
    "changed": say("You changed your hours."),
    "removed": say("You took hours away."),
    "answered": say("You answered a question."),
    "closed": say("You said that a question needs no answer."),
    "called": say("You called a parent."),
    "not reached": say("You called a parent. Nobody answered."),
    "unlinked": say("You had everything about you erased."),
}


async def kept(connection: Connection, here: Snapshot) -> list[Value]:
    """Tell a coach the own hours and absences, and what the coach did: of no parent a word."""
    if here.coach_id is None:
        return []
    parts: list[Value] = [Lines((HOURS, my_week(here, {})), gap=True)]
    if away := await absences.of_coach(connection, here.coach_id):
        parts.append(Lines((AWAY, *(label(absence.span) for absence in away))))
    notes = await audit.of(connection, f"coach {here.coach_id}")
    told = [(when(here.office, note.at), DONE.get(note.what, note.what)) for note in notes]
    return [*parts, *map(Lines, told)]

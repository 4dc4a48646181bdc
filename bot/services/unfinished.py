"""What is kept of somebody for a while only: answers begun with, and messages that wait."""

import json
from collections.abc import Iterator

from bot.conversation.drawing import Drawing
from bot.conversation.engine import Engine
from bot.conversation.words import Lines, Value, say, unplain
from bot.services import voice_answers
from bot.services.office import Office
from bot.services.values import when
from storage import waiting as kept
from storage.database import Connection

BEGUN = say("📝 You have begun with these answers. They are erased by themselves:")
FOR_YOU = say("✉️ This message waits for you:")
FOR_COACH = say("✉️ This message waits for the coach:")


def begun(engine: Engine) -> Iterator[Value]:
    """Tell which answers somebody began with, by their labels where they have one."""
    place = engine.place
    conversation = engine.conversations.get(place.conversation) if place else None
    if place is None or conversation is None:
        return
    drawing = Drawing(conversation, place, engine.world)
    # An answer that no question asked is the id of a talk, which stands in the file too.
    asked = [item.id for item in conversation.questions if item.id in place.answers]
    yield Lines((BEGUN, *(_answer(drawing, name) for name in asked)))


def _answer(drawing: Drawing, name: str) -> Value:
    """Give an answer by its label, if there is one; what was said has no words."""
    given = drawing.place.answers[name]
    said = voice_answers.file_of(given) is not None
    return voice_answers.label(given) if said else drawing.words(f"{{{name}}}")


async def waiting(connection: Connection, office: Office, chat: int) -> list[Value]:
    """Tell what waits to be sent to somebody, or to a coach about them, and from when on."""
    told: list[Value] = []
    for letter in await kept.about(connection, chat):
        words = json.loads(letter.body)["text"]
        receiver = FOR_YOU if letter.chat == chat else FOR_COACH
        if words is not None:  # else it takes the buttons off a message, and says nothing
            told.append(Lines((receiver, when(office, letter.due), unplain(words))))
    return told

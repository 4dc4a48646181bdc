"""What waits between a person and a coach: questions, and calls to make."""

from dataclasses import dataclass

from bot.conversation.turn import Answers
from bot.settings import Config
from storage import callbacks, messages
from storage.callbacks import Callback, Callbacks
from storage.database import Connection
from storage.messages import Question, Questions
from storage.people import Person


@dataclass(frozen=True, slots=True)
class Mailbox:
    """What a parent waits for, and what waits for a coach at all schools of that coach.

    `told`, `told_call`: one question or call by itself, for who is not its coach.
    """

    asked: Questions
    call: Callback | None
    questions: Questions
    calls: Callbacks
    told: Question | None = None
    told_call: Callback | None = None

    def question(self, answers: Answers) -> Question | None:
        """Give the question of a coach's schools that a conversation is about."""
        wanted = answers.get("message", "")
        if self.told is not None and self.told.id == wanted:
            return self.told
        return self.questions.find(wanted)

    def to_call(self, answers: Answers) -> Callback | None:
        """Give the call, still to be made by a coach, that a conversation is about."""
        wanted = answers.get("call", "")
        if self.told_call is not None and self.told_call.id == wanted:
            return self.told_call
        return self.calls.find(wanted)


async def read(
    connection: Connection, config: Config, person: Person, coach_id: str | None
) -> Mailbox:
    """Read the mailbox of a person, who may be a parent, a coach, or both."""
    coach = config.coach(coach_id) if coach_id else None
    schools = coach.schools if coach else ()
    waits_for = (await callbacks.of_parent(connection, person.chat)).all
    return Mailbox(
        await messages.of_parent(connection, person.chat),
        waits_for[0] if waits_for else None,
        await messages.of_schools(connection, schools),
        await callbacks.of_schools(connection, schools),
    )

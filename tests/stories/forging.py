"""Forges buttons of every dialogue: who has them, what they are about, and whose that is."""

import asyncio
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from itertools import count

from hypothesis import strategies as some

from bot.conversation.model import Conversation, Question
from bot.conversation.screen import MOST_BYTES, Tap
from bot.conversation.turn import Place
from bot.handlers.taps import NO_BUTTON
from bot.services.dialogue import Incoming, hear
from bot.services.office import Office
from storage import coaches, conversations, people
from storage.people import Person
from tests.stories.busy import busy
from tests.stories.test_gate import _booked
from tests.stories.town import Town

ANSWERS = ("yes", "no", "~own", "money", "school", "phone", "2026-12-01", "2026-12-01T09:00Z", "nl")
# The victim's, and the one that bilal booked at the gate and nobody took over.
TALKS = "(SELECT id FROM appointments WHERE parent = ?1 OR (parent < 0 AND coach = 'bilal'))"
OF_TALKS = ("claims", "proposals", "decisions", "takeovers")
THEIRS = (
    f"SELECT * FROM appointments WHERE id IN {TALKS}",  # noqa: S608 - words of ours
    *(f"SELECT * FROM {table} WHERE appointment IN {TALKS}" for table in OF_TALKS),  # noqa: S608
    "SELECT * FROM messages WHERE parent = ?",
    "SELECT * FROM callbacks WHERE parent = ?",
    # Not how often a free time was told: others make times free.
    """SELECT parent, id, school, kind, topic, interpreter, appointment, since, until
        FROM waiting_list WHERE parent = ?""",
    "SELECT chat, name, language, school, reminders FROM people WHERE chat = ?",
    "SELECT place, tapped FROM places WHERE chat = ?",
    "SELECT coach, chat FROM coach_links WHERE coach <> 'anna' AND 0 <> ?",
    "SELECT coach, used FROM invitations WHERE 0 <> ?",
    "SELECT * FROM weekly_hours WHERE coach <> 'anna' AND 0 <> ?",
    "SELECT * FROM absences WHERE coach <> 'anna' AND 0 <> ?",
    "SELECT * FROM kept_free WHERE coach <> 'anna' AND 0 <> ?",
    "SELECT * FROM waiting_list WHERE parent = ?",
    "SELECT * FROM voice_answers WHERE parent = ?",
    f"""SELECT id, chat, coach, kind, body, appointment, due, about FROM letters
        WHERE (chat = ?1 OR about = ?1 OR appointment IN {TALKS})
          AND (appointment IS NULL OR appointment NOT IN (SELECT id FROM waiting_list))""",  # noqa: S608
)
GIVEN = {  # what was answered before, in a round of questions that somebody opened
    "topic": "money",
    "how": "school",
    "time": "2026-12-02T09:00Z",
    "interpreter": "no",
    "phone": "0612345678",
    "language": "nl",
    "name": "Boef",
    "school": "hardenberg",
    "first": "2026-12-01",
    "last": "2026-12-02",
}
ROUND = "f0f0"  # the tag of that round
_updates = count(5_000_000)


@dataclass(frozen=True, slots=True)
class Button:
    """A button as a dialogue draws it, but for what it is about; `does` is its deed, if any."""

    dialogue: Conversation
    question: Question
    answer: str
    does: str | None = None

    @property
    def is_round(self) -> bool:
        """Whether it belongs to a round of questions, which somebody has to open."""
        return not self.dialogue.standing

    def tap(self, tag: str) -> Tap:
        """Give what it carries."""
        return Tap(self.dialogue.name, tag, self.question.id, self.answer)


def _fits(tap: Tap) -> bool:
    """Tell whether a button can carry this: Telegram takes no more."""
    parts = (tap.conversation, tap.tag, tap.question, tap.answer)
    return len(":".join(parts).encode()) <= MOST_BYTES


def _buttons(conversations: Iterable[Conversation]) -> list[Button]:
    """List every button; where the choices depend on the moment, something like it."""
    return [
        Button(dialogue, question, answer, does)
        for dialogue in conversations
        for question in dialogue.questions
        for answer, does in _answers(question)
    ]


def _answers(question: Question) -> list[tuple[str, str | None]]:
    """Give what can be answered, and the deed that it asks for."""
    choices = [(choice.id, choice.does or question.does) for choice in question.choices]
    if question.offers or not choices:
        return [*choices, *((answer, question.does) for answer in ANSWERS)]
    return choices


class Street:
    """A parent of whom there is everything, a coach, and three who try what is not theirs."""

    def __init__(self, runner: asyncio.Runner, town: Town) -> None:
        self.runner, self.town = runner, town
        self.office: Office
        self.victim = 0
        self.actors: list[int] = []
        self.things: dict[str, str] = {}  # by what a button is about
        self.tags: list[str] = []
        self.heard: list[int] = []

    async def settle(self) -> None:
        """Let the victim book, and the others be there."""
        await self.town.start()
        assert self.town.app is not None
        self.office = self.town.app.office
        somebody = await busy(self.town)
        await _booked(somebody.coach, language="Nederlands", day=3)
        self.victim = somebody.parent.phone.chat_id
        others = [await self.town.parent("Sanne"), await self.town.coach("anna")]
        self.actors = [each.phone.chat_id for each in [*others, self.town.somebody("Vreemd")]]
        await self._name_things()
        [(place,)] = await self.town.rows("SELECT count(*) FROM places")
        self.tags = [*self.things.values(), "bilal", "anna", "lutten", "", f"{place}", "0123"]
        self.town.app.outbox.stop()  # what they are told in answer does not matter here
        self.heard = [number for (number,) in await self.town.rows("SELECT id FROM updates")]

    async def _name_things(self) -> None:
        """Name one thing of each kind that a button can be about, and none of the actors has."""
        rows = self.town.rows
        [(talk,)] = await rows("SELECT appointment FROM proposals GROUP BY appointment")
        [(gate,)] = await rows("SELECT id FROM appointments WHERE parent < 0")
        [(message,)] = await rows("SELECT id FROM messages WHERE answered IS NULL")
        [(call,)] = await rows("SELECT id FROM callbacks")
        [(absence,)] = await rows("SELECT id FROM absences")
        [(start,)] = await rows("SELECT start FROM appointments WHERE id = ?", talk)
        self.things = {
            **dict.fromkeys(("appointment", "talk", "past"), talk),
            "gate": gate,
            "message": message,
            "call": call,
            "absence": absence,
            "hours": "0-0900-hardenberg",
            "freed": f"{start // 60}",
            "coach": "bilal",
            "school": "hardenberg",
            "origin": f"appointment.{talk}",
        }

    def theirs(self) -> list[object]:
        """Read all that only the victim, or a coach, may change."""

        async def read() -> list[object]:
            return [await self.town.rows(sql, self.victim) for sql in THEIRS]

        return self.runner.run(read())

    def buttons(self) -> list[Button]:
        """List the buttons of all dialogues."""
        return _buttons(self.office.conversations.values())

    def forged(self) -> some.SearchStrategy[tuple[Button | None, Tap]]:
        """Give buttons that are ours but for what they are about, and any data that fits in one.

        Of ours the half asks for a deed. Most are about what is the victim's.
        """
        ours = self.buttons()
        doing = [button for button in ours if button.does]
        tags = some.sampled_from(["", *self.tags]) | some.text(max_size=8)
        button = some.sampled_from(doing) | some.sampled_from(ours)
        forged = some.tuples(button, some.none() | some.none() | tags).map(
            lambda drawn: (drawn[0], drawn[0].tap(self.tag(drawn[0], drawn[1])))
        )
        anything = some.text(max_size=MOST_BYTES).map(
            lambda data: (None, Tap.unpack(data) or NO_BUTTON)
        )
        return forged.filter(lambda pair: _fits(pair[1])) | anything

    def tag(self, button: Button, other: str | None = None) -> str:
        """Give the tag with which a button is about what is the victim's; or another one."""
        about = button.dialogue.about
        right = ROUND if button.is_round else self.theirs_of(about) if about else ""
        return right if other is None else other

    def targets(self, button: Button) -> set[str]:
        """Give the tags of all that a button can be about and that is of none who try."""
        gate = {self.things["gate"]} if button.dialogue.about == "talk" else set()
        return {self.tag(button), *(gate if not button.is_round else ())}

    def theirs_of(self, about: str) -> str:
        """Name a thing that is not of those who try."""
        return self.things[about]

    def press(self, chat: int, button: Button, tap: Tap) -> None:
        """Let somebody tap a button; one of a round as if that round were open there.

        What was answered in it before is made up. A deed that cannot read it raises, and that
        undoes all.
        """
        if button.is_round and tap.tag == ROUND:
            self.runner.run(self._open(chat, button))
            with suppress(LookupError, ValueError):
                self.hear(chat, tap)
            self.runner.run(self._save(chat, None))  # so that nobody goes on with what is made up
        else:
            self.hear(chat, tap)

    async def _open(self, chat: int, button: Button) -> None:
        about = button.dialogue.about
        given = {about: self.theirs_of(about)} if about else {}
        answers = {question.id: GIVEN.get(question.id, "0123") for question in self._before(button)}
        answers = GIVEN | answers | given
        place = Place(button.dialogue.name, ROUND, button.question.id, answers, tuple(given))
        await self._save(chat, place)

    async def _save(self, chat: int, place: Place | None) -> None:
        async with self.office.database.transaction() as connection:
            await conversations.save(connection, chat, place, "", self.town.clock())

    def _before(self, button: Button) -> tuple[Question, ...]:
        questions = button.dialogue.questions
        return questions[: questions.index(button.question)]

    def go_on(self, chat: int, number: int) -> None:
        """Tap any button of the question that is open now, as its owner can."""
        place, _ = self.runner.run(conversations.find(self.office.database.reader, chat))
        if place is None:
            return
        question = self.office.conversations[place.conversation].question(place.question)
        assert question is not None
        answers = _answers(question)
        answer, _ = answers[number % len(answers)]
        self.hear(chat, Tap(place.conversation, place.tag, place.question, answer))

    def come_back(self) -> None:
        """Make everybody again what they were: some had themselves erased."""

        async def make() -> None:
            async with self.office.database.transaction() as connection:
                now = self.town.clock()
                await coaches.link(connection, "anna", self.actors[1], now)
                sanne = Person(self.actors[0], "Sanne", "nl", school="hardenberg")
                await people.save(connection, sanne, now)
                for actor in self.actors:  # what they were answered does not matter here
                    await connection.run("DELETE FROM letters WHERE chat = ?", actor)

        self.runner.run(make())

    def hear(self, chat: int, heard: Tap, *, update: int | None = None) -> None:
        """Let the program hear it."""
        number = next(_updates) if update is None else update
        incoming = Incoming(number, chat, "Boef", "nl", None, number % 7)
        self.runner.run(hear(self.office, incoming, heard))

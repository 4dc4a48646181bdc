"""Forged and replayed callbacks: thousands of them change nothing that is somebody else's."""

import asyncio
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some

from bot.conversation.model import Question
from bot.conversation.screen import MOST_BYTES, Tap
from bot.handlers.taps import NO_BUTTON
from bot.services.dialogue import Incoming, hear
from bot.services.office import Office
from bot.settings import Config
from storage import conversations
from tests.stories.town import Town
from tests.stories.ways import book

CASES = 10_000  # taps, in pairs: a forged one, and one that follows it up
ANSWERS = ("yes", "no", "~own", "money", "school", "phone", "2026-12-01", "2026-12-01T09:00Z", "nl")
THEIRS = (
    "SELECT * FROM appointments WHERE parent = ?",
    "SELECT * FROM claims WHERE appointment IN (SELECT id FROM appointments WHERE parent = ?)",
    "SELECT chat, name, language, school, reminders FROM people WHERE chat = ?",
    "SELECT place, tapped FROM places WHERE chat = ?",
    "SELECT coach, chat FROM coach_links WHERE 0 <> ?",
    "SELECT coach, used FROM invitations WHERE 0 <> ?",
    "SELECT * FROM weekly_hours WHERE 0 <> ?",
    "SELECT id, due FROM letters WHERE kind = 'reminder' AND ended IS NULL AND chat = ?",
)
_updates = count(5_000_000)


def _fits(tap: Tap) -> bool:
    """Tell whether a button can carry this: Telegram takes no more."""
    parts = (tap.conversation, tap.tag, tap.question, tap.answer)
    return len(":".join(parts).encode()) <= MOST_BYTES


def _answers(question: Question) -> list[str]:
    """Give what can be answered, or something like it where the choices depend on the moment."""
    choices = [choice.id for choice in question.choices]
    return [*choices, *ANSWERS] if question.offers or not choices else choices


class Street:
    """A parent with a talk, a coach, and three who try what is not theirs, in one loop."""

    def __init__(self, runner: asyncio.Runner, town: Town) -> None:
        self.runner, self.town = runner, town
        self.office: Office
        self.victim = 0
        self.actors: list[int] = []
        self.tags: list[str] = []
        self.heard: list[int] = []

    async def settle(self) -> None:
        """Let the victim book, and the others be there."""
        await self.town.start()
        assert self.town.app is not None
        self.office = self.town.app.office
        parent = await self.town.parent("Fatima")
        await book(parent, day=1)
        self.victim = parent.phone.chat_id
        others = [await self.town.parent("Sanne"), await self.town.coach("anna")]
        self.actors = [each.phone.chat_id for each in [*others, self.town.somebody("Vreemd")]]
        [(talk, *_)] = await self.town.booked()
        [(place,)] = await self.town.rows("SELECT count(*) FROM places")
        self.tags = [talk, "bilal", "anna", "lutten", "hardenberg", "", f"{place}", "0123"]
        self.town.app.outbox.stop()  # what they are told in answer does not matter here
        self.heard = [number for (number,) in await self.town.rows("SELECT id FROM updates")]

    def theirs(self) -> list[object]:
        """Read all that only the victim, or a coach, may change."""

        async def read() -> list[object]:
            return [await self.town.rows(sql, self.victim) for sql in THEIRS]

        return self.runner.run(read())

    def taps(self) -> some.SearchStrategy[Tap]:
        """Give buttons that are ours but for what they are about, and any data that fits in one."""
        ours = [
            (dialogue.name, question.id, answer)
            for dialogue in self.office.conversations.values()
            for question in dialogue.questions
            for answer in _answers(question)
        ]
        talk = some.just(self.tags[0])
        tags = talk | some.sampled_from(self.tags) | some.text(max_size=8)
        forged = some.tuples(some.sampled_from(ours), tags).map(
            lambda parts: Tap(parts[0][0], parts[1], *parts[0][1:])
        )
        anything = some.text(max_size=MOST_BYTES).map(lambda data: Tap.unpack(data) or NO_BUTTON)
        return forged.filter(_fits) | anything

    def go_on(self, chat: int, number: int) -> None:
        """Tap any button of the question that is open now, as its owner can."""
        place, _ = self.runner.run(conversations.find(self.office.database.reader, chat))
        if place is None:
            return
        question = self.office.conversations[place.conversation].question(place.question)
        assert question is not None
        answers = _answers(question)
        answer = answers[number % len(answers)]
        self.hear(chat, Tap(place.conversation, place.tag, place.question, answer))

    def hear(self, chat: int, heard: Tap, *, update: int | None = None) -> None:
        """Let the program hear it."""
        number = next(_updates) if update is None else update
        incoming = Incoming(number, chat, "Boef", "nl", None, number % 7)
        self.runner.run(hear(self.office, incoming, heard))


@pytest.fixture
def street(tmp_path: Path, config: Config) -> Iterator[Street]:
    with asyncio.Runner() as runner:
        street = Street(runner, Town(tmp_path, config))
        runner.run(street.settle())
        yield street
        runner.run(street.town.stop())


def test_ten_thousand_forged_and_replayed_buttons_change_nothing_of_others(street: Street) -> None:
    before = street.theirs()
    cases = count()

    @settings(
        max_examples=CASES // 2,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(
        some.sampled_from(street.actors),
        street.taps(),
        some.integers(0, 11),
        some.sampled_from(street.heard),
    )
    def forged(actor: int, tap: Tap, choice: int, old: int) -> None:
        number = next(cases)
        street.hear(actor, tap)
        street.go_on(actor, choice)
        if number % 20 == 0:
            street.hear(street.victim, tap, update=old)  # Telegram gives an old update once more
        if number % 50 == 0:
            assert street.theirs() == before, (actor, tap)

    forged()
    assert next(cases) >= CASES // 2
    assert street.theirs() == before

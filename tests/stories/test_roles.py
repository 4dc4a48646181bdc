"""Every button and every command, tapped by everybody: who may do what stands in one table."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import count

import pytest

from bot.conversation.model import Conversation, Question
from bot.conversation.screen import Tap
from bot.conversation.turn import Place
from bot.scheduling.calendar import Span
from bot.services import snapshot
from bot.services.commands import command
from bot.services.deeds import DEEDS
from bot.services.dialogue import Incoming, hear
from bot.services.office import Office
from bot.services.roles import MAY, Role, roles_of
from bot.services.world import Here
from storage import absences, coaches, conversations, people
from storage.people import Person
from tests.stories.town import Somebody, Town
from tests.stories.ways import ask, book, want_call

STRAIGHT = pytest.mark.parametrize("town", ["straight"], indirect=True)

TAG = "0123"
ABSENCE = "0123456789"  # of another coach
QUESTION = "9876543210"  # of the other parent, to another coach; and the call they want
MOST = 3  # of a grid
COMMANDS = (
    ("start", ""),
    ("start", "school_lutten"),
    ("start", "school_nowhere"),
    ("start", "coach_guessed"),
    ("menu", ""),
    ("help", ""),
    ("privacy", ""),
    ("agenda", ""),
    ("unknown", ""),
)
# what belongs to others than the one who taps
THEIRS = (
    "SELECT * FROM appointments WHERE parent <> ? ORDER BY id",
    "SELECT * FROM claims WHERE appointment IN (SELECT id FROM appointments WHERE parent <> ?)",
    "SELECT chat, school, language, reminders FROM people WHERE chat <> ? ORDER BY chat",
    "SELECT coach, chat FROM coach_links WHERE chat <> ? ORDER BY coach",
    "SELECT coach, used FROM invitations WHERE 0 <> ? ORDER BY hash",
    "SELECT * FROM absences WHERE 0 <> ? AND coach = 'bilal'",
    "SELECT * FROM weekly_hours WHERE 0 <> ? AND coach = 'bilal' ORDER BY school, weekday, start",
    "SELECT * FROM decisions WHERE 0 <> ? AND coach = 'bilal'",
    "SELECT * FROM messages WHERE parent <> ? ORDER BY id",
    "SELECT * FROM callbacks WHERE parent <> ? ORDER BY id",
)
_updates = count(1_000_000)


@dataclass(frozen=True)
class Button:
    """A button of a dialogue, as anybody could forge it."""

    conversation: Conversation
    question: Question
    tag: str
    answer: str
    deed: str | None

    @property
    def tap(self) -> Tap:
        return Tap(self.conversation.name, self.tag, self.question.id, self.answer)


def _subject(conversation: Conversation, appointment: str) -> str:
    known = {
        "appointment": appointment,
        "talk": appointment,
        "past": appointment,
        "school": "lutten",
        "coach": "bilal",
        "absence": ABSENCE,
        "message": QUESTION,
        "call": QUESTION,
        "hours": "0-0900-hardenberg",
    }
    return known.get(conversation.about or "", "")


def _buttons(office: Office, here: snapshot.Snapshot, appointment: str) -> Iterator[Button]:
    """Give every choice of every question, also those that nobody is offered now."""
    for conversation in office.conversations.values():
        subject = _subject(conversation, appointment)
        tag = subject if conversation.standing else TAG
        for question in conversation.questions:
            gate = AT_THE_GATE if conversation.name == "desk_book" else {}
            offered = Here(here).offer(question.offers, ANSWERS | gate) if question.offers else ()
            if question.columns > 1:  # of a grid, such as the days of a year, all do the same
                offered = [choice for choice in offered if not choice.blank][:MOST]
            for choice in [*question.choices, *offered]:
                deed = choice.does or question.does
                yield Button(conversation, question, tag, choice.id, deed)


ANSWERS = {
    "how": "school",
    "topic": "money",
    "day": "2026-12-01",
    "time": "2026-12-01T09:00Z",
    "what": "days",
    "first": "2026-12-01",
    "last": "2026-12-02",
    "weekday": "5",
    "part": "morning",
    "from": "09:00",
    "until": "12:00",
}
AT_THE_GATE = {"at": "lutten", "called": "Amina", "speaks": "ar"}


async def _here(town: Town, chat: int) -> snapshot.Snapshot:
    assert town.app is not None
    office = town.app.office
    person = await people.find(office.database.reader, chat) or Person(chat, "Vreemd", "nl")
    return await snapshot.take(office.database.reader, office, person, None)


async def _theirs(town: Town, chat: int) -> list[object]:
    return [await town.rows(sql, chat) for sql in THEIRS]


async def _refused(town: Town) -> list[str]:
    rows = await town.rows("SELECT what FROM audit WHERE what LIKE 'refused%' ORDER BY id")
    return [what for (what,) in rows]


def _incoming(chat: int) -> Incoming:
    return Incoming(next(_updates), chat, "Sanne", "nl", None, 5)


async def _everybody(town: Town) -> tuple[dict[Role, Somebody], Somebody]:
    """Somebody of each role, and another parent, who has a talk."""
    victim = await town.parent("Fatima")
    await book(victim, day=1)
    await ask(victim, "Wanneer is zwemles?")
    await want_call(victim)
    assert town.app is not None
    async with town.app.office.database.transaction() as connection:
        days = Span(date(2026, 12, 24), date(2026, 12, 31))
        await absences.add(connection, "bilal", days, town.clock())
        await connection.run("UPDATE absences SET id = ?", ABSENCE)
        await connection.run("UPDATE messages SET id = ?", QUESTION)
        await connection.run("UPDATE callbacks SET id = ?", QUESTION)
    actors = {
        Role.STRANGER: town.somebody("Vreemd"),
        Role.PARENT: await town.parent("Sanne"),
        Role.COACH: await town.coach("anna"),
        Role.COORDINATOR: await town.coach("coordinator"),
    }
    return actors, victim


@STRAIGHT
async def test_every_button_does_for_each_role_what_the_table_says(town: Town) -> None:
    assert town.app is not None
    office = town.app.office
    actors, _ = await _everybody(town)
    [(appointment, *_)] = await town.booked()
    tapped, stopped = 0, set[tuple[Role, str]]()
    for role, actor in actors.items():
        chat = actor.phone.chat_id
        before = await _theirs(town, chat)
        for button in _buttons(office, await _here(town, chat), appointment):
            allowed = bool(roles_of(await _here(town, chat)) & MAY.get(button.deed or "", set()))
            refused = len(await _refused(town))
            answers = {**ANSWERS, button.conversation.about or "": appointment}
            answers |= AT_THE_GATE if button.conversation.name == "desk_book" else {}
            place = Place(button.conversation.name, TAG, button.question.id, answers)
            async with office.database.transaction() as connection:
                await conversations.save(connection, chat, place, "", office.now())
            await hear(office, _incoming(chat), button.tap)
            words = (role, button.tap, button.deed)
            news = (await _refused(town))[refused:]
            if button.deed is not None and not allowed:
                assert news in ([f"refused: {button.deed}"], []), words
            else:
                assert news == [], words
            assert await _theirs(town, chat) == before, words
            stopped |= {(role, word.removeprefix("refused: ")) for word in news}
            tapped += 1
            if button.deed in {"erase", "join", "switch"} and role is not Role.PARENT:
                await _reset(town, chat, role)
    assert tapped > 3 * 60
    assert stopped >= {(Role.STRANGER, "book"), (Role.COACH, "book")}


async def _reset(town: Town, chat: int, role: Role) -> None:
    """Let somebody without a school be without one again, and a coach be a coach."""
    assert town.app is not None
    async with town.app.office.database.transaction() as connection:
        await connection.run("UPDATE people SET school = NULL WHERE chat = ?", chat)
        if role is Role.COACH:
            await coaches.link(connection, "anna", chat, town.clock())
        if role is Role.COORDINATOR:
            await coaches.link(connection, "coordinator", chat, town.clock(), coaches.COORDINATOR)


@STRAIGHT
@pytest.mark.parametrize("role", list(Role))
async def test_every_command_changes_nothing_of_others(town: Town, role: Role) -> None:
    assert town.app is not None
    actors, _ = await _everybody(town)
    chat = actors[role].phone.chat_id
    before = await _theirs(town, chat)
    for name, payload in COMMANDS:
        refused = len(await _refused(town))
        await command(town.app.office, _incoming(chat), name, payload)
        news = (await _refused(town))[refused:]
        forbidden = name == "agenda" and role is not Role.COACH
        assert news == (["refused: show_agenda"] if forbidden else []), (role, name)
        assert await _theirs(town, chat) == before, (role, name)


@STRAIGHT
async def test_a_forbidden_deed_is_refused_even_where_a_dialogue_offers_it(town: Town) -> None:
    """The table decides, not the buttons: a stranger's place is put where only parents come."""
    assert town.app is not None
    office, stranger = town.app.office, town.somebody("Vreemd")
    chat = stranger.phone.chat_id
    place = Place("booking", TAG, "check", ANSWERS)
    async with office.database.transaction() as connection:
        await people.save(connection, Person(chat, "Vreemd", "nl"), office.now())
        await conversations.save(connection, chat, place, "", office.now())
    conversation = office.conversations["booking"]
    [deed] = [c for q in conversation.questions for c in q.choices if c.does == "book"]
    question = next(q for q in conversation.questions if deed in q.choices)
    place = Place("booking", TAG, question.id, ANSWERS)
    async with office.database.transaction() as connection:
        await conversations.save(connection, chat, place, "", office.now())
    await hear(office, _incoming(chat), Tap("booking", TAG, question.id, deed.id))
    assert await _refused(town) == ["refused: book"]
    assert await town.booked() == []


def test_the_table_names_every_deed_and_nothing_else() -> None:
    assert set(MAY) == set(DEEDS)

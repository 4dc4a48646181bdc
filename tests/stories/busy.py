"""A parent of whom everything is kept that can be kept, and a coach who had a hand in all of it."""

from dataclasses import dataclass

from tests.stories.saying import book_by_voice, say
from tests.stories.test_gate import _booked
from tests.stories.test_privacy import CHAT
from tests.stories.test_waiting_list import wait
from tests.stories.town import Somebody, Town
from tests.stories.ways import ask, replies, told_of, want_call

NAME, ASKED = "Amina", "Wanneer is de zwemles?"


@dataclass(frozen=True)
class Busy:
    """The parent, the coach, and the ids of the parent's talks, questions and calls."""

    parent: Somebody
    coach: Somebody
    ids: frozenset[str]


async def busy(town: Town) -> Busy:
    """Use everything of a coach's day once, for one parent, without restarts."""
    restarts, town.restarts = town.restarts, False
    coach = await town.coach("bilal")
    payload = await _booked(coach, language="Nederlands", day=2)
    town._next = CHAT - 1  # a number that nothing else looks like
    parent = town.somebody("A.", "nl")
    await parent.start(payload)
    await book_by_voice(parent, day=0)  # today
    await _hands_on(coach)
    await ask(parent, "Is er vandaag les?")
    await replies(coach, told_of(coach, "vandaag les"), "Ja.")
    await ask(parent, ASKED)
    await want_call(parent)
    await wait(parent)
    await parent.type("/menu")
    await parent.tap("⚙️")
    await parent.tap("🙂")
    await say(parent)
    await coach.type("/menu")
    town.restarts = restarts
    return Busy(parent, coach, frozenset(await _ids(town)))


async def _hands_on(coach: Somebody) -> None:
    """Propose another time for one talk, and say of the other what happens as the coach is ill."""
    await coach.type("/menu")
    await coach.tap("🗓️")
    await coach.tap(next(button for button in coach.buttons if button.startswith("do ")))
    await coach.tap("🔄")
    await coach.tap("✅")
    await coach.type("/menu")
    await coach.tap("🌴")
    await coach.tap("🤒")
    await coach.tap("❗")
    await coach.tap("✅")


async def _ids(town: Town) -> set[str]:
    tables = ("appointments", "messages", "callbacks", "waiting_list")
    rows = [await town.rows(f"SELECT id FROM {table}") for table in tables]  # noqa: S608 - ours
    return {name for found in rows for (name,) in found}

"""A hundred parents want the same time at once: one gets it, the others get other times."""

import pytest

from storage import conversations, people
from storage.people import Person
from tests.stories.town import Somebody, Town
from tests.stories.ways import first_time, to_days

PARENTS = 100


async def crowd(town: Town, count: int) -> list[Somebody]:
    """Give so many parents who were welcomed before."""
    assert town.app is not None
    parents = [town.somebody(f"Parent {number}") for number in range(count)]
    async with town.app.office.transaction() as connection:
        for parent in parents:
            parent.phone.started = True
            known = Person(parent.phone.chat_id, parent.phone.first_name, "nl", "hardenberg")
            await people.save(connection, known, town.clock())
    return parents


async def at_the_time(town: Town, parents: list[Somebody]) -> None:
    """Bring all of them to the times of Wednesday, as the first one came there."""
    await to_days(parents[0])
    await parents[0].tap(parents[0].buttons[1])
    while not parents[0].buttons[0][0].isdigit():
        await parents[0].tap(parents[0].buttons[0])
    place = await parents[0].place()
    assert town.app is not None
    async with town.app.office.transaction() as connection:
        for parent in parents:
            await conversations.save(connection, parent.phone.chat_id, place, "", town.clock())


async def choose(town: Town, parents: list[Somebody], times: list[str]) -> None:
    """Let each choose a time, by typing what stands on its button, and see the summary."""
    numbers = [parent.phone.type(time) for parent, time in zip(parents, times, strict=True)]
    await town.quiet(numbers[-1])


@pytest.mark.parametrize("town", ["straight"], indirect=True)
async def test_of_a_hundred_who_confirm_the_same_time_exactly_one_wins(town: Town) -> None:
    coach, parents = await town.coach("bilal"), await crowd(town, PARENTS)
    await at_the_time(town, parents)
    await choose(town, parents, ["08:30"] * PARENTS)
    told = len(coach.everything)
    await town.stop_program()
    last = [parent.phone.tap_text("✅") for parent in parents][-1]
    await town.start_program()
    await town.quiet(last)

    [(appointment, winner, _, start)] = await town.booked()
    assert len(coach.everything) == told + 1
    assert await town.rows("SELECT DISTINCT appointment FROM claims") == [(appointment,)]
    taken = town.outcome("booking", "taken")
    losers = [parent for parent in parents if parent.phone.chat_id != winner]
    assert len(losers) == PARENTS - 1
    for loser in losers:
        assert loser.reads.startswith(taken)
        place = await loser.place()
        assert place is not None
        assert place.question == "day"
        assert not any(message.document for message in loser.phone.messages)

    await first_time(losers[0], 1)
    await losers[0].tap("✅")
    assert min(when for *_, when in await town.booked()) == start
    assert len(await town.booked()) == 2


async def test_of_two_whose_talks_would_overlap_one_wins(town: Town) -> None:
    one, two = await crowd(town, 2)
    await at_the_time(town, [one, two])
    await choose(town, [one, two], ["08:30", "08:45"])
    one.phone.tap_text("✅")
    await town.quiet(two.phone.tap_text("✅"))
    assert len(await town.booked()) == 1

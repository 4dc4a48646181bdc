"""Who sends too much is slowed down: a person kindly, a script hard, and nobody else."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.services.coaches import invite
from bot.services.dialogue import SLOWLY
from bot.services.flood import Flood, Flow
from tests.stories.town import Town

STRAIGHT = pytest.mark.parametrize("town", ["straight"], indirect=True)
NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)


class Clock:
    """Stands until it is moved."""

    def __init__(self) -> None:
        self.moment = NOON

    def __call__(self) -> datetime:
        return self.moment

    def go(self, seconds: float) -> None:
        self.moment += timedelta(seconds=seconds)


async def _strict(town: Town, burst: int) -> None:
    await town.stop_program()
    await town.start_program(flood=Flood(town.clock, burst=burst))


@STRAIGHT
async def test_a_person_who_taps_too_fast_is_asked_once_to_wait_and_heard_again(
    town: Town,
) -> None:
    parent = await town.parent()
    await _strict(town, burst=3)
    for _ in range(3):
        await parent.type("/help")
        assert "112" in parent.reads
    await parent.type("/help")
    assert parent.reads.startswith(town.says(SLOWLY))
    heard = len(parent.everything)
    await parent.type("/help")
    assert len(parent.everything) == heard
    town.clock.moment += timedelta(seconds=3)
    await parent.type("/help")
    assert "112" in parent.reads


@STRAIGHT
async def test_a_tap_too_many_is_answered_for_a_moment_only(town: Town) -> None:
    parent = await town.parent()
    await _strict(town, burst=1)
    await parent.type("/menu")
    heard = len(parent.everything)
    await parent.tap("🆘")
    assert len(parent.everything) == heard
    assert parent.phone.toasts[-1].text == town.says(SLOWLY)


@STRAIGHT
async def test_a_script_costs_no_transaction_and_harms_nobody_else(town: Town) -> None:
    script, parent = await town.parent("Robot"), await town.parent("Sanne")
    await _strict(town, burst=10)
    for _ in range(200):
        last = script.phone.type("/menu")
    await town.quiet(last)
    (heard,) = (await town.rows("SELECT count(*) FROM updates"))[0]
    assert heard <= 10 + 1 + 20  # what came before the limit, and the asking
    await parent.type("/help")
    assert "112" in parent.reads


@STRAIGHT
async def test_who_guesses_invitations_is_not_even_looked_up_after_five(town: Town) -> None:
    assert town.app is not None
    guesser = await town.parent()
    for number in range(5):
        await guesser.start(f"coach_guess{number}")
    link = await invite(town.app.office.database, "anna", town.clock())
    await guesser.start(link)  # even the right one
    assert guesser.reads.startswith(town.outcome("invitation", "unknown"))
    assert await town.rows("SELECT coach FROM coach_links") == []
    coach = town.somebody("Coach")
    await coach.start(link)
    assert await town.rows("SELECT coach FROM coach_links") == [("anna",)]


def test_a_script_has_to_be_quiet_for_a_while() -> None:
    clock = Clock()
    flood = Flood(clock, burst=5, per_second=1, debt=60)
    answers = [flood.weigh(1) for _ in range(500)]
    assert answers.count(Flow.HEAR) == 5
    assert answers.count(Flow.ASK_TO_WAIT) == 1
    clock.go(30)
    assert flood.weigh(1) is Flow.IGNORE
    clock.go(62)
    assert flood.weigh(1) is Flow.HEAR


def test_a_bucket_gets_back_what_time_gives_and_never_more_than_it_holds() -> None:
    clock = Clock()
    flood = Flood(clock, burst=5, per_second=1)
    clock.go(3600)
    assert [flood.weigh(1) for _ in range(6)].count(Flow.HEAR) == 5


def test_a_clock_that_is_set_back_gives_nothing_and_takes_nothing() -> None:
    clock = Clock()
    flood = Flood(clock, burst=2, per_second=1)
    flood.weigh(1)
    clock.go(-3600)
    assert flood.weigh(1) is Flow.HEAR
    assert flood.weigh(1) is Flow.ASK_TO_WAIT


def test_quiet_chats_cost_no_memory() -> None:
    clock = Clock()
    flood = Flood(clock, burst=2, per_second=1)
    for chat in range(30_000):
        flood.weigh(chat)
        clock.go(0.001)
    assert len(flood._buckets) <= 10_001

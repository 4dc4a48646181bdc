"""Misbehaviour by chance, and what the simulator remembers of it."""

from collections import Counter
from random import Random

import aiohttp
import pytest

from bot.simulator import Fault, Phone, Simulator
from bot.simulator.weather import CALLS, POLL, POLLS, Weather
from tests.simulator.conftest import Bot, Clock


@pytest.mark.parametrize(("method", "faults"), [("sendMessage", CALLS), (POLL, POLLS)])
def test_each_kind_strikes_first_once_and_then_as_often_as_it_weighs(
    method: str, faults: dict[Fault, int]
) -> None:
    weather = Weather(Random(1), calls=1, polls=1)
    struck = [weather(method, 1) for _ in range(sum(faults.values()))]
    assert set(struck[: len(faults)]) == set(faults)
    assert Counter(struck) == Counter(faults)


def test_the_same_seed_strikes_the_same_calls() -> None:
    one, other = Weather(Random(7)), Weather(Random(7))
    struck = [one("sendMessage", 1) for _ in range(500)]
    assert struck == [other("sendMessage", 1) for _ in range(500)]
    assert 10 < sum(fault is not None for fault in struck) < 60


async def test_weather_strikes_where_no_fault_waits_until_the_faults_are_cleared(
    bot: Bot, sim: Simulator
) -> None:
    sim.faults.weather = lambda method, _: Fault(status=502) if method == "getMe" else None
    sim.faults.add(Fault("getMe", status=403))
    assert (await bot.refusal("getMe"))[0] == 403
    assert (await bot.refusal("getMe"))[0] == 502
    await bot.call("getUpdates")
    sim.faults.clear()
    await bot.call("getMe")


@pytest.mark.parametrize(
    ("fault", "kind", "done"),
    [
        (Fault(status=500), "500", False),
        (Fault(status=500, after=True), "500 after the work", True),
        (Fault(drop=True), "dropped", False),
        (Fault(drop=True, after=True), "dropped after the work", True),
        (Fault(drop=True, delay=0.01), "silence", False),
        (Fault(drop=True, after=True, linger=0.01), "silence after the work", True),
        (Fault(status=200, delay=0.01), "slow", True),
        (Fault(status=429), "429", False),
    ],
)
async def test_a_call_remembers_what_hit_it_and_whether_the_work_was_done(
    bot: Bot, sim: Simulator, parent: Phone, fault: Fault, kind: str, *, done: bool
) -> None:
    sim.faults.add(fault)
    try:
        await bot.answer("sendMessage", chat_id=parent.chat_id, text="Hello")
    except aiohttp.ClientError:
        assert fault.drop
    assert (sim.calls[-1].fault, sim.calls[-1].done) == (kind, done)
    assert any(m.outgoing for m in parent.messages) == done


async def test_a_refused_call_is_not_done(bot: Bot, sim: Simulator, parent: Phone) -> None:
    parent.block()
    sim.faults.add(Fault(status=200, delay=0.01))
    await bot.refusal("sendMessage", chat_id=parent.chat_id, text="Hello")
    assert (sim.calls[-1].status, sim.calls[-1].done) == (403, False)


async def test_updates_are_remembered_with_their_moment(
    bot: Bot, sim: Simulator, parent: Phone, clock: Clock
) -> None:
    await bot.call("getUpdates", allowed_updates=["message"])
    clock.move(hours=1)
    number = parent.type("Hello")
    record = sim.world.queue.record
    assert (record[number].at, record[number].update["message"]["text"]) == (clock.now, "Hello")
    assert parent.block() not in record  # the bot does not want to hear of it
    sim.again(number)
    assert sim.world.queue.repeated == 1


async def test_a_batch_can_come_in_another_order(bot: Bot, sim: Simulator, parent: Phone) -> None:
    last = parent.type("Hello")
    sim.world.queue.mix = lambda batch: batch.reverse()
    assert [u["update_id"] for u in await bot.call("getUpdates")] == [last, last - 1]

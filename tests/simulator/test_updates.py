"""Updates come in order, until an offset says that they were read."""

import asyncio

from bot.simulator import Phone, Simulator
from tests.simulator.conftest import Bot


async def test_updates_come_again_until_an_offset_confirms_them(
    bot: Bot, sim: Simulator, parent: Phone
) -> None:
    second = parent.type("Hello")
    first = second - 1
    for _ in range(2):
        assert [u["update_id"] for u in await bot.call("getUpdates")] == [first, second]
    assert sim.confirmed == 0
    assert [u["update_id"] for u in await bot.call("getUpdates", offset=second)] == [second]
    assert sim.confirmed == first
    assert await bot.call("getUpdates", offset=second + 1) == []
    assert sim.confirmed == second


async def test_a_negative_offset_keeps_only_the_newest(bot: Bot, parent: Phone) -> None:
    parent.type("One")
    last = parent.type("Two")
    assert [u["update_id"] for u in await bot.call("getUpdates", offset=-1)] == [last]


async def test_a_long_poll_ends_with_the_next_update(bot: Bot, parent: Phone) -> None:
    read = await bot.call("getUpdates")
    poll = asyncio.create_task(bot.call("getUpdates", offset=read[-1]["update_id"] + 1, timeout=20))
    await asyncio.sleep(0.05)
    assert not poll.done()
    parent.type("Hello")
    assert [u["message"]["text"] for u in await poll] == ["Hello"]


async def test_the_older_of_two_readers_is_sent_away(bot: Bot, parent: Phone) -> None:
    older = asyncio.create_task(bot.answer("getUpdates", offset=-1, timeout=20))
    read = await older
    offset = read["result"][-1]["update_id"] + 1
    older = asyncio.create_task(bot.answer("getUpdates", offset=offset, timeout=20))
    await asyncio.sleep(0.05)
    newer = asyncio.create_task(bot.answer("getUpdates", offset=offset, timeout=20))
    conflict = await older
    assert (conflict["error_code"], conflict["description"][:42]) == (
        409,
        "Conflict: terminated by other getUpdates r",
    )
    parent.type("Hello")
    assert (await newer)["ok"]


async def test_an_update_is_not_handed_to_a_reader_who_hung_up(
    bot: Bot, sim: Simulator, parent: Phone
) -> None:
    old = parent.type("Hello")
    poll = asyncio.create_task(bot.call("getUpdates", offset=old + 1, timeout=20))
    await sim.wait(lambda: sim.confirmed == old)
    await asyncio.sleep(0.05)
    poll.cancel()
    await asyncio.sleep(0.05)
    sim.again(old)
    assert [u["update_id"] for u in await bot.call("getUpdates", offset=old + 1)] == [old]


async def test_a_confirmed_update_can_come_once_more(
    bot: Bot, sim: Simulator, parent: Phone
) -> None:
    old = parent.type("Hello")
    await bot.call("getUpdates", offset=old + 1)
    sim.again(old)
    new = parent.type("World")
    assert [u["update_id"] for u in await bot.call("getUpdates", offset=old + 1)] == [old, new]
    assert [u["update_id"] for u in await bot.call("getUpdates", offset=old + 1)] == [new]


async def test_kinds_that_the_bot_does_not_want_are_left_out_from_then_on(
    bot: Bot, parent: Phone
) -> None:
    await bot.call("getUpdates", allowed_updates=["callback_query"])
    parent.type("Hello")
    assert len(await bot.call("getUpdates")) == 1  # the /start from before
    await bot.call("getUpdates", allowed_updates=[])
    parent.type("World")
    assert len(await bot.call("getUpdates")) == 2


async def test_a_forged_tap_can_be_queued_and_answered(
    bot: Bot, sim: Simulator, parent: Phone
) -> None:
    number = sim.raw(
        {"callback_query": {"id": "77", "from": parent.user, "chat_instance": "1", "data": "x"}}
    )
    assert (await bot.call("getUpdates", offset=-1))[0]["update_id"] == number
    await bot.call("answerCallbackQuery", callback_query_id="77", text="No")
    assert parent.toasts[0].text == "No"


async def test_waiting_updates_can_be_dropped(bot: Bot, parent: Phone) -> None:
    parent.type("Hello")
    assert (await bot.call("getWebhookInfo"))["pending_update_count"] == 2
    await bot.call("deleteWebhook", drop_pending_updates="true")
    assert await bot.call("getUpdates") == []

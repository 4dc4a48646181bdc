"""The simulator misbehaves on request."""

import asyncio
import time

import aiohttp
import pytest

from bot.simulator import Fault, Phone, Simulator
from tests.simulator.conftest import TOKEN, Bot, Clock


async def test_a_fault_hits_its_method_and_chat_as_often_as_asked(
    bot: Bot, sim: Simulator, parent: Phone
) -> None:
    other = sim.phone(1002, "Bea")
    other.start()
    sim.faults.add(Fault("sendMessage", chat_id=parent.chat_id, status=500, times=2))
    await bot.call("getMe")
    await bot.call("sendMessage", chat_id=other.chat_id, text="Hello")
    for _ in range(2):
        refused = await bot.refusal("sendMessage", chat_id=parent.chat_id, text="Hello")
        assert refused == (500, "Internal Server Error")
    await bot.call("sendMessage", chat_id=parent.chat_id, text="Hello")
    assert [call.status for call in sim.calls if call.chat_id == parent.chat_id] == [500, 500, 200]
    assert len(sim.sent("sendMessage")) == 2


async def test_too_many_requests_says_how_long_to_wait(
    bot: Bot, sim: Simulator, parent: Phone
) -> None:
    sim.faults.add(Fault("*", status=429, retry_after=3))
    body = await bot.answer("sendMessage", chat_id=parent.chat_id, text="Hello")
    assert body == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 3",
        "parameters": {"retry_after": 3},
    }


@pytest.mark.parametrize("after", [False, True])
async def test_an_answer_can_be_lost_before_or_after_the_work(
    bot: Bot, sim: Simulator, parent: Phone, *, after: bool
) -> None:
    sim.faults.add(Fault("sendMessage", drop=True, after=after))
    with pytest.raises(aiohttp.ClientError):
        await bot.answer("sendMessage", chat_id=parent.chat_id, text="Hello")
    assert [m.text for m in parent.messages if m.outgoing] == (["Hello"] if after else [])
    assert (sim.calls[-1].status, sim.sent()) == (0, [])


async def test_a_fault_without_times_stays_until_it_is_cleared(bot: Bot, sim: Simulator) -> None:
    sim.faults.add(Fault("getMe", status=403, description="Forbidden: no", times=None))
    for _ in range(3):
        assert await bot.refusal("getMe") == (403, "Forbidden: no")
    sim.faults.clear()
    await bot.call("getMe")


async def test_a_call_can_be_slow_and_go_right(bot: Bot, sim: Simulator) -> None:
    sim.faults.add(Fault("getMe", status=200, delay=0.1))
    began = time.monotonic()
    await bot.call("getMe")
    assert time.monotonic() - began >= 0.1


async def test_it_stops_within_two_seconds_with_a_poll_and_a_page_open(clock: Clock) -> None:
    sim = Simulator(TOKEN, clock)
    await sim.start()
    async with aiohttp.ClientSession() as http:
        poll = asyncio.create_task(http.get(f"{sim.url}/bot{TOKEN}/getUpdates?timeout=50"))
        page = await http.get(f"{sim.url}/phones/events")
        await asyncio.sleep(0.1)
        began = time.monotonic()
        await sim.stop()
        assert time.monotonic() - began < 2
        assert (await (await poll).json())["result"] == []
        assert "event:" not in await page.text()
    await sim.stop()


async def test_waiting_ends_with_the_change_or_with_the_time(
    bot: Bot, sim: Simulator, parent: Phone
) -> None:
    waiting = asyncio.create_task(sim.wait(lambda: len(parent.messages) == 2))
    await bot.call("sendMessage", chat_id=parent.chat_id, text="Hello")
    await waiting
    with pytest.raises(TimeoutError):
        await sim.wait(lambda: False, timeout=0.1)


async def test_calls_are_remembered_with_their_values(
    bot: Bot, sim: Simulator, parent: Phone, clock: Clock
) -> None:
    keyboard = {"remove_keyboard": True}
    await bot.call("sendmessage", chat_id=parent.chat_id, text="12", reply_markup=keyboard)
    call = sim.sent("sendMessage", parent.chat_id)[0]
    assert call.params == {"chat_id": parent.chat_id, "text": "12", "reply_markup": keyboard}
    assert (call.at, call.status) == (clock.now, 200)


async def test_a_call_may_be_json_a_form_multipart_or_a_query(
    bot: Bot, sim: Simulator, parent: Phone
) -> None:
    markup = {"inline_keyboard": [[{"text": "x", "callback_data": "y"}]]}
    values = {"chat_id": parent.chat_id, "text": "Hello", "reply_markup": markup}
    address = f"{bot.base}/sendMessage"
    text = {"chat_id": str(parent.chat_id), "text": "Hello", "reply_markup": str(markup)}
    text["reply_markup"] = text["reply_markup"].replace("'", '"')
    form = aiohttp.FormData(text, default_to_multipart=True)
    for way in (
        bot.session.post(address, json=values),
        bot.session.post(address, data=text),
        bot.session.post(address, data=form),
        bot.session.get(address, params=text),
    ):
        async with way as response:
            assert response.status == 200
        assert parent.last.buttons == ["x"]
    assert len(sim.sent()) == 4


async def test_a_call_that_hangs_does_not_hold_up_the_stop(clock: Clock) -> None:
    sim = Simulator(TOKEN, clock)
    await sim.start()
    sim.faults.add(Fault("getMe", delay=60))
    async with aiohttp.ClientSession() as http:
        call = asyncio.create_task(http.get(f"{sim.url}/bot{TOKEN}/getMe"))
        await asyncio.sleep(0.1)
        began = time.monotonic()
        await sim.stop()
        assert time.monotonic() - began < 1
        assert (await call).status == 500


async def test_a_bot_that_dies_in_the_middle_of_a_call_troubles_nobody(
    bot: Bot, sim: Simulator, parent: Phone, caplog: pytest.LogCaptureFixture
) -> None:
    host, _, port = sim.url.removeprefix("http://").partition(":")
    _, half = await asyncio.open_connection(host, int(port))
    half.write(
        f"POST /bot{TOKEN}/sendMessage HTTP/1.1\r\nHost: {host}\r\nContent-Length: 99\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n\r\nchat_id=1".encode()
    )
    await half.drain()
    await asyncio.sleep(0.1)
    half.close()
    await half.wait_closed()
    await asyncio.sleep(0.1)
    await bot.call("sendMessage", chat_id=parent.chat_id, text="Hello")
    assert caplog.records == []
    assert len(sim.calls) == 1


async def test_two_servers_cannot_have_one_port(sim: Simulator, clock: Clock) -> None:
    with pytest.raises(OSError, match="in use"):
        await Simulator(TOKEN, clock, port=int(sim.url.rsplit(":", 1)[1])).start()

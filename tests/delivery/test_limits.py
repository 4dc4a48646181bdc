"""What the rate limiter promises, mostly as the order in which requests go."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from typing import Any

import pytest
from telegram.error import NetworkError, RetryAfter

from bot.delivery.limits import REMINDER, REPLY, TwoLanes


def now() -> float:
    """Tell the time of the loop, which the limiter goes by."""
    return asyncio.get_running_loop().time()


class Wire:
    """Notes what was sent, in order and with the moment; refuses what it is told to refuse."""

    def __init__(self, limiter: TwoLanes) -> None:
        self.limiter = limiter
        self.sent: list[str] = []
        self.moments: list[float] = []
        self.refusals: dict[str, float] = {}

    async def call(self, name: str) -> bool:
        """Be Telegram."""
        await asyncio.sleep(0)
        if name in self.refusals:
            raise RetryAfter(self.refusals[name])  # type: ignore[arg-type]
        self.sent.append(name)
        self.moments.append(now())
        return True

    async def send(
        self, name: str, chat: int | str | None = 1, lane: int = REPLY, to: str = "sendMessage"
    ) -> object:
        """Send by way of the limiter."""
        return await self.limiter.process_request(
            self.call, (name,), {}, to, {"chat_id": chat}, {"lane": lane}
        )

    def begin(self, *arguments: Any, **named: Any) -> asyncio.Task[object]:  # noqa: ANN401
        """Send in a task of its own."""
        return asyncio.get_running_loop().create_task(self.send(*arguments, **named))


@pytest.fixture
async def wire() -> AsyncIterator[Callable[..., Wire]]:
    limiters = []

    def make(**rates: float) -> Wire:
        rates = {"per_second": 1000.0, "burst": 1000, "chat_per_second": 50.0} | rates
        limiters.append(TwoLanes(**rates))  # type: ignore[arg-type]
        return Wire(limiters[-1])

    yield make
    for limiter in limiters:
        await limiter.shutdown()


Make = Callable[..., Wire]


async def test_a_small_burst_to_one_chat_goes_at_once_and_the_rest_at_its_pace(wire: Make) -> None:
    phone = wire(chat_per_second=20.0, chat_burst=4)
    began = now()  # before the first turn is taken: what was sent is noted somewhat later
    await asyncio.gather(*(phone.send(str(number)) for number in range(8)))
    assert phone.sent == [str(number) for number in range(8)]
    assert phone.moments[3] - phone.moments[0] < 0.05
    assert phone.moments[7] - began >= 4 / 20 * 0.99


async def test_all_chats_together_keep_to_the_overall_pace(wire: Make) -> None:
    phone = wire(per_second=100.0, burst=2)
    began = now()
    await asyncio.gather(*(phone.send(str(chat), chat) for chat in range(32)))
    assert phone.moments[-1] - began >= 30 / 100 * 0.99


async def test_the_defaults_never_pass_thirty_in_a_second() -> None:
    rate = TwoLanes()._rate
    full_at, moment, sent = float("-inf"), 0.0, 0
    while moment <= 1.0:
        full_at = rate.spend(full_at, moment)
        moment, sent = max(moment, rate.ready_at(full_at)), sent + 1
    assert sent <= 30


async def test_a_reply_overtakes_every_waiting_reminder(wire: Make) -> None:
    phone = wire(per_second=50.0, burst=1)
    reminders = [phone.begin(f"reminder {chat}", chat, REMINDER) for chat in range(4)]
    await asyncio.sleep(0)
    replies = [phone.begin(f"reply {chat}", chat) for chat in range(10, 12)]
    await asyncio.gather(*reminders, *replies)
    assert phone.sent[:3] == ["reminder 0", "reply 10", "reply 11"]
    assert phone.sent[3:] == ["reminder 1", "reminder 2", "reminder 3"]


async def test_a_reply_overtakes_a_reminder_to_the_same_chat(wire: Make) -> None:
    phone = wire(chat_burst=1)
    await phone.send("first")
    later = phone.begin("reminder", 1, REMINDER)
    await asyncio.sleep(0)
    await asyncio.gather(later, phone.begin("reply"))
    assert phone.sent == ["first", "reply", "reminder"]


async def test_a_chat_that_must_wait_lets_other_chats_pass(wire: Make) -> None:
    phone = wire(chat_burst=1)
    await asyncio.gather(
        phone.send("a1", 1), phone.send("a2", 1), phone.send("b1", 2, REMINDER), phone.send("c", 3)
    )
    assert phone.sent == ["a1", "b1", "c", "a2"]


async def test_a_halt_lasts_until_its_deadline_whoever_finishes_meanwhile(wire: Make) -> None:
    phone = wire()
    phone.refusals = {"long": 0.4, "short": 0.05}
    release = asyncio.Event()

    async def slow() -> bool:
        return await release.wait()

    running = asyncio.create_task(
        phone.limiter.process_request(slow, (), {}, "sendVoice", {"chat_id": 9}, None)
    )
    start = now()  # before the refusal that the halt counts from
    refused = [phone.begin("long", 1), phone.begin("short", 2)]
    outcomes = await asyncio.gather(*refused, return_exceptions=True)
    release.set()
    await running
    assert all(isinstance(outcome, RetryAfter) for outcome in outcomes)
    assert phone.limiter.halted_for() <= 0.4
    assert phone.limiter.halted_for() + now() >= start + 0.4
    with pytest.raises(RetryAfter) as refusal:
        await phone.send("within", 3)
    assert isinstance(refusal.value.retry_after, timedelta)
    await asyncio.sleep(refusal.value.retry_after.total_seconds() + 0.01)
    assert now() - start >= 0.4
    assert phone.limiter.halted_for() == 0
    await phone.send("after", 3)
    assert phone.sent == ["after"]


async def test_who_stands_in_a_lane_when_a_halt_begins_is_sent_back(wire: Make) -> None:
    """What it says can be withdrawn by the end of the halt: its sender looks again."""
    phone = wire(per_second=2, burst=1)
    phone.refusals = {"refused": 60}
    waiting = [phone.begin("refused", 1), phone.begin("behind", 2), phone.begin("last", 3)]
    async with asyncio.timeout(1):
        outcomes = await asyncio.gather(*waiting, return_exceptions=True)
    assert all(isinstance(outcome, RetryAfter) for outcome in outcomes)
    assert phone.sent == []


async def test_a_refused_request_is_not_tried_again_by_the_limiter(wire: Make) -> None:
    phone = wire()
    phone.refusals = {"once": 0.01}
    with pytest.raises(RetryAfter):
        await phone.send("once")
    await asyncio.sleep(0.02)
    await phone.send("next")
    assert phone.sent == ["next"]


@pytest.mark.parametrize(
    "method", ["answerCallbackQuery", "getMe", "setMyCommands", "deleteMessage", "sendChatAction"]
)
async def test_what_appears_in_no_chat_is_not_limited_not_even_in_a_halt(
    wire: Make, method: str
) -> None:
    phone = wire(per_second=0.01, burst=1)
    phone.refusals = {"refused": 60}
    with pytest.raises(RetryAfter):
        await phone.send("refused")
    async with asyncio.timeout(1):
        await asyncio.gather(*(phone.send(str(number), to=method) for number in range(50)))
    assert len(phone.sent) == 50


async def test_a_refused_setting_does_not_halt_the_messages(wire: Make) -> None:
    phone = wire()
    phone.refusals = {"commands": 3600}
    with pytest.raises(RetryAfter):
        await phone.send("commands", to="setMyCommands")
    async with asyncio.timeout(1):
        await phone.send("message")


@pytest.mark.parametrize("method", ["sendDocument", "forwardMessage", "copyMessage"])
async def test_all_kinds_of_message_share_the_pace_of_their_chat(wire: Make, method: str) -> None:
    phone = wire(chat_burst=1)
    await phone.send("first", 7)
    await asyncio.gather(phone.send("second", "7", to=method), phone.send("other chat", 8))
    assert phone.sent == ["first", "other chat", "second"]


async def test_an_edit_does_not_wait_for_the_pace_of_its_chat(wire: Make) -> None:
    phone = wire(chat_burst=1)
    await phone.send("first", 7)
    await phone.send("edit", 7, to="editMessageText")
    await asyncio.gather(phone.send("second", 7), phone.send("other chat", 8))
    assert phone.sent == ["first", "edit", "other chat", "second"]


async def test_an_inline_message_has_no_chat_and_only_the_overall_pace(wire: Make) -> None:
    phone = wire(chat_per_second=0.01, chat_burst=1)
    async with asyncio.timeout(1):
        await asyncio.gather(*(phone.send("x", None, to="editMessageText") for _ in range(9)))
    assert phone.limiter._chat_full_at == {}


async def test_a_cancelled_request_leaves_its_lane_and_holds_nobody_up(wire: Make) -> None:
    phone = wire(chat_burst=1)
    await phone.send("first")
    doomed = phone.begin("doomed")
    await asyncio.sleep(0)
    waiting = phone.begin("waiting")
    await asyncio.sleep(0)
    doomed.cancel()
    await waiting
    assert doomed.cancelled()
    assert phone.sent == ["first", "waiting"]
    assert not any(phone.limiter._lanes)


async def test_an_idle_chat_costs_no_memory(wire: Make) -> None:
    phone = wire(chat_per_second=100.0)
    await asyncio.gather(*(phone.send("hello", chat) for chat in range(200)))
    assert phone.limiter._chat_full_at
    await asyncio.sleep(0.6)
    assert phone.limiter._chat_full_at == {}
    assert phone.limiter._sweep is None
    assert phone.limiter._wake is None


async def test_who_waits_when_the_bot_stops_hears_that_nothing_was_sent(wire: Make) -> None:
    phone = wire(chat_per_second=0.01, chat_burst=1)
    await phone.send("first")
    waiting = phone.begin("second")
    await asyncio.sleep(0)
    await phone.limiter.shutdown()
    with pytest.raises(NetworkError, match="not sent"):
        await waiting
    assert phone.sent == ["first"]


async def test_a_lane_that_is_none_is_refused(wire: Make) -> None:
    with pytest.raises(ValueError, match="no lane 2"):
        await wire().send("x", lane=2)

"""A simulator, a clock that tests move, and a bare client that speaks the Bot API."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest

from bot.simulator import Phone, Simulator

TOKEN = "4242:simulator-token_for-tests"  # noqa: S105 - of a bot that does not exist


@dataclass
class Clock:
    """The one clock of a test."""

    now: datetime = field(default_factory=lambda: datetime(2026, 11, 23, 9, 0, tzinfo=UTC))

    def __call__(self) -> datetime:
        """Tell the time."""
        return self.now

    def move(self, **ahead: float) -> None:
        """Go ahead by hours=, minutes= or whatever timedelta takes."""
        self.now += timedelta(**ahead)


@dataclass(frozen=True)
class Bot:
    """Calls the Bot API with a form, as simple as it gets."""

    session: aiohttp.ClientSession
    base: str

    async def answer(self, method: str, **params: object) -> dict[str, Any]:
        """Give the whole answer."""
        form = {k: v if isinstance(v, str) else json.dumps(v) for k, v in params.items()}
        async with self.session.post(f"{self.base}/{method}", data=form) as response:
            body: dict[str, Any] = await response.json()
            assert body["ok"] == (response.status == 200)
            return body

    async def call(self, method: str, **params: object) -> Any:  # noqa: ANN401 - any result
        """Give the result of a call that must go right."""
        body = await self.answer(method, **params)
        assert body["ok"], body
        return body["result"]

    async def refusal(self, method: str, **params: object) -> tuple[int, str]:
        """Give code and words of a call that must be refused."""
        body = await self.answer(method, **params)
        assert not body["ok"], body
        return body["error_code"], body["description"]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def sim(clock: Clock) -> AsyncIterator[Simulator]:
    async def skip() -> None:
        clock.move(hours=1)

    simulator = Simulator(TOKEN, clock, skip)
    await simulator.start()
    yield simulator
    await simulator.stop()


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
def bot(sim: Simulator, http: aiohttp.ClientSession) -> Bot:
    return Bot(http, f"{sim.url}/bot{TOKEN}")


@pytest.fixture
def parent(sim: Simulator) -> Phone:
    """Give a person who has started the bot."""
    phone = sim.phone(1001, "Amina", "nl", label="A parent", link="school_lutten")
    phone.start()
    return phone

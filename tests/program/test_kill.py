"""A power cut at any moment loses nothing that anybody said, and no reminder."""

import asyncio
import random
from collections.abc import AsyncIterator, Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.folder import DATABASE
from bot.settings import Config, read_config
from bot.simulator import Simulator
from storage import coaches, people
from storage.database import Database
from storage.people import Person
from tests.keys import KEY, SEALER
from tests.program.conftest import TOKEN
from tests.program.crowd import PATIENCE, Restless
from tests.program.ledger import Ledger
from tests.program.municipality import write_config
from tests.program.program import RUNNING, Program

SEED = 20261123
KILLS = 20
LONGEST = 0.4  # seconds of traffic before a kill
PARENTS = range(1, 13)
ANY, BOOKED, CANCELLED, MOVED = (
    "state <> ''",
    "state = 'booked'",
    "state = 'cancelled'",
    "state = 'booked' AND sequence > 0",
)
COACH = 500  # chat ids from here on
NOON = datetime(2026, 11, 29, 11, 0, tzinfo=UTC)  # a Sunday: no reminder is due during the test


class Clock:
    """How far the test's time is ahead of the machine's, written where the program reads it."""

    def __init__(self, file: Path, start: datetime) -> None:
        self.file = file
        self._ahead = (start - datetime.now(UTC)).total_seconds()
        file.write_text(str(self._ahead))

    def __call__(self) -> datetime:
        """Tell the time."""
        return datetime.now(UTC) + timedelta(seconds=self._ahead)


@pytest.fixture
def clock(tmp_path: Path) -> Clock:
    return Clock(tmp_path / "ahead", NOON)


@pytest.fixture
async def simulator(clock: Clock) -> AsyncIterator[Simulator]:
    built = Simulator(TOKEN, clock)
    await built.start()
    yield built
    await built.stop()


class Street:
    """The program, which is killed and started again, and all who talk with it."""

    def __init__(self, simulator: Simulator, clock: Clock, env: dict[str, str]) -> None:
        self.simulator, self.clock, self.env = simulator, clock, env
        self.config: Config = read_config(Path(env["KANSENCOACH_CONFIG"]))
        self.path = Path(env["KANSENCOACH_DATA"]) / DATABASE
        self.ledger = Ledger(self.path)
        self.programs: list[Program] = []
        self.parents = [
            Restless(simulator, simulator.phone(number, f"P{number}", "nl"), random.Random(number))
            for number in PARENTS
        ]

    async def settle(self) -> None:
        """Let the bot know everybody from earlier: the parents' school, the coaches' phones."""
        database = await Database.open(self.path, SEALER)
        async with database.transaction() as connection:
            for parent in self.parents:
                known = Person(parent.phone.chat_id, parent.phone.first_name, "nl", "hardenberg")
                await people.save(connection, known, self.clock())
            for number, coach in enumerate(self.config.coaches, COACH):
                self.simulator.phone(number, coach.name, coach.language).start()
                await coaches.link(connection, coach.id, number, self.clock())
        await database.close()

    async def start(self) -> Program:
        """Start the program."""
        program = await Program.start(
            str(self.clock.file), env=self.env, module="tests.program.launcher"
        )
        self.programs.append(program)
        await program.says(RUNNING)
        return program

    def forgotten(self) -> set[int]:
        """Find what Telegram was told is read but had no effect."""
        said = [number for parent in self.parents for number in parent.updates]
        return self.ledger.unheard(n for n in said if n <= self.simulator.confirmed)

    async def quiet(self) -> None:
        """Wait until everything said is read and every letter that is due has left."""
        last = max(number for parent in self.parents for number in parent.updates)
        await self.simulator.wait(lambda: self.simulator.confirmed >= last, PATIENCE)
        await self.until(lambda ledger: not ledger.waiting(self.clock()))

    async def until(self, holds: Callable[[Ledger], object]) -> None:
        """Wait until the database looks like this."""
        async with asyncio.timeout(PATIENCE):
            while not holds(self.ledger):  # noqa: ASYNC110 - another process writes it
                await asyncio.sleep(0.01)

    def repeated(self) -> int:
        """Count the messages that came more often than they were written."""
        methods = ("sendMessage", "sendDocument")
        came = sum(len(self.simulator.sent(method)) for method in methods)
        return came - self.ledger.sent()


@pytest.fixture
async def street(simulator: Simulator, clock: Clock, tmp_path: Path) -> AsyncIterator[Street]:
    env = {
        "KANSENCOACH_TELEGRAM_API": simulator.url,
        "KANSENCOACH_KEY": KEY,
        "KANSENCOACH_TELEGRAM_TOKEN": TOKEN,
        "KANSENCOACH_CONFIG": str(write_config(tmp_path / "town.toml", date(2026, 11, 23))),
        "KANSENCOACH_DATA": str(tmp_path / "data"),
    }
    street = Street(simulator, clock, env)
    await street.settle()
    yield street
    for program in street.programs:
        await program.kill()


@pytest.mark.long
async def test_a_kill_at_any_moment_loses_nothing(
    street: Street, record_property: Callable[[str, object], None]
) -> None:
    """Twenty kills under traffic: each thing said has its effect, and all that was due came."""
    chance, rest = random.Random(SEED), asyncio.Event()
    async with asyncio.TaskGroup() as crowd:
        for parent in street.parents:
            crowd.create_task(parent.live(rest))
        program = await street.start()
        await street.until(lambda ledger: ledger.count(ANY) >= len(PARENTS))
        for _ in range(KILLS):
            await program.kill()
            assert street.forgotten() == set()
            program = await street.start()
            await asyncio.sleep(chance.uniform(0, LONGEST))  # a power cut waits for nothing
        await street.until(lambda ledger: ledger.count(CANCELLED) and ledger.count(MOVED))
        rest.set()
    await street.quiet()
    program.terminate()
    ended = await program.ended()
    assert (ended.code, ended.err.count("Traceback")) == (0, 0), ended.err
    record_property("told", _report(street))
    _nothing_is_lost(street)


def _nothing_is_lost(street: Street) -> None:
    ledger, config = street.ledger, street.config
    assert street.forgotten() == set()
    assert all(parent.answered for parent in street.parents)
    assert ledger.unsent() == []
    assert ledger.notices() == ledger.deeds()
    assert ledger.wrong_reminders(config) == []
    assert ledger.clashes(config.booking.buffer) == []
    assert 0 <= street.repeated() <= KILLS * len(street.simulator.world.chats)


def _report(street: Street) -> str:
    ledger = street.ledger
    taps = sum(len(parent.updates) for parent in street.parents)
    talks = f"{ledger.count(BOOKED)} talks booked ({ledger.count(MOVED)} of them moved)"
    return (
        f"{KILLS} kills, {taps} taps: {talks}, {ledger.count(CANCELLED)} cancelled, "
        f"{ledger.sent()} letters sent, {street.repeated()} of them twice"
    )

"""One run: a fleet, a storm, a rest; and what is left as evidence."""

import asyncio
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from benchmarks.chaos.evidence import Coach, Evidence, Mail, Weathered
from benchmarks.chaos.folder import CLOCK
from benchmarks.chaos.ledger import open_ledger
from benchmarks.chaos.storm import Storm, updates
from benchmarks.chaos.tables import read_tables
from benchmarks.fleet.clock import Clock
from benchmarks.fleet.fleet import Fleet, gather
from benchmarks.fleet.town import EVENING, MORNING, invitations, write_town
from bot.folder import DATABASE
from bot.settings import Config, read_config
from bot.simulator import Simulator
from tests.keys import KEY, SEALER
from tests.stories.mailbox import Mailbox, event_of

TOKEN = "4242:chaos"  # noqa: S105 - of a Telegram of our own
PARENTS = 24
RESTING = timedelta(hours=3)  # on the clock: what is due goes out without faults
PATIENCE = 60.0  # seconds for the last letters
KILLS_A_MINUTE = 5


@dataclass
class Town:
    """Everything that a run consists of."""

    config: Config
    simulator: Simulator
    mailbox: Mailbox
    clock: Clock
    fleet: Fleet
    storm: Storm


async def run(folder: Path, minutes: float, seed: int) -> Evidence:
    """Run in this folder; give the evidence when all is quiet."""
    town = await _found(folder, seed)
    try:
        async with asyncio.TaskGroup() as group:
            pace = group.create_task(town.storm.pace())
            await _live(town, minutes)
            until = town.clock()
            await _quiet(town)
            code = await _end(town)
            pace.cancel()
    finally:
        await town.storm.close()
        await town.simulator.stop()
        await town.mailbox.stop()
    return _evidence(town, until, code)


async def _found(folder: Path, seed: int) -> Town:
    clock = Clock(folder / CLOCK, MORNING)
    config_file = write_town(folder / "town.toml")
    config, database = read_config(config_file), folder / "data" / DATABASE
    links = await invitations(database, SEALER, config, clock())
    open_ledger(database)
    simulator = Simulator(TOKEN, clock)
    await simulator.start()
    mailbox = Mailbox()
    await mailbox.start()
    env = {
        "KANSENCOACH_TELEGRAM_API": simulator.url,
        "KANSENCOACH_SMTP_URL": f"smtp://127.0.0.1:{mailbox.port}?plain",
        "KANSENCOACH_SMTP_FROM": "bot@stad.nl",
        "KANSENCOACH_KEY": KEY,
        "KANSENCOACH_TELEGRAM_TOKEN": TOKEN,
        "KANSENCOACH_CONFIG": str(config_file),
        "KANSENCOACH_DATA": str(database.parent),
        "KANSENCOACH_LOG_LEVEL": "WARNING",
    }
    storm = Storm(simulator, mailbox, clock, folder, env, database, Random(seed))
    fleet = gather(simulator, config, links, PARENTS, seed)
    return Town(config, simulator, mailbox, clock, fleet, storm)


async def _live(town: Town, minutes: float) -> None:
    """Let the fleet live in the storm, then come to rest, then let the clock run on."""
    rest = asyncio.Event()
    living = asyncio.create_task(town.fleet.live(rest))
    try:
        await town.storm.rage(minutes * 60, round(minutes * KILLS_A_MINUTE))
        rest.set()
        await living
    finally:
        living.cancel()
        with suppress(asyncio.CancelledError):
            await living
    evening = max(town.clock() + RESTING, EVENING)
    while town.clock() < evening:  # noqa: ASYNC110 - a clock tells nobody
        await asyncio.sleep(0.05)
    town.storm.walk()


async def _quiet(town: Town) -> None:
    """Wait until all that was given is read and all that is due has left, if it ever does."""
    last = max(town.simulator.world.queue.record)
    with suppress(TimeoutError):
        await town.simulator.wait(lambda: town.simulator.confirmed >= last, PATIENCE)
    with suppress(TimeoutError):
        async with asyncio.timeout(PATIENCE):
            while _waiting(town):  # noqa: ASYNC110 - another process writes it
                await asyncio.sleep(0.1)


def _waiting(town: Town) -> bool:
    return bool(read_tables(town.storm.database, SEALER).waiting(town.clock()))


async def _end(town: Town) -> int:
    """End the program as an operator does; give its exit code."""
    program = town.storm.lives[-1]
    program.terminate()
    return (await program.ended()).code


def _evidence(town: Town, until: datetime, code: int) -> Evidence:
    world, storm, config = town.simulator.world, town.storm, town.config
    return Evidence(
        calls=tuple(world.calls),
        given=dict(world.queue.record),
        heard=frozenset(storm.heard | updates(storm.database)),
        tables=read_tables(storm.database, SEALER),
        coaches={
            name: Coach(one.phone.chat_id, one.phone.first_name, one.phone.language_code or "nl")
            for name, one in town.fleet.coaches.items()
        },
        names={parent.name: parent.phone.chat_id for parent in town.fleet.parents},
        blocked=frozenset(p.phone.chat_id for p in town.fleet.parents if p.phone.blocked),
        phones={p.phone.chat_id: p.phone.language_code for p in town.fleet.parents},
        config=config,
        passed=town.clock.passed,
        began=MORNING.astimezone(UTC),
        until=until,
        mails=tuple(_mails(town)),
        weathered=Weathered(
            kills=tuple(storm.kills),
            jumps=storm.jumps,
            fills=tuple(storm.fills),
            again=world.queue.repeated,
            mixed=storm.mixed,
            taps=sum(person.taps for person in town.fleet.people),
            mail_troubles=storm.mail_troubles + town.mailbox.forgotten,
            log=tuple(line for life in storm.lives for line in life.err.splitlines()),
            code=code,
        ),
    )


def _mails(town: Town) -> Iterator[Mail]:
    """Read every e-mail that came, with its invitation."""
    coaches = {coach.email: coach.id for coach in town.config.coaches}
    for address, message in town.mailbox.taken:
        event = event_of(message)
        number = str(message["Message-ID"]).strip("<>").partition("@")[0]
        mail = Mail(coaches.get(address, address), number, str(message["Subject"]))
        yield (
            replace(
                mail,
                method=event.method,
                uid=event.uid.partition("@")[0],
                sequence=event.sequence,
                start=event.start,
            )
            if event
            else mail
        )

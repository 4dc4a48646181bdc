"""What goes wrong in a run: kills, a full disk, a jumping clock, updates that come again."""

import asyncio
import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass, field
from datetime import timedelta
from math import inf
from pathlib import Path
from random import Random

from benchmarks.chaos.evidence import Kill
from benchmarks.chaos.folder import DISK, NO_ROOM, NO_WRITE, PULSE, RUNNING
from benchmarks.fleet.clock import WALK, Clock
from bot.simulator import Simulator
from bot.simulator.model import Json
from bot.simulator.weather import Weather
from tests.program.program import Program
from tests.stories.mailbox import Mailbox

SPEED = 900.0  # seconds on the clock in each second: a day in a minute and a half
AWAKE = 0.6  # seconds since the last pulse; else the clock walks as the machine's does
LIFE = (1.0, 7.0)  # seconds from a start to a kill
UNBORN = 0.15  # of the starts end in a kill before the program runs
BIRTH = 1.5  # seconds, in which that kill comes
FULL = 2.0  # seconds that the disk is full
WAYS = (NO_ROOM, NO_WRITE)
FILLS, LEFT_FULL = 0.04, 0.2  # of the lives see a full disk; of those end in it
START_PATIENCE = 90.0
RECENT = 40  # updates of which one may come again
MARKING = 2.0  # seconds, in which a letter is marked on a busy machine
LAST_WORDS = 0.2  # seconds after a kill, in which Telegram still reads what was sent before
MIXED = 0.3  # of the batches come in another order
MAIL_WELL, MAIL_ILL = (2.0, 8.0), (0.2, 1.5)  # seconds
HOUR = timedelta(hours=1)


@dataclass
class Storm:
    """Rages over one program in its folder, by the chance of one seed."""

    simulator: Simulator
    mailbox: Mailbox
    clock: Clock
    folder: Path
    env: dict[str, str]
    database: Path
    chance: Random
    kills: list[Kill] = field(default_factory=list)
    jumps: int = 0
    mixed: int = 0
    mail_troubles: int = 0
    fills: list[str] = field(default_factory=list)
    heard: set[int] = field(default_factory=set)
    lives: list[Program] = field(default_factory=list)
    _walk: bool = False
    _full_since: float = inf  # second of the machine at which the disk was first full in this life

    async def rage(self, seconds: float, kills: int) -> None:
        """Rage for so long, and until so many kills are done; the program runs on at the end."""
        self.simulator.faults.weather = Weather(Random(self.chance.random()))
        self.simulator.world.queue.mix = self._mix
        begun = time.monotonic()
        async with asyncio.TaskGroup() as beside:
            works = (self._send_again(), self._jump(seconds / 1.5), self._trouble_the_mail())
            tasks = [beside.create_task(work) for work in works]
            while time.monotonic() - begun < seconds or len(self.kills) < kills:
                await self._one_life()
            for task in tasks:
                task.cancel()
        self.simulator.world.queue.mix = None
        self.simulator.faults.clear()
        await self.start()

    async def pace(self) -> None:
        """Let the clock run while the program is awake, and walk while it is not."""
        pulse = self.folder / PULSE
        while True:
            awake = pulse.exists() and time.time() - pulse.stat().st_mtime < AWAKE
            self.clock.run(SPEED if awake and not self._walk else WALK)
            await asyncio.sleep(0.05)

    def walk(self) -> None:
        """Let the clock walk from now on."""
        self._walk = True
        self.clock.run(WALK)

    async def start(self) -> Program:
        """Start the program and wait until it runs."""
        program = await self._spawn()
        async with asyncio.timeout(START_PATIENCE):
            while RUNNING not in program.out:
                assert program.process.returncode is None, program.err
                await asyncio.sleep(0.02)
        return program

    async def close(self) -> None:
        """End what still runs."""
        for program in self.lives:
            await program.kill()

    async def _spawn(self) -> Program:
        self._fill("")
        program = await Program.start(
            str(self.folder), env=self.env, module="benchmarks.chaos.launcher"
        )
        self.lives.append(program)
        return program

    async def _one_life(self) -> None:
        if self.chance.random() < UNBORN:
            program = await self._spawn()
            await asyncio.sleep(self.chance.uniform(0, BIRTH))
        else:
            program = await self.start()
            await asyncio.sleep(self.chance.uniform(*LIFE))
            if self._time_for_a_full_disk():
                await self._full_disk()
        await self._kill(program)
        self.heard |= updates(self.database)

    async def _kill(self, program: Program) -> None:
        """Kill, and note what may be in flight then: a full disk keeps marks from being written."""
        since = min(self._full_since, time.monotonic()) - MARKING
        await program.kill()
        self._full_since = inf
        self.kills.append(Kill(since, time.monotonic() + LAST_WORDS))
        self.clock.run(WALK)

    def _time_for_a_full_disk(self) -> bool:
        """In the second life, and now and then."""
        return bool(self.kills and not self.fills) or self.chance.random() < FILLS

    async def _full_disk(self) -> None:
        """Let the disk be full in both ways; at times the kill comes before there is room."""
        self._full_since = time.monotonic()
        for way in WAYS:
            self._walk = True
            self._fill(way)
            await asyncio.sleep(FULL)
            if len(self.fills) > len(WAYS) and self.chance.random() < LEFT_FULL:
                break
            self._fill("")
            await asyncio.sleep(FULL / 2)
        self._walk = False

    def _fill(self, way: str) -> None:
        (self.folder / DISK).write_text(way, "utf-8")
        if way:
            self.fills.append(way)

    async def _send_again(self) -> None:
        """Give old updates again, as Telegram does after a lost answer."""
        queue = self.simulator.world.queue
        while True:
            await asyncio.sleep(self.chance.uniform(0.1, 1.5))
            if recent := list(queue.record)[-RECENT:]:
                queue.again(self.chance.choice(recent))

    async def _jump(self, apart: float) -> None:
        """Let the clock jump an hour: soon, and then at least every minute."""
        while True:
            await asyncio.sleep(min(apart, 60) * self.chance.uniform(0.5, 1))
            self.clock.jump(HOUR)
            self.jumps += 1

    async def _trouble_the_mail(self) -> None:
        """Let the mail server be busy, silent, forgetful or away for a moment, now and then."""
        while True:
            await asyncio.sleep(self.chance.uniform(*MAIL_WELL))
            self.mail_troubles += 1
            trouble = self.chance.choice(("busy", "hangs", "forgets", "away"))
            try:
                if trouble == "away":
                    await self.mailbox.stop()
                setattr(self.mailbox, trouble, True)
                await asyncio.sleep(self.chance.uniform(*MAIL_ILL))
            finally:
                setattr(self.mailbox, trouble, False)
                self.mailbox.hang_up()
            if trouble == "away":
                await self.mailbox.start()

    def _mix(self, batch: list[Json]) -> None:
        if len(batch) > 1 and self.chance.random() < MIXED:
            self.chance.shuffle(batch)
            self.mixed += 1


def updates(database: Path) -> set[int]:
    """Read which updates had their effect."""
    if not database.exists():
        return set()
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        return {row[0] for row in connection.execute("SELECT id FROM updates")}

"""Watches the event loop from inside: how late it comes, and what it was doing meanwhile."""

import asyncio
import json
import os
import signal
import threading
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

TICK = 0.001  # seconds that the watch sleeps
WINDOW = "window"  # begins the line that tells of one


@dataclass(frozen=True, slots=True)
class Late:
    """How late the loop came, in seconds: in all, on its own work, and waiting for a core.

    What is left of it the loop spent waiting for the interpreter, which another thread had.
    """

    all: float = 0.0
    own: float = 0.0
    core: float = 0.0

    @property
    def inside(self) -> float:
        """The seconds that are ours, however busy the machine is."""
        return self.all - self.core

    @property
    def others(self) -> float:
        """The seconds that another thread of the program had the interpreter."""
        return max(0.0, self.inside - self.own)


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of time: how many ticks, the p99 of all, the worst, and the worst of our own."""

    ticks: int
    p99: float
    worst: Late
    ours: Late


def worst(windows: Sequence[Window]) -> Window:
    """Take the worst of some windows."""
    return Window(
        sum(it.ticks for it in windows),
        max(it.p99 for it in windows),
        max((it.worst for it in windows), key=lambda late: late.all),
        max((it.ours for it in windows), key=lambda late: late.inside),
    )


class Watch:
    """Ticks on the loop; at SIGUSR1 it tells of the window that ends, and begins another."""

    def __init__(self) -> None:
        self._ticks: list[Late] = []
        self._told = 0
        self._statistics = -1

    def begin(self) -> None:
        """Watch the loop that runs, from its own thread."""
        thread = threading.get_native_id()
        self._statistics = os.open(f"/proc/self/task/{thread}/schedstat", os.O_RDONLY)
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGUSR1, self._tell)
        self._task = loop.create_task(self._run())

    async def _run(self) -> None:
        while True:
            begun, own, core = time.perf_counter(), time.thread_time(), self._waited()
            await asyncio.sleep(TICK)
            late = time.perf_counter() - begun - TICK
            self._ticks.append(Late(late, time.thread_time() - own, self._waited() - core))

    def _waited(self) -> float:
        """Give the seconds that this thread could run and had no core."""
        return int(os.pread(self._statistics, 100, 0).split()[1]) / 1e9

    def _tell(self) -> None:
        ticks, self._ticks = sorted(self._ticks or [Late()], key=lambda tick: tick.all), []
        ours = max(ticks, key=lambda tick: tick.inside)
        found = Window(len(ticks), ticks[int(len(ticks) * 0.99)].all, ticks[-1], ours)
        self._told += 1
        print(f"{WINDOW} {self._told}: {json.dumps(asdict(found))}", flush=True)


def read(line: str) -> Window:
    """Read what was told."""
    told = json.loads(line.partition(": ")[2])
    return Window(told["ticks"], told["p99"], Late(**told["worst"]), Late(**told["ours"]))


def processor_seconds(pid: int) -> float:
    """Give the seconds of a core that a process took, with the programs it ran to their end."""
    fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")  # as proc(5) counts

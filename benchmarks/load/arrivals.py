"""People come at a rate, whether or not the bot keeps up."""

import asyncio
import time
from dataclasses import dataclass, replace
from random import Random

from benchmarks.load.crowd import Crowd, Waits
from benchmarks.load.machine import cpu_seconds
from benchmarks.load.scale import Scale

SILENCE = 2.0  # seconds without any answer after which nobody waits on
LONGEST = 10.0  # seconds that the last answers get
LIMIT = 1.0  # seconds within which 99 of 100 answers come
HOPELESS = 2 * LIMIT  # seconds of arrivals that wait: nothing more is to be learned


@dataclass(frozen=True)
class Window:
    """A stretch of time at one rate: the waits, and per second: acts, calls, messages among them.

    `share`: how much of one core the bot took.
    """

    rate: float
    waits: Waits
    acts: float
    calls: float
    messages: float
    share: float

    @property
    def kept_up(self) -> bool:
        """Whether the answers came in time."""
        return self.waits.p99 < LIMIT


async def window(crowd: Crowd, pid: int, rate: float, seconds: float) -> Window:
    """Let people act at random moments, so many a second on average; then wait for the answers."""
    begun, used, before = time.perf_counter(), cpu_seconds(pid), replace(crowd.count)
    await _arrive(crowd, rate, begun, begun + seconds)
    took, now = time.perf_counter() - begun, replace(crowd.count)
    share = (cpu_seconds(pid) - used) / took
    await _drain(crowd)
    return Window(
        rate,
        crowd.counted(),
        acts=(now.acts - before.acts) / took,
        calls=(now.calls - before.calls) / took,
        messages=(now.messages - before.messages) / took,
        share=share,
    )


async def highest(crowd: Crowd, pid: int, first: float, scale: Scale) -> Window:
    """Find the highest rate at which the bot keeps up, to within 10 %; begin at `first`.

    Doubles the rate and halves the interval in short windows; what it finds has to hold in a long
    one, else a little less has to.
    """
    low, high, rate = 0.0, float("inf"), min(first, scale.most)
    while low < 0.9 * high and 1 < rate <= scale.most:
        kept_up = (await window(crowd, pid, rate, scale.short)).kept_up
        low, high = (rate, high) if kept_up else (low, rate)
        rate = rate * 2 if high == float("inf") else (low + high) / 2
    while not (found := await window(crowd, pid, low, scale.long)).kept_up and low > 1:
        low *= 0.95
    return found


async def _arrive(crowd: Crowd, rate: float, due: float, end: float) -> None:
    chance = Random(rate)
    while (due := due + chance.expovariate(rate)) < end:
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        if crowd.waiting > HOPELESS * rate:
            return
        crowd.act(due)


async def _drain(crowd: Crowd) -> None:
    end = time.perf_counter() + LONGEST
    quiet_from, known = time.perf_counter(), crowd.answered
    while crowd.waiting and time.perf_counter() < min(end, quiet_from + SILENCE):
        await asyncio.sleep(0.02)
        if crowd.answered != known:
            quiet_from, known = time.perf_counter(), crowd.answered

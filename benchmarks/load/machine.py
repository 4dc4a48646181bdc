"""The machine that is measured on: its cores, and what a process takes of them."""

import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

TELEGRAM, SUBJECT = 0, -1  # which of our cores, the first and the last
TICKS = os.sysconf("SC_CLK_TCK")


def describe() -> str:
    """Name cores, processor and Python in one line."""
    cores = len(os.sched_getaffinity(0))
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{cores} cores, {_processor()}, {python}, {platform.system()} {platform.release()}"


@contextmanager
def on_core(which: int) -> Iterator[None]:
    """Keep this thread, and every process that is started inside, on one core."""
    every = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {sorted(every)[which]})
    try:
        yield
    finally:
        os.sched_setaffinity(0, every)


def resident(pid: int | str) -> float:
    """Give the memory of a process (or "self") in MB, as Linux counts it (RSS)."""
    status = Path(f"/proc/{pid}/status").read_text("utf-8")
    [line] = [line for line in status.splitlines() if line.startswith("VmRSS:")]
    return int(line.split()[1]) / 1024


def cpu_seconds(pid: int) -> float:
    """Give the seconds of a core that a process has used, all its threads together."""
    fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS  # utime and stime, as proc(5) counts


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()

"""What the tests ask of other processes, and waiting for it."""

from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep

PATIENCE = 20.0  # seconds


def eventually(holds: Callable[[], bool]) -> None:
    """Wait until something holds."""
    until = monotonic() + PATIENCE
    while not holds():
        assert monotonic() < until
        sleep(0.02)


def is_gone(pid: int) -> bool:
    """Tell whether a process has ended, even when nobody has taken notice of it."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text("utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return True
    return status.rpartition(")")[2].split()[0] == "Z"


def environment(pid: int) -> str:
    """Read with which variables a process began."""
    return Path(f"/proc/{pid}/environ").read_text("utf-8")


def memory_runs_out_for_it_first(pid: int) -> bool:
    """Tell whether Linux ends this process before any other when there is no memory left."""
    return Path(f"/proc/{pid}/oom_score_adj").read_text("ascii").strip() == "1000"

"""What the benchmarks share: the program as its own process, and a table."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from bot.simulator import Simulator
from tests.keys import KEY
from tests.program.municipality import write_config
from tests.program.program import Program

AHEAD = "ahead"  # the file in which the launcher reads how far its clock is ahead
TOKEN = "4242:benchmark"  # noqa: S105 - of a Telegram of our own


def _env(simulator: Simulator, data: Path) -> dict[str, str]:
    data.mkdir(parents=True, exist_ok=True)
    (data / AHEAD).write_text("0", "utf-8")
    return {
        "KANSENCOACH_TELEGRAM_API": simulator.url,
        "KANSENCOACH_KEY": KEY,
        "KANSENCOACH_TELEGRAM_TOKEN": TOKEN,
        "KANSENCOACH_CONFIG": str(write_config(data / "town.toml", datetime.now(UTC).date())),
        "KANSENCOACH_DATA": str(data),
        "KANSENCOACH_LOG_LEVEL": "WARNING",
    }


async def program(simulator: Simulator, data: Path, *, wide_open: bool = False) -> Program:
    """Start `run` on this folder; `wide_open` without Telegram's limits."""
    env = _env(simulator, data)
    if not wide_open:
        return await Program.start("run", env=env)
    return await Program.start(str(data / AHEAD), env=env, module="tests.program.launcher")


def table(rows: Sequence[Sequence[str]]) -> None:
    """Print rows in columns; the first row is the head."""
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    for row in rows:
        print("  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)))

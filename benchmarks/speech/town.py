"""The program in a process of its own, before the simulator, and people who tap 🔊."""

import re
import signal
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from benchmarks.load.machine import resident
from benchmarks.speech.watching import WINDOW, Window, processor_seconds, read
from bot.settings import LANGUAGES
from bot.simulator import Simulator
from tests.keys import KEY
from tests.program.municipality import LANGUAGES as OFFERED
from tests.program.municipality import write_config
from tests.program.program import RUNNING, Program

TOKEN = "4242:benchmark"  # noqa: S105 - of a Telegram of our own
CONFIG = "town.toml"
WATCHED = "benchmarks.speech.watched"


@dataclass
class Town:
    """A program that runs; `took` is how many seconds its start took."""

    simulator: Simulator
    program: Program
    took: float
    _windows: "count[int]" = field(default_factory=lambda: count(1))

    async def window(self) -> Window:
        """End the window of the watch, begin another, and give what was seen in it."""
        self.program.process.send_signal(signal.SIGUSR1)
        return read(await self.program.says(f"{WINDOW} {next(self._windows)}: "))

    @property
    def memory(self) -> float:
        """The program's memory in MB."""
        return resident(self.program.process.pid)

    @property
    def processor(self) -> float:
        """The seconds of a core that it took, with the voices that it ran."""
        return processor_seconds(self.program.process.pid)


@asynccontextmanager
async def running(
    folder: Path,
    speech: Mapping[str, bool],
    *,
    module: str = WATCHED,
    languages: tuple[str, ...] = LANGUAGES,
) -> AsyncIterator[Town]:
    """Run the program in this folder, with these lines below [speech]; end it at last."""
    simulator = Simulator(TOKEN, lambda: datetime.now(UTC))
    await simulator.start()
    env = _env(simulator.url, folder, configured(folder, speech, languages))
    begun = time.perf_counter()
    program = await Program.start(*(["run"] if module == "bot" else []), env=env, module=module)
    try:
        await program.says(RUNNING)
        yield Town(simulator, program, time.perf_counter() - begun)
        program.terminate()
        await program.ended()
    finally:
        await program.kill()
        await simulator.stop()


def configured(
    folder: Path, speech: Mapping[str, bool], languages: tuple[str, ...] = LANGUAGES
) -> Path:
    """Write the example's municipality, with these languages and choices."""
    path = write_config(folder / CONFIG, datetime.now(UTC).date())
    text = path.read_text("utf-8")
    offered = ", ".join(f'"{code}"' for code in languages)
    text = re.sub(OFFERED, f"languages = [{offered}]", text)
    for name, value in {"on": True, **speech}.items():
        text = re.sub(rf"(?m)^{name} = (true|false)$", f"{name} = {str(value).lower()}", text)
    path.write_text(text, "utf-8")
    return path


def _env(api: str, data: Path, config: Path) -> dict[str, str]:
    return {
        "KANSENCOACH_TELEGRAM_API": api,
        "KANSENCOACH_KEY": KEY,
        "KANSENCOACH_TELEGRAM_TOKEN": TOKEN,
        "KANSENCOACH_CONFIG": str(config),
        "KANSENCOACH_DATA": str(data),
    }

"""Starts `python -m bot` as its own process, reads what it says, and ends it."""

import asyncio
import os
import signal
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0  # seconds until a test gives up; a busy machine is no fault
RUNNING = "kansencoach is running."


@dataclass(frozen=True)
class Ended:
    """A command that came to its end."""

    code: int
    out: str
    err: str

    @property
    def everything(self) -> str:
        """What it wrote, wherever it wrote it."""
        return self.out + self.err


@dataclass
class Program:
    """A process that runs; `out` and `err` grow while it speaks."""

    process: asyncio.subprocess.Process
    out: str = ""
    err: str = ""
    _news: asyncio.Event = field(default_factory=asyncio.Event)
    _readers: list[asyncio.Task[None]] = field(default_factory=list)

    @classmethod
    async def start(
        cls, *arguments: str, env: Mapping[str, str], module: str = "bot", cwd: Path = ROOT
    ) -> "Program":
        """Start `python -m bot` (or another module) with only these variables of ours."""
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            module,
            *arguments,
            cwd=cwd,
            env=_environment(env),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        program = cls(process)
        program._readers = [
            asyncio.create_task(program._read("out", process.stdout)),
            asyncio.create_task(program._read("err", process.stderr)),
        ]
        return program

    async def says(self, words: str) -> str:
        """Wait until it wrote these words; give the whole line."""
        async with asyncio.timeout(PATIENCE):
            while True:
                for line in (self.out + "\n" + self.err).splitlines():
                    if words in line:
                        return line
                assert not all(reader.done() for reader in self._readers), self.out + self.err
                self._news.clear()
                await self._news.wait()

    def terminate(self) -> None:
        """Ask it to end."""
        self.process.terminate()

    async def kill(self) -> None:
        """End it at once, as a power cut does."""
        if self.process.returncode is None:
            self.process.send_signal(signal.SIGKILL)
        await self.ended()

    async def ended(self, within: float = PATIENCE) -> Ended:
        """Wait for its end; raises TimeoutError after so many seconds."""
        async with asyncio.timeout(within):
            code = await self.process.wait()
            await asyncio.gather(*self._readers)
        return Ended(code, self.out, self.err)

    async def _read(self, name: str, stream: asyncio.StreamReader | None) -> None:
        assert stream is not None
        while line := await stream.readline():
            setattr(self, name, getattr(self, name) + line.decode())
            self._news.set()
        self._news.set()


async def command(
    *arguments: str, env: Mapping[str, str], module: str = "bot", cwd: Path = ROOT
) -> Ended:
    """Run a command to its end."""
    program = await Program.start(*arguments, env=env, module=module, cwd=cwd)
    try:
        return await program.ended()
    finally:
        await program.kill()


def _environment(ours: Mapping[str, str]) -> dict[str, str]:
    """Give the machine's variables without its KANSENCOACH_ ones, and ours."""
    ours_alone = ("KANSENCOACH_", "PYTHONDONTWRITE")  # compiled once, as on any other machine
    kept = {k: v for k, v in os.environ.items() if not k.startswith(ours_alone)}
    return {**kept, "PYTHONIOENCODING": "utf-8", **ours}

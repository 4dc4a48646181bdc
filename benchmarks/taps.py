"""Updates a second and latency, through the real program, with Telegram's limits wide open.

python -m benchmarks.taps [--phones 100] [--taps 20]
"""

import argparse
import asyncio
import statistics
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.town import TOKEN, program, table
from bot.app import DATABASE
from bot.simulator import Phone, Simulator
from storage import people
from storage.database import Database
from storage.people import Person
from tests.keys import SEALER
from tests.program.program import RUNNING

PATIENCE = 60.0  # seconds for one answer


async def _settle(data: Path, phones: list[Phone]) -> None:
    """Let the bot know everybody from earlier."""
    database = await Database.open(data / DATABASE, SEALER)
    async with database.transaction() as connection:
        for phone in phones:
            known = Person(phone.chat_id, phone.first_name, "nl", "hardenberg")
            await people.save(connection, known, datetime.now(UTC))
    await database.close()


async def _tap(simulator: Simulator, phone: Phone, taps: int) -> list[float]:
    """Go through the topics and back, again and again; give the seconds of each answer."""
    waits = []
    phone.start()
    await simulator.wait(lambda: bool(_labels(phone)), PATIENCE)
    for _ in range(taps):
        icon = next(icon for icon in ("📅", "💶", "↩️") if icon in " ".join(_labels(phone)))
        seen, begun = phone.last.message_id, time.perf_counter()
        phone.tap_text(icon)
        await simulator.wait(lambda seen=seen: phone.last.message_id > seen, PATIENCE)  # type: ignore[misc]
        waits.append(time.perf_counter() - begun)
    return waits


def _labels(phone: Phone) -> list[str]:
    return phone.last.buttons if any(message.outgoing for message in phone.messages) else []


async def measure(data: Path, phones: int, taps: int) -> tuple[float, list[float]]:
    """Let so many phones tap side by side; give the seconds of it all, and of each answer."""
    simulator = Simulator(TOKEN, lambda: datetime.now(UTC))
    await simulator.start()
    people_ = [simulator.phone(1000 + n, f"P{n}", "nl") for n in range(phones)]
    await _settle(data, people_)
    running = await program(simulator, data, wide_open=True)
    try:
        await running.says(RUNNING)
        begun = time.perf_counter()
        waits = await asyncio.gather(*(_tap(simulator, phone, taps) for phone in people_))
        took = time.perf_counter() - begun
        running.terminate()
        await running.ended()
    finally:
        await running.kill()
        await simulator.stop()
    return took, [wait for each in waits for wait in each]


async def main(phones: int, taps: int) -> None:
    """Measure one phone alone and all side by side, and print."""
    rows = [("phones", "updates a second", "median answer", "95 % within")]
    for count in (1, phones):
        with tempfile.TemporaryDirectory() as folder:
            took, waits = await measure(Path(folder), count, taps)
        rows.append(
            (
                f"{count}",
                f"{count * (taps + 1) / took:.0f}",
                f"{statistics.median(waits) * 1000:.0f} ms",
                f"{sorted(waits)[int(len(waits) * 0.95)] * 1000:.0f} ms",
            )
        )
    table(rows)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--phones", type=int, default=100)
    parser.add_argument("--taps", type=int, default=20)
    arguments = parser.parse_args()
    asyncio.run(main(arguments.phones, arguments.taps))

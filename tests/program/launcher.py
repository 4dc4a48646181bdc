"""Starts the program with a clock that a test can move, and with Telegram's limits wide open."""

import asyncio
import signal
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.collector import standing

with standing():  # as the program itself begins
    from bot.app import App
    from bot.delivery.limits import TwoLanes
    from bot.services.flood import Flood
    from bot.settings import Environment, read_config
    from storage.sealing import Sealer
    from tests.program.program import RUNNING


async def run(ahead: Path) -> None:
    """Run until SIGTERM; the file holds how many seconds the clock is ahead."""

    def now() -> datetime:
        return datetime.now(UTC) + timedelta(seconds=float(ahead.read_text()))

    environment = Environment()
    assert environment.telegram_token is not None
    app = App(
        read_config(environment.config),
        environment.data,
        token=environment.telegram_token.get_secret_value(),
        api=environment.telegram_api,
        sealer=Sealer(environment.keys),
        now=now,
        flood=Flood(now, burst=10_000),
        limits=TwoLanes(per_second=10_000, burst=1000, chat_per_second=10_000, chat_burst=1000),
    )
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    await app.start()
    print(RUNNING, flush=True)  # noqa: T201 - what the test waits for
    await stop.wait()
    await app.stop()


if __name__ == "__main__":
    asyncio.run(run(Path(sys.argv[1])))

"""Starts the program with Telegram's limits wide open, and nothing else changed.

python -m benchmarks.load.wide_open
"""

import asyncio
import gc
import signal
from collections.abc import Callable
from datetime import UTC, datetime

from bot import logs
from bot.app import App
from bot.delivery.limits import TwoLanes
from bot.services.flood import Flood
from bot.settings import Environment, read_config
from storage.sealing import Sealer
from tests.program.program import RUNNING


async def main(running: Callable[[], None] = lambda: None) -> None:
    """Run until SIGTERM; `running` is called once it does."""
    environment = Environment()
    assert environment.telegram_token is not None
    logs.configure(environment.log_level)

    def now() -> datetime:
        return datetime.now(UTC)

    gc.freeze()  # here and after the start, as bot/serving.py does
    app = App(
        read_config(environment.config),
        environment.data,
        token=environment.telegram_token.get_secret_value(),
        api=environment.telegram_api,
        sealer=Sealer(environment.keys),
        now=now,
        flood=Flood(now, burst=1_000_000),
        limits=TwoLanes(per_second=100_000, burst=1_000, chat_per_second=100_000, chat_burst=1_000),
    )
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    await app.start()
    gc.freeze()
    running()
    print(RUNNING, flush=True)
    await stop.wait()
    await app.stop()


if __name__ == "__main__":
    asyncio.run(main())

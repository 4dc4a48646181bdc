"""Starts the program with Telegram's limits wide open, and nothing else changed.

python -m benchmarks.load.wide_open
"""

import asyncio
import gc
import signal
from datetime import UTC, datetime

from bot import logs
from bot.app import App
from bot.delivery.limits import TwoLanes
from bot.settings import Environment, read_config
from storage.sealing import Sealer
from tests.program.program import RUNNING


async def main() -> None:
    """Run until SIGTERM."""
    environment = Environment()
    assert environment.telegram_token is not None
    logs.configure(environment.log_level)
    gc.freeze()  # here and after the start, as bot/serving.py does
    app = App(
        read_config(environment.config),
        environment.data,
        token=environment.telegram_token.get_secret_value(),
        api=environment.telegram_api,
        sealer=Sealer(environment.keys),
        now=lambda: datetime.now(UTC),
        limits=TwoLanes(per_second=100_000, burst=1_000, chat_per_second=100_000, chat_burst=1_000),
    )
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    await app.start()
    gc.freeze()
    print(RUNNING, flush=True)
    await stop.wait()
    await app.stop()


if __name__ == "__main__":
    asyncio.run(main())

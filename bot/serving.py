"""Runs the program as an operator does: with the machine's clock, until it is asked to stop."""

import asyncio
import gc
from collections.abc import Callable
from datetime import UTC, datetime

from bot.app import App
from bot.settings import Config, Environment
from storage.sealing import Sealer


async def serve(
    config: Config,
    environment: Environment,
    sealer: Sealer,
    stopping: asyncio.Event,
    running: Callable[[], None],
) -> None:
    """Hear and speak until `stopping` is set; `running` is called once it does.

    Raises what App.start raises, and what a part ended with that should not have ended.
    """
    assert environment.telegram_token is not None  # noqa: S101 - looked at before
    app = App(
        config,
        environment.data,
        token=environment.telegram_token.get_secret_value(),
        api=environment.telegram_api,
        sealer=sealer,
        now=lambda: datetime.now(UTC),
        mail=environment.mail,
        health_port=environment.health_port,
    )
    starting = asyncio.create_task(app.start())
    stop = asyncio.create_task(stopping.wait())
    await asyncio.wait({starting, stop}, return_when=asyncio.FIRST_COMPLETED)
    if not starting.done():
        starting.cancel()
        await asyncio.wait({starting})
        return
    await starting
    gc.freeze()  # what stands by now stays: to look through it costs 100 ms each time
    running()
    fault = asyncio.create_task(app.failed())
    await asyncio.wait({fault, stop}, return_when=asyncio.FIRST_COMPLETED)
    await app.stop()
    if fault.done():
        await fault  # a part ended by itself: say why, and end with a code that tells
    fault.cancel()

"""An echo with python-telegram-bot, all chats side by side.

python -m benchmarks.echo.telegram_ext API TOKEN httpx|aiohttp
"""

import sys
from typing import Any

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters

from benchmarks.echo.words import RUNNING
from bot.delivery.request import AiohttpRequest

SIDE_BY_SIDE = 256  # updates, as many as PTB's default pool has connections


async def _echo(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    del context
    assert update.message is not None
    await update.message.reply_text(update.message.text or "")


async def _say(_: object) -> None:
    print(RUNNING, flush=True)


def main(api: str, token: str, backend: str) -> None:
    """Echo until SIGTERM."""
    builder: Any = Application.builder().token(token).base_url(f"{api}/bot").post_init(_say)
    builder = builder.concurrent_updates(SIDE_BY_SIDE)
    if backend == "aiohttp":
        polling = AiohttpRequest(connections=1, trust_env=False, total=60)
        builder = builder.get_updates_request(polling).request(
            AiohttpRequest(connections=SIDE_BY_SIDE, trust_env=False)
        )
    application = builder.build()
    application.add_handler(MessageHandler(filters.TEXT, _echo))
    application.run_polling()


if __name__ == "__main__":
    main(*sys.argv[1:])

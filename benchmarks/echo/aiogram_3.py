"""An echo with aiogram 3, all chats side by side, as it comes.

python -m benchmarks.echo.aiogram_3 API TOKEN
"""

import asyncio
import sys

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message

from benchmarks.echo.words import RUNNING


async def _echo(message: Message) -> None:
    await message.answer(message.text or "")


async def _say() -> None:
    print(RUNNING, flush=True)


async def main(api: str, token: str) -> None:
    """Echo until SIGTERM."""
    dispatcher = Dispatcher()
    dispatcher.message.register(_echo)
    dispatcher.startup.register(_say)
    bot = Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(api)))
    await dispatcher.start_polling(bot)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))

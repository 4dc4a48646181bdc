"""A Bot API that takes everything and answers after a fixed delay: light, and the same for all."""

import asyncio
import json
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web

HOST = "127.0.0.1"
MOST_UPDATES = 100
ME = {"id": 4242, "is_bot": True, "first_name": "Bot", "username": "load_bot"}
SETTINGS = {"getMe": ME, "getMyCommands": [], "getWebhookInfo": {"url": ""}}

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Call:
    """A call that puts something before a person; `chat` is 0 for the answer to a tap."""

    method: str
    chat: int
    message: int
    markup: str
    query: str


class Telegram:
    """Gives updates and takes calls; `hears` is told of each call when it comes in."""

    def __init__(self, delay: float = 0.0) -> None:
        self.hears: Callable[[Call], None] = lambda _: None
        self.url = ""
        self._delay = delay
        self._waiting: deque[Json] = deque()
        self._given = asyncio.Event()
        self._updates, self._messages = count(1), count(1_000_000)
        self._runner = web.ServerRunner(web.Server(self._answer), shutdown_timeout=0.1)

    async def start(self) -> None:
        """Listen, on this machine only."""
        await self._runner.setup()
        site = web.TCPSite(self._runner, HOST, 0)
        await site.start()
        self.url = f"http://{HOST}:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        """Stop listening."""
        await self._runner.cleanup()

    def give(self, update: Json) -> None:
        """Let the bot have this update, under the next number."""
        self._waiting.append({"update_id": next(self._updates), **update})
        self._given.set()

    async def _answer(self, request: web.BaseRequest) -> web.Response:
        method = request.path.rpartition("/")[2]
        values = await _values(request)
        if method == "getUpdates":
            result: object = await self._get_updates(values)
        else:
            result = self._take(method, values)
            await asyncio.sleep(self._delay)
        return web.Response(
            text=json.dumps({"ok": True, "result": result}), content_type="application/json"
        )

    async def _get_updates(self, values: Json) -> list[Json]:
        """Give what was not confirmed; wait for something to give."""
        offset = int(values.get("offset") or 0)
        while self._waiting and self._waiting[0]["update_id"] < offset:
            self._waiting.popleft()
        if not self._waiting:
            self._given.clear()
            try:
                async with asyncio.timeout(float(values.get("timeout") or 0)):
                    await self._given.wait()
            except TimeoutError:
                return []
        return [self._waiting[i] for i in range(min(len(self._waiting), MOST_UPDATES))]

    def _take(self, method: str, values: Json) -> object:
        shows = method.startswith("send")
        if not (shows or method.startswith("edit") or method == "answerCallbackQuery"):
            return SETTINGS.get(method, True)
        message = next(self._messages) if shows else int(values.get("message_id", 0))
        chat, markup = int(values.get("chat_id", 0)), values.get("reply_markup", "")
        self.hears(Call(method, chat, message, markup, values.get("callback_query_id", "")))
        if not chat:
            return True
        return {"message_id": message, "date": 1, "chat": {"id": chat, "type": "private"}}


async def _values(request: web.BaseRequest) -> Json:
    if request.content_type == "application/json":
        read: Json = json.loads(await request.read())
        return {n: v if isinstance(v, str) else json.dumps(v) for n, v in read.items()}
    if request.content_type == "application/x-www-form-urlencoded":
        return dict(parse_qsl((await request.read()).decode()))
    return dict(await request.post())

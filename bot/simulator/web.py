"""The page with the phones: its files, its events, and what a finger does on it."""

import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from bot.simulator.changes import Reader
from bot.simulator.faults import Fault, Faults
from bot.simulator.fingers import FINGERS, Finger
from bot.simulator.model import Json
from bot.simulator.phone import NotPossibleError, Phone
from bot.simulator.view import phone_json
from bot.simulator.world import World

PAGE = Path(__file__).parent / "page"
STATIC_NAME = re.compile(r"[\w-]+(\.[\w-]+)+", re.ASCII)
KEEP_ALIVE_SECONDS = 15.0
SAFE = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' blob: data:; media-src 'self' blob: data:; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


class Page:
    """The addresses that the page uses."""

    def __init__(
        self, world: World, faults: Faults, skip: Callable[[], Awaitable[None]] | None
    ) -> None:
        self._world = world
        self._faults = faults
        self._skip = skip

    def routes(self) -> list[Route]:
        """Give the addresses of the page."""
        touches = [
            Route(f"/phones/{{phone:int}}/{name}", self._touch(finger), methods=["POST"])
            for name, finger in FINGERS.items()
        ]
        return [
            Route("/", self.index),
            Route("/static/{name}", self.static),
            Route("/phones", self.phones),
            Route("/phones/events", self.events),
            Route("/phones/files/{file_id}", self.file),
            Route("/clock/skip", self.skip, methods=["POST"]),
            Route("/faults", self.add_fault, methods=["POST"]),
            Route("/faults", self.clear_faults, methods=["DELETE"]),
            *touches,
        ]

    async def index(self, _request: Request) -> Response:
        """Give the page."""
        return _page_file("index.html")

    async def static(self, request: Request) -> Response:
        """Give a file of the page."""
        return _page_file(request.path_params["name"])

    async def phones(self, _request: Request) -> Response:
        """Give everything that there is to see."""
        bot = self._world.bot
        return JSONResponse(
            {
                "now": self._world.now().isoformat(),
                "bot": {"name": bot["first_name"], "username": bot["username"]},
                "skip": self._skip is not None,
                "phones": [phone_json(self._world, phone) for phone in self._phones()],
                "mailboxes": [box.as_json() for box in self._world.mailboxes.values()],
            },
            headers=SAFE,
        )

    async def events(self, _request: Request) -> Response:
        """Tell an open page what changes, as Server-Sent Events."""
        return StreamingResponse(self._stream(), media_type="text/event-stream", headers=SAFE)

    async def file(self, request: Request) -> Response:
        """Give a file as a person opens it."""
        stored = self._world.files.by_id(request.path_params["file_id"])
        if stored is None:
            raise HTTPException(404)
        way = "attachment" if stored.kind == "document" else "inline"
        named = f"{way}; filename*=UTF-8''{quote(stored.name, safe='')}"
        headers = {**SAFE, "Content-Disposition": named}
        return Response(stored.data, media_type=stored.mime, headers=headers)

    async def skip(self, _request: Request) -> Response:
        """Move the clock to the next thing that happens."""
        if self._skip is None:
            return _fault("this clock cannot be moved")
        await self._skip()
        now = {"now": self._world.now().isoformat()}
        self._world.feed.say("clock", now)
        self._world.changes.ring()
        return JSONResponse(now)

    async def add_fault(self, request: Request) -> Response:
        """Let the next calls of the bot go wrong."""
        try:
            self._faults.add(Fault.from_json(await request.json()))
        except ValueError as fault:
            return _fault(str(fault))
        return JSONResponse({"ok": True})

    async def clear_faults(self, _request: Request) -> Response:
        """Let the bot's calls go right again."""
        self._faults.clear()
        return JSONResponse({"ok": True})

    def _phones(self) -> list[Phone]:
        return [chat for chat in self._world.chats.values() if isinstance(chat, Phone)]

    def _touch(self, finger: Finger) -> Callable[[Request], Awaitable[Response]]:
        async def touch(request: Request) -> Response:
            phone = self._world.chats.get(request.path_params["phone"])
            if not isinstance(phone, Phone):
                raise HTTPException(404)
            try:
                return JSONResponse({"update_id": await finger(self._world, phone, request)})
            except (NotPossibleError, LookupError, ValueError, TypeError) as fault:
                return _fault(str(fault))

        return touch

    async def _stream(self) -> AsyncIterator[str]:
        reader = Reader()
        self._world.feed.readers.add(reader)
        # A page that comes back after a break sees at once what it missed.
        for phone in self._phones():
            self._world.feed.chat(phone.chat_id)
        try:
            while not self._world.closing:
                said, chats = await reader.take(KEEP_ALIVE_SECONDS)
                yield "".join(self._written(said, chats)) or ": still here\n\n"
        finally:
            self._world.feed.readers.discard(reader)

    def _written(self, said: list[tuple[str, Json]], chats: list[int]) -> list[str]:
        found = [self._world.chats.get(chat_id) for chat_id in chats]
        phones = [chat for chat in found if isinstance(chat, Phone)]
        changed = [("phone", phone_json(self._world, phone)) for phone in phones]
        # Whole phones first: a button that was answered is looked for on the new screen.
        return [f"event: {name}\ndata: {json.dumps(data)}\n\n" for name, data in [*changed, *said]]


def _page_file(name: str) -> Response:
    path = PAGE / name
    if not STATIC_NAME.fullmatch(name) or not path.is_file():
        raise HTTPException(404)
    return FileResponse(path, headers=SAFE)


def _fault(words: str) -> JSONResponse:
    return JSONResponse({"error": words}, 400)

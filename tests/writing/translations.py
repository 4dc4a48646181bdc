"""A LibreTranslate server of our own: strict about what it is asked, with bad days on request."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

HERE = "127.0.0.1"
FIELDS = {"q", "source", "target", "format"}
NO_KEY = "Please contact the server operator to get an API key"
Answer = Callable[["Translations", dict[str, Any]], Awaitable[web.StreamResponse]]


@dataclass
class Translations:
    """Knows some texts, and turns the others around; `does` is what it does when it misbehaves.

    `key`: it wants one. `release`: lets it answer what `waits` holds up. `hears`: the language that
    it takes every text for. `asked` has what was asked, misbehaved or not.
    """

    key: str | None = None
    hears: str = "ar"
    targets: tuple[str, ...] = ("nl", "en", "ar")
    knows: dict[str, str] = field(default_factory=dict)
    does: Answer | None = None
    asked: list[dict[str, Any]] = field(default_factory=list)
    release: asyncio.Event = field(default_factory=asyncio.Event)
    port: int = 0
    _runner: web.AppRunner | None = None

    async def start(self) -> None:
        app = web.Application()
        app.router.add_post("/translate", self._translate)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1, handler_cancellation=True)
        await self._runner.setup()
        site = web.TCPSite(self._runner, HERE, self.port)
        await site.start()
        self.port = site._server.sockets[0].getsockname()[1]  # type: ignore[union-attr]

    async def stop(self) -> None:
        assert self._runner is not None
        await self._runner.cleanup()

    @property
    def url(self) -> str:
        return f"http://{HERE}:{self.port}"

    async def _translate(self, request: web.Request) -> web.StreamResponse:
        asked = await request.json()
        self.asked.append(asked)
        if self.does is not None:
            return await self.does(self, asked)
        return self.honest(asked)

    def honest(self, asked: dict[str, Any]) -> web.Response:
        """Answer as LibreTranslate does."""
        if self.key is not None and asked.get("api_key") != self.key:
            known = "api_key" in asked
            return refusal(403 if known else 400, "Invalid API key" if known else NO_KEY)
        if not set(asked) >= FIELDS or asked["source"] != "auto" or asked["format"] != "text":
            return refusal(400, "Invalid request: wrong fields")
        if asked["target"] not in self.targets:
            return refusal(400, f"{asked['target']} is not supported")
        detected = {"confidence": 83.0, "language": self.hears}
        text = self.knows.get(asked["q"], asked["q"][::-1])
        return web.json_response({"translatedText": text, "detectedLanguage": detected})


def refusal(status: int, words: str, **headers: str) -> web.Response:
    """Refuse as LibreTranslate does."""
    return web.json_response({"error": words}, status=status, headers=headers)


def says(body: str, kind: str = "application/json", status: int = 200) -> Answer:
    """Give a server that always says this."""

    async def answer(_: Translations, __: dict[str, Any]) -> web.Response:
        return web.Response(text=body, content_type=kind, status=status)

    return answer


def refuses(status: int, **headers: str) -> Answer:
    """Give a server that always refuses."""

    async def answer(_: Translations, asked: dict[str, Any]) -> web.Response:
        return refusal(status, f"cannot do {asked['q']}", **headers)

    return answer


async def sends_away(server: Translations, asked: dict[str, Any]) -> web.Response:
    """Send the first who asks elsewhere, where an answer waits."""
    if len(server.asked) > 1:
        return server.honest(asked)
    return web.Response(status=307, headers={"Location": f"{server.url}/translate"})


async def hangs(_: Translations, __: dict[str, Any]) -> web.Response:
    """Never answer."""
    await asyncio.Event().wait()
    raise AssertionError


async def waits(server: Translations, asked: dict[str, Any]) -> web.Response:
    """Answer well, once it is let."""
    await server.release.wait()
    return server.honest(asked)


def late(seconds: float) -> Answer:
    """Give a server that answers well, but not soon."""

    async def answer(server: Translations, asked: dict[str, Any]) -> web.Response:
        await asyncio.sleep(seconds)
        return server.honest(asked)

    return answer

"""Keeps other web sites in the same browser away from the demo."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send


class SameOriginMiddleware:
    """Turns away a request that a page of another origin makes."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what comes from our own page, or from no page at all."""
        headers = Headers(scope=scope)
        origin = headers.get("origin")
        if origin is not None and urlsplit(origin).netloc != headers.get("host"):
            refused = PlainTextResponse("not from this page", 403)
            await refused(scope, receive, send)
            return
        await self._app(scope, receive, send)

"""HTTP to Telegram through aiohttp, because PTB's default client collapses under concurrency."""

import json
import os
from http import HTTPStatus
from io import BytesIO
from typing import Any

from aiohttp import (
    ClientError,
    ClientSession,
    ClientTimeout,
    DummyCookieJar,
    FormData,
    TCPConnector,
)
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData


class AiohttpRequest(BaseRequest):
    """One pool of connections to one Bot API server; give the bot two, one of them to poll with.

    Every duration is in seconds. A Bot API address carries the token, therefore no address is ever
    put in a message, and no exception is raised with a cause or context that holds one.
    `trust_env` lets HTTPS_PROXY and NO_PROXY of the environment count.
    """

    def __init__(
        self,
        *,
        connections: int = 100,
        connect: float = 5.0,
        read: float = 15.0,
        total: float = 20.0,
        trust_env: bool = True,
    ) -> None:
        self._connections = connections
        self._connect = connect
        self._read = read
        self._total = total
        self._trust_env = trust_env
        self._session: ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """Seconds of silence that are borne; PTB adds the length of a long poll to it."""
        return self._read

    async def initialize(self) -> None:
        """Open the pool; a second call does nothing."""
        if self._session is None:
            self._session = ClientSession(
                connector=TCPConnector(limit=self._connections),
                cookie_jar=DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
                trust_env=self._trust_env,
            )

    async def shutdown(self) -> None:
        """Close every connection; a second call does nothing."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def do_request(  # noqa: PLR0917 — PTB's own signature
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = BaseRequest.DEFAULT_NONE,
        write_timeout: object = BaseRequest.DEFAULT_NONE,
        connect_timeout: object = BaseRequest.DEFAULT_NONE,
        pool_timeout: object = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 — `total` bounds that wait
    ) -> tuple[int, bytes]:
        """Send one request; give back its status and body.

        Raises TimedOut, NetworkError, or RuntimeError when the pool is not open.
        """
        if self._session is None:
            raise RuntimeError("This AiohttpRequest is not initialized.")
        limits = self._limits(read_timeout, write_timeout, connect_timeout)
        answer = await _exchange(self._session, method, url, _payload(request_data), limits)
        if isinstance(answer, TelegramError):
            raise answer  # outside any except block, so that its context is empty
        return answer

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Read an answer; raise NetworkError for anything but JSON, without showing what it was."""
        try:
            answer: dict[str, Any] = json.loads(payload)
        except ValueError:
            answer = {}
        if not answer:
            raise NetworkError("The Bot API did not answer in JSON.")
        return answer

    def _limits(self, read: object, write: object, connect: object) -> ClientTimeout:
        """Take PTB's seconds over ours; patience asked for also stretches the total."""
        silence = _seconds(read, self._read)
        opening = _seconds(connect, self._connect)
        asked = (silence, opening, _seconds(write, 0.0))
        total = None if None in asked else max(self._total, sum(part or 0.0 for part in asked))
        return ClientTimeout(total=total, sock_connect=opening, sock_read=silence)


async def _exchange(
    session: ClientSession, method: str, url: str, payload: dict[str, Any], limits: ClientTimeout
) -> tuple[int, bytes] | TelegramError:
    """Do one exchange; a fault comes back as a value, rid of the address aiohttp put in it.

    A redirect is not followed: it would show the token to another host.
    """
    try:
        async with session.request(
            method, url, timeout=limits, allow_redirects=False, **payload
        ) as response:
            return response.status, _without_page(response.status, await response.read())
    except TimeoutError:
        return TimedOut()
    except (ClientError, OSError) as fault:
        return NetworkError(_reason(fault))


def _without_page(status: int, payload: bytes) -> bytes:
    """Drop a proxy's error page: PTB would print it, and such pages repeat the address."""
    is_page = status >= HTTPStatus.MULTIPLE_CHOICES and not payload.lstrip().startswith(b"{")
    return b'{"ok":false}' if is_page else payload


def _reason(fault: Exception) -> str:
    """Name a fault by its kind and the system's words for it; its own text may hold the address."""
    number = fault.errno if isinstance(fault, OSError) else None
    words = f" ({os.strerror(number)})" if number else ""
    return f"No answer from the Bot API: {type(fault).__name__}{words}"


def _seconds(given: object, default: float | None) -> float | None:
    """Tell PTB's "not given" from a number of seconds and from None, which is no limit."""
    return given if given is None or isinstance(given, int | float) else default


def _payload(data: RequestData | None) -> dict[str, Any]:
    """Give aiohttp's argument for the parameters: JSON, or multipart when a file goes along."""
    if data is None:
        return {}
    if not data.contains_files:
        return {"json": data.parameters}
    form = FormData(quote_fields=False)  # Telegram reads file names as UTF-8, not as %C3%A9
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, kind) in data.multipart_data.items():
        stream = BytesIO(content) if isinstance(content, bytes) else content
        form.add_field(name, stream, filename=filename, content_type=kind)
    return {"data": form}

"""Translates by a LibreTranslate server, which may be slow, refuse, or talk nonsense."""

import json
from contextlib import suppress
from http import HTTPStatus
from typing import Any

from aiohttp import ClientError, ClientResponse, ClientSession, ClientTimeout, DummyCookieJar
from pydantic import SecretStr

from bot.writing.outcome import BusyError, NothingWrittenError, Written

PATIENCE = 10.0  # seconds for one translation, from the first byte to the last
LONGEST_ANSWER = 100_000  # bytes
LONGEST_TEXT = 8_000  # characters; a question has 1500 at most
BUSY, LONGEST_BUSY = 60.0, 300.0  # seconds that a server wants to be left alone


class Translator:
    """Asks one server, a connection each: it is seldom asked."""

    def __init__(self, url: str, key: SecretStr | None, patience: float = PATIENCE) -> None:
        self._url, self._key = url, key
        self._limits = ClientTimeout(total=patience)

    async def translate(self, text: str, target: str) -> Written:
        """Put a text into a language; the language given back is the one it was in.

        Raises BusyError and NothingWrittenError, which show nothing of text, key or address.
        """
        asked = {"q": text, "source": "auto", "target": target, "format": "text"}
        if self._key is not None:
            asked["api_key"] = self._key.get_secret_value()
        try:
            status, answer = await self._exchange(asked)
        except (ClientError, OSError, TimeoutError, ValueError) as fault:
            raise NothingWrittenError(type(fault).__name__) from None
        if status != HTTPStatus.OK:
            raise NothingWrittenError(f"HTTP {status}")
        return _read(answer)

    async def _exchange(self, asked: dict[str, str]) -> tuple[int, bytes]:
        """Ask; a redirect is not followed: it would show words and key to another server."""
        async with (
            ClientSession(
                cookie_jar=DummyCookieJar(), trust_env=not self._url.startswith("http://127.0.0.1")
            ) as session,
            session.post(
                f"{self._url}/translate", json=asked, timeout=self._limits, allow_redirects=False
            ) as response,
        ):
            if response.status == HTTPStatus.TOO_MANY_REQUESTS:
                raise BusyError("HTTP 429", _wait(response))
            return response.status, await _start_of(response)


async def _start_of(response: ClientResponse) -> bytes:
    """Read an answer, and no more of it than one can be long."""
    found = bytearray()
    async for piece in response.content.iter_any():
        found += piece
        if len(found) > LONGEST_ANSWER:
            raise NothingWrittenError("the answer is too long")
    return bytes(found)


def _wait(response: ClientResponse) -> float:
    """Tell how long the server wants to be left alone."""
    with suppress(ValueError):  # it can also name a moment
        return min(max(float(response.headers.get("Retry-After", BUSY)), 1.0), LONGEST_BUSY)
    return BUSY


def _read(answer: bytes) -> Written:
    try:
        told: Any = json.loads(answer)
        text, found = told["translatedText"], told.get("detectedLanguage") or {}
        language = found.get("language")
    except (ValueError, KeyError, TypeError, AttributeError):
        raise NothingWrittenError("no answer that can be read") from None
    if not isinstance(text, str) or not text.strip() or len(text) > LONGEST_TEXT:
        raise NothingWrittenError("no text of a right length")
    return Written(text.strip(), language if isinstance(language, str) else None)

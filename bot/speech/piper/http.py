"""One question to a Piper server, within limits of time and of length."""

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from threading import Event, Timer
from time import monotonic
from typing import TypedDict
from urllib.parse import urlsplit

from bot.speech.voice import SilentError


class Saying(TypedDict):
    """What is to be said, as Piper's server reads it."""

    text: str
    voice: str
    length_scale: float  # longer by this factor than the voice itself would


SYNTHESIZE = "/synthesize"
MOST = 20_000_000  # bytes of one answer: more than seven minutes of speech
LOST = ".onnx.json"  # Piper takes these letters, not this ending, off the names that it lists
CONNECTING = 3.0  # seconds at most, since a host may have several addresses to try


class HungError(SilentError):
    """No whole answer came within the time limit."""


def ask(url: str, path: str, saying: Saying | None, seconds: float) -> bytes:
    """GET a path, or POST what is to be said to it; give the whole answer.

    Raises HungError when it takes longer, SilentError when there is no good answer.
    """
    until = monotonic() + seconds
    late = Event()
    try:
        connection, prefix = _connection(url, min(CONNECTING, seconds))
        with _open(connection) as line, _cut_off(line, until, late):
            return _exchange(connection, prefix + path, saying)
    except (OSError, HTTPException, ValueError) as fault:
        hung = late.is_set() or isinstance(fault, TimeoutError)
        kind = type(fault).__name__
        # Without its cause: the fault of a garbled answer repeats what was answered.
        raise (HungError("Piper hangs") if hung else SilentError(f"no answer: {kind}")) from None


def voices(url: str, seconds: float) -> set[str]:
    """Ask a server which voices it has, as it calls them; raises SilentError."""
    try:
        listed = json.loads(ask(url, "/voices", None, seconds))
    except ValueError:
        raise SilentError("the list of voices is no JSON") from None
    if not isinstance(listed, dict):
        raise SilentError("the list of voices is none")
    return set(listed)


def has(listed: set[str], voice: str) -> bool:
    """Tell whether a voice is in the list of a server."""
    return bool(listed & {voice, voice.rstrip(LOST)})


def _connection(url: str, seconds: float) -> tuple[HTTPConnection, str]:
    """Prepare a connection, which takes no notice of a proxy: the server is one of ours."""
    parts = urlsplit(url)
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    return kind(parts.hostname or "", parts.port, timeout=seconds), parts.path


@contextmanager
def _open(connection: HTTPConnection) -> Iterator[socket.socket]:
    try:
        connection.connect()
        yield connection.sock
    finally:
        connection.close()


@contextmanager
def _cut_off(line: socket.socket, until: float, late: Event) -> Iterator[None]:
    """End the connection at that moment: limits of single reads let a trickle go on for ever."""

    def cut() -> None:
        late.set()
        with suppress(OSError):  # it ended by itself just now
            line.shutdown(socket.SHUT_RDWR)

    left = max(0.001, until - monotonic())  # 0 would mean never to wait
    line.settimeout(left)
    timer = Timer(left, cut)
    timer.daemon = True
    timer.start()
    try:
        yield
        if late.is_set():  # an answer of no told length looks whole when it is cut off
            raise TimeoutError
    finally:
        timer.cancel()


def _exchange(connection: HTTPConnection, path: str, saying: Saying | None) -> bytes:
    body = None if saying is None else json.dumps(saying)
    headers = {} if saying is None else {"Content-Type": "application/json"}
    connection.request("GET" if saying is None else "POST", path, body, headers)
    with connection.getresponse() as response:
        return _whole(response)


def _whole(response: HTTPResponse) -> bytes:
    if response.status != HTTPStatus.OK:
        raise SilentError(f"Piper answers {response.status}")
    answer = response.read(MOST + 1)
    if len(answer) > MOST:
        raise SilentError("the answer has no end")
    return answer

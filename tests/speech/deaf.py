"""Servers that have a voice and do not speak, each in its own way."""

import struct
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import AF_INET, SOCK_STREAM, socket
from threading import Event, Thread
from time import sleep
from typing import Protocol


class Phone(Protocol):
    """Where an answer is written."""

    def write(self, said: bytes, /) -> object: ...


VOICE = "nl_NL-tone-medium"
OK = b"HTTP/1.0 200 OK\r\n\r\n"
SECRET = b"what-parents-read"


def wav(samples: bytes, rate: int = 16_000, channels: int = 1, bits: int = 16) -> bytes:
    """Make a WAV file."""
    frame = channels * bits // 8
    shape = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, channels, rate, rate * frame, frame, bits)
    body = b"WAVE" + shape + b"data" + struct.pack("<I", len(samples)) + samples
    return b"RIFF" + struct.pack("<I", len(body)) + body


Answer = Callable[[Phone, Event], object]
NOISE = b"\x00\x10\x00\xf0" * 4000
SAID = {  # what is sent as an answer, after which the connection ends
    "a failure": b"HTTP/1.0 500 Oops\r\n\r\n" + SECRET,
    "no HTTP": SECRET + b"\r\n\r\n",
    "nothing": b"",
    "an empty answer": OK,
    "no WAV": OK + b"<html>" + SECRET,
    "only the begin of a WAV": OK + wav(NOISE)[:30],
    "half a WAV": OK + wav(NOISE)[:9000],
    "less than it promises": b"HTTP/1.0 200 OK\r\nContent-Length: 90000\r\n\r\n"
    + wav(NOISE)[:9000],
    "a WAV of nothing": OK + wav(b""),
    "silence": OK + wav(bytes(8000)),
    "two channels of small samples": OK + wav(NOISE, channels=2, bits=8),
    "an impossible rate": OK + wav(NOISE, rate=1),
}


def never(_file: Phone, over: Event) -> None:
    """Do not answer."""
    over.wait()


def endless(file: Phone, over: Event) -> None:
    """Answer without an end."""
    file.write(OK)
    while not over.is_set():
        file.write(bytes(1_000_000))


def trickle(file: Phone, over: Event) -> None:
    """Send a little now and then, so that no single read takes long."""
    file.write(OK)
    while not over.is_set():
        file.write(b"R")
        sleep(0.02)


def slow_head(file: Phone, over: Event) -> None:
    """Never come to what is said."""
    file.write(b"HTTP/1.0 200 OK\r\nX: ")
    while not over.is_set():
        file.write(b"x")
        sleep(0.02)


LATE: dict[str, Answer] = {
    "no answer": never,
    "a trickle": trickle,
    "a slow head": slow_head,
}


@contextmanager
def listening(answer: Answer) -> Iterator[str]:
    """Run a server that answers so to whoever wants to hear something; give its address."""
    over = Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.wfile.write(OK + b'{"%s": {}}' % VOICE.encode())

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            with suppress(ConnectionError):  # its listener gave up
                answer(self.wfile, over)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            over.set()
            server.shutdown()
            thread.join()


@contextmanager
def engaged() -> Iterator[str]:
    """Give an address where nobody takes a call any more."""
    with ExitStack() as calls, socket(AF_INET, SOCK_STREAM) as line:
        line.bind(("127.0.0.1", 0))
        line.listen(0)
        for _ in range(4):  # more than may wait
            caller = calls.enter_context(socket(AF_INET, SOCK_STREAM))
            caller.setblocking(False)  # noqa: FBT003 — its only argument
            caller.connect_ex(line.getsockname())
        yield f"http://127.0.0.1:{line.getsockname()[1]}"

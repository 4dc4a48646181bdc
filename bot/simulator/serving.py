"""The HTTP server below the simulator: on this machine only, inside a running program."""

import asyncio
import contextlib
import socket
from collections.abc import Iterator

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

HOST = "127.0.0.1"


class Protocol(H11Protocol):
    """HTTP that lets a request reach its connection, so that a fault can cut it."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Keep the connection where a request finds it."""
        super().connection_made(transport)
        self.app_state = {**self.app_state, "transport": transport}


class QuietServer(uvicorn.Server):
    """A server inside somebody else's program: signals are not its business."""

    def __init__(self, app: ASGIApp) -> None:
        config = uvicorn.Config(
            app,
            http=Protocol,
            ws="none",
            lifespan="off",
            access_log=False,
            log_config=None,
            log_level="warning",
            timeout_graceful_shutdown=1,
        )
        super().__init__(config)
        self.listening = asyncio.Event()
        self._leaving = asyncio.Event()

    async def main_loop(self) -> None:
        """Serve until told to leave: the server then has no clock of its own to wait for."""
        self.listening.set()
        await self._leaving.wait()

    def leave(self) -> None:
        """Say that it is time to stop."""
        self.should_exit = True
        self._leaving.set()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the signals alone."""
        yield


def listen(port: int) -> socket.socket:
    """Open the port; raises OSError, with words for a person, if it is taken."""
    # Named as TCP in full, or asyncio leaves Nagle's delay on: 40 ms on every answer.
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((HOST, port))
        listening.listen(1024)
    except OSError as fault:
        listening.close()
        raise OSError(f"port {port} is not free ({fault.strerror}): choose another one") from None
    return listening

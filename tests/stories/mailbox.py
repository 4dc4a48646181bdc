"""A mail server for stories: real SMTP, mailboxes that can be read, bad days on request."""

import asyncio
import logging
import ssl
from dataclasses import dataclass, field
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import vobject
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

HERE = "127.0.0.1"
logging.getLogger("mail.log").setLevel(logging.CRITICAL)  # the server shows every line it reads


@dataclass
class Mailbox:
    """Takes e-mail on a port of this machine, as a mail server of a municipality does.

    `refuses`: addresses it does not know; `dislikes`: words it takes in no e-mail; `busy`: it says
    "later"; `hangs`: it says nothing.
    """

    port: int = 0
    login: tuple[str, str] | None = None
    starttls: ssl.SSLContext | None = None
    tls: ssl.SSLContext | None = None
    refuses: set[str] = field(default_factory=set)
    dislikes: str = ""
    busy: bool = False
    hangs: bool = False
    forgets: bool = False  # takes an e-mail and breaks off before it says so
    forgotten: int = 0  # e-mails of which it said nothing
    taken: list[tuple[str, EmailMessage]] = field(default_factory=list)
    tries: int = 0
    most_at_once: int = 0
    _open: "set[Protocol]" = field(default_factory=set)
    _server: asyncio.Server | None = None

    async def start(self) -> None:
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(self._protocol, HERE, self.port, ssl=self.tls)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        assert self._server is not None
        self._server.close()
        self.hang_up()
        await self._server.wait_closed()
        while self._open:  # noqa: ASYNC110 - connections end one by one
            await asyncio.sleep(0)

    def hang_up(self) -> None:
        """Break every connection off."""
        for each in list(self._open):
            _break_off(each)

    def _protocol(self) -> "Protocol":
        return Protocol(self)

    def to(self, address: str) -> list[EmailMessage]:
        """All e-mail to an address, oldest first."""
        return [message for receiver, message in self.taken if receiver == address]

    def subjects(self, address: str) -> list[str]:
        return [message["Subject"] for message in self.to(address)]

    def events(self, address: str) -> list["Event"]:
        """What the calendar of an address was told, read by a parser of another make."""
        return [event for message in self.to(address) if (event := event_of(message))]

    # what aiosmtpd asks of a handler

    async def handle_RCPT(  # noqa: N802 - the name is aiosmtpd's
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: object
    ) -> str:
        self.tries += 1
        if self.hangs:
            await asyncio.Event().wait()
        if address in self.refuses:
            return "550 5.1.1 No such user here"
        if self.busy:
            return "451 4.7.1 Greylisted, try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - the name is aiosmtpd's
        self, server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        assert isinstance(envelope.content, bytes)
        message = message_from_bytes(envelope.content, policy=default)
        assert isinstance(message, EmailMessage)
        if self.dislikes and self.dislikes in text_of(message):
            return "554 5.7.1 This looks like spam"
        self.taken += [(address, message) for address in envelope.rcpt_tos]
        if self.forgets:
            self.forgotten += 1
            _break_off(server)
        return "250 OK"

    def knows(
        self, _server: SMTP, _session: Session, _envelope: Envelope, *given: object
    ) -> AuthResult:
        """Tell whether user and password are right."""
        _, data = given
        assert isinstance(data, LoginPassword)
        right = (data.login.decode(), data.password.decode()) == self.login
        return AuthResult(success=right, handled=False)


def _break_off(server: SMTP) -> None:
    """End a connection without a word."""
    transport = server.transport
    assert isinstance(transport, asyncio.WriteTransport)
    transport.abort()


class Protocol(SMTP):
    """One connection, noted while it is open."""

    def __init__(self, box: Mailbox) -> None:
        super().__init__(
            box,
            hostname="mail.example.nl",
            loop=asyncio.get_running_loop(),
            tls_context=box.starttls,
            require_starttls=box.starttls is not None,
            authenticator=box.knows if box.login else None,
            auth_required=box.login is not None,
            auth_require_tls=box.starttls is not None,
        )
        self._box = box

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self._box._open.add(self)
        self._box.most_at_once = max(self._box.most_at_once, len(self._box._open))

    def connection_lost(self, error: Exception | None) -> None:
        super().connection_lost(error)
        self._box._open.discard(self)


@dataclass(frozen=True)
class Event:
    """What a calendar would show: method, SEQUENCE, UID, start, and the words."""

    method: str
    sequence: int
    uid: str
    start: datetime
    title: str
    place: str
    alarm: object
    written: str


def event_of(message: EmailMessage) -> Event | None:
    """Read the invitation in an e-mail; None: it has none. The file beside it is the same."""
    found = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
    if not found:
        return None
    [part] = found
    written = part.get_content()
    [attached] = list(message.iter_attachments())
    assert attached.get_content().decode().split() == written.split()
    calendar = vobject.readOne(written)
    event = calendar.vevent
    method = str(part["Content-Type"].params["method"])
    assert calendar.method.value == method
    return Event(
        method,
        int(event.sequence.value),
        event.uid.value,
        event.dtstart.value,
        event.summary.value,
        event.location.value,
        event.valarm.trigger.value if hasattr(event, "valarm") else None,
        written,
    )


def text_of(message: EmailMessage) -> str:
    """Read what a person reads."""
    body = message.get_body(("plain",))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")

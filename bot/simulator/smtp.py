"""A small mail server, on this machine only: it brings e-mail to the mailboxes of the world."""

import asyncio
import logging

from aiosmtpd.smtp import SMTP, Envelope, Session

from bot.simulator.mails import read_mail
from bot.simulator.serving import HOST
from bot.simulator.world import World

logging.getLogger("mail.log").setLevel(logging.ERROR)  # it would show every line that it reads


class SmtpServer:
    """Takes e-mail for the mailboxes that there are, and refuses all other."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._server: asyncio.Server | None = None

    async def start(self) -> int:
        """Listen, and give the port."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(
            lambda: SMTP(self, hostname=HOST, loop=loop, enable_SMTPUTF8=True), HOST
        )
        port: int = self._server.sockets[0].getsockname()[1]
        return port

    async def stop(self) -> None:
        """Stop listening."""
        if self._server is not None:
            self._server.close()
            await self._server.wait_closed()
            self._server = None

    # what aiosmtpd asks

    async def handle_RCPT(  # noqa: N802 - the name is aiosmtpd's
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: object
    ) -> str:
        """Tell whether there is such a mailbox."""
        if address not in self._world.mailboxes:
            return "550 5.1.1 there is no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - the name is aiosmtpd's
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        """Bring an e-mail that can be read."""
        try:
            for address in envelope.rcpt_tos:
                self._bring(address, envelope)
        except ValueError as fault:
            return f"554 5.6.0 {fault}"
        return "250 OK"

    def _bring(self, address: str, envelope: Envelope) -> None:
        world, content = self._world, envelope.content
        assert isinstance(content, bytes)  # noqa: S101 - aiosmtpd decodes only where asked
        mailbox = world.mailboxes[address]
        mail = read_mail(content, len(mailbox.mails) + 1, world.moment(), world.files)
        mailbox.mails.append(mail)
        world.feed.say("mail", {"address": address, "mail": mail.as_json()})
        world.changes.ring()

"""One letter -> one e-mail, handed in at the mail server."""

import asyncio
import logging
import ssl
from contextlib import suppress
from datetime import datetime, timedelta
from email.message import EmailMessage

from aiosmtplib import (
    SMTP,
    SMTPAuthenticationError,
    SMTPDataError,
    SMTPException,
    SMTPRecipientRefused,
    SMTPRecipientsRefused,
)
from telegram import Bot
from telegram.error import TelegramError

from bot.delivery.composing import compose, media_of
from bot.delivery.fates import Fate, Later, Refused, Sent
from bot.delivery.fetching import Attachment, fetch
from bot.services.office import Office
from bot.settings import MailServer, Reader
from storage.claiming import Claimed

log = logging.getLogger(__name__)

PATIENCE = 30.0  # seconds for one e-mail, from the first byte to the server's last word
GOODBYE = 1.0  # seconds
FOR_GOOD, TOO_LARGE = 500, 552  # codes from the first on will not change
NOBODY = timedelta(hours=1)  # between two looks for somebody who left
FOR_A_FILE = timedelta(hours=6)  # that an e-mail, and those behind it, wait for Telegram


class EmailPost:
    """Hands e-mails in, one connection at a time: mail servers like no crowds."""

    def __init__(
        self, office: Office, server: MailServer, bot: Bot, patience: float = PATIENCE
    ) -> None:
        self._office, self._server, self._bot, self._patience = office, server, bot, patience
        self._line = asyncio.Lock()
        self._lacking: dict[int, datetime] = {}  # letter -> since when its file cannot be fetched
        # A server on this machine may have a certificate for another name, or none.
        self._trust = ssl.create_default_context() if server.tls or server.starttls else None

    async def send(self, letter: Claimed) -> Fate:
        """Send a letter, and say what became of it."""
        reader = self._office.config.reader(letter.coach or "")
        if reader is None or reader.email is None:
            return Later(NOBODY)
        try:
            message = await self._written(letter, reader)
        except TelegramError as fault:
            log.warning("a file for an e-mail waits", extra={"fault": type(fault).__name__})
            return _again(letter)
        async with self._line:
            try:
                async with asyncio.timeout(self._patience):
                    await self._hand_in(message, reader.email)
            except (SMTPException, OSError, TimeoutError, UnicodeError) as fault:
                return _fate(fault, letter)
        return Sent()

    async def _written(self, letter: Claimed, reader: Reader) -> EmailMessage:
        """Write the e-mail, with the voice message or the photo that it brings."""
        media, sender = media_of(letter), self._server.sender
        if media is None:
            return compose(self._office, letter, reader, sender)
        attached = await self._fetched(letter, media["type"], media["file"])
        if attached is None:
            log.warning("an e-mail goes without its file", extra={"kind": media["type"]})
            return compose(self._office, letter, reader, sender, missing=media["type"])
        message = compose(self._office, letter, reader, sender)
        message.add_attachment(
            attached.content,
            maintype=attached.maintype,
            subtype=attached.subtype,
            filename=attached.name,
        )
        return message

    async def _fetched(self, letter: Claimed, kind: str, file: str) -> Attachment | None:
        """Fetch the file of a letter; None: it is gone, or was asked for in vain for long enough.

        Raises TelegramError while it is worth to wait.
        """
        try:
            attached = await fetch(self._bot, kind, file)
        except TelegramError:
            now = self._office.now()
            if now - self._lacking.setdefault(letter.id, now) < FOR_A_FILE:
                raise
            attached = None
        self._lacking.pop(letter.id, None)
        return attached

    async def _hand_in(self, message: EmailMessage, address: str) -> None:
        server = self._server
        password = server.password.get_secret_value() if server.password else None
        smtp = SMTP(
            hostname=server.host,
            port=server.port,
            username=server.user,
            password=password,
            use_tls=server.tls,
            start_tls=server.starttls,
            tls_context=self._trust,
            timeout=self._patience,
        )
        try:
            await smtp.connect()
            await smtp.send_message(message, sender=server.sender, recipients=[address])
            with suppress(SMTPException, OSError):  # it has been taken: a goodbye may fail
                await smtp.quit(timeout=GOODBYE)
        finally:
            smtp.close()


def _fate(fault: Exception, letter: Claimed) -> Fate:
    """Tell what a fault means: only a word for good about this letter sets it aside."""
    code = _code(fault)
    about_letter = isinstance(fault, SMTPDataError | SMTPRecipientsRefused) or code == TOO_LARGE
    if about_letter and code >= FOR_GOOD:
        return Refused(f"SMTP {code}")
    if isinstance(fault, SMTPAuthenticationError):
        log.error("the mail server does not know this user and password; e-mail waits")
    else:
        log.warning("an e-mail waits", extra={"fault": type(fault).__name__, "code": code})
    return _again(letter)


def _again(letter: Claimed) -> Later:
    """Try again: soon at first, then less and less often."""
    return Later.after(letter.attempts)


def _code(fault: Exception) -> int:
    """Give the server's number; 0: it said none."""
    if isinstance(fault, SMTPRecipientsRefused):
        refused: list[SMTPRecipientRefused] = fault.recipients
        return min(each.code for each in refused)
    return int(getattr(fault, "code", 0) or 0)

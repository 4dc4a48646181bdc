"""The mail server that e-mail to coaches goes through, and who lacks one."""

from collections.abc import Iterator
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import SplitResult, unquote, urlsplit

from pydantic import SecretStr

from bot.settings.config import Config
from bot.settings.fields import email_address
from bot.settings.municipality import COORDINATOR, EMAIL, Reader

PORTS = {"smtp": 587, "smtps": 465}
HOW = "write smtp://user:password@host:587 (STARTTLS) or smtps://user:password@host:465 (TLS)"


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where e-mail is handed in, and how: `tls` from the first byte, or `starttls` before all else.

    Neither: only to a server on this machine.
    """

    host: str
    port: int
    tls: bool
    starttls: bool
    user: str | None
    password: SecretStr | None
    sender: str


def mail_server(url: str, sender: str | None) -> MailServer:
    """Read KANSENCOACH_SMTP_URL; raises ValueError with what to write, and never the password."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise ValueError(f"is no address of a mail server; {HOW}") from None
    if parts.scheme not in PORTS or not parts.hostname or parts.path not in ("", "/"):
        raise ValueError(f"is no address of a mail server; {HOW}")
    user = unquote(parts.username) if parts.username else None
    password = SecretStr(unquote(parts.password)) if parts.password else None
    if (user is None) != (password is None):
        raise ValueError(f"has a user without a password, or a password without a user; {HOW}")
    return MailServer(
        host=parts.hostname,
        port=port or PORTS[parts.scheme],
        tls=parts.scheme == "smtps",
        starttls=parts.scheme == "smtp" and not _is_plain(parts),
        user=user,
        password=password,
        sender=_sender(sender, user),
    )


def mail_faults(config: Config, *, has_server: bool) -> Iterator[str]:
    """Say for whom e-mail is set and no mail server is."""
    if has_server:
        return
    named: list[tuple[str, Reader]] = [
        (f"coaches[{number}] ({coach.id})", coach) for number, coach in enumerate(config.coaches)
    ]
    if config.coordinator is not None:
        named.append((COORDINATOR, config.coordinator))
    for key, reader in named:
        if EMAIL in reader.channels:
            yield (
                f'{key}.notify: is "{reader.notify}", and KANSENCOACH_SMTP_URL is not set; '
                f'{HOW} there, or notify = "telegram" here'
            )


def _is_plain(parts: SplitResult) -> bool:
    """Tell whether the connection may be readable: only inside of this machine."""
    if parts.query in ("", "starttls"):
        return False
    if parts.query != "plain":
        raise ValueError(f'"?{parts.query}" is not known; {HOW}')
    host = parts.hostname or ""
    try:
        here = host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        here = False
    if not here:
        raise ValueError(f'"?plain" is for a mail server on this machine only; {HOW}')
    return True


def _sender(sender: str | None, user: str | None) -> str:
    try:
        return email_address(sender or user or "")
    except ValueError:
        raise ValueError(
            "needs KANSENCOACH_SMTP_FROM: write there the address that e-mail comes from, such as"
            ' "kansencoach@example.nl"'
        ) from None

"""Secrets and places, from environment variables that begin with KANSENCOACH_."""

import re
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, SecretStr, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.settings.fields import email_address
from bot.settings.mail import MailServer, mail_server

KEY = re.compile(r"[A-Za-z0-9_-]{43}=")  # 32 bytes in URL-safe base64


class WrongTokenError(Exception):
    """Telegram does not know this token: check KANSENCOACH_TELEGRAM_TOKEN."""


class Environment(BaseSettings):
    """What differs from machine to machine; an empty variable counts as not set.

    `key` is one Fernet key, or several with commas between them, of which the first seals. Raises
    pydantic.ValidationError, which never shows a secret.
    """

    model_config = SettingsConfigDict(
        env_prefix="KANSENCOACH_", env_ignore_empty=True, hide_input_in_errors=True, frozen=True
    )

    telegram_token: SecretStr | None = None
    key: SecretStr | None = None
    telegram_api: str = "https://api.telegram.org"
    config: Path = Path("kansencoach.toml")
    data: Path = Path("data")
    smtp_from: str | None = None  # stands before smtp_url, which is read with it
    smtp_url: SecretStr | None = None
    translate_key: SecretStr | None = None  # of a LibreTranslate server that wants one
    health_port: Annotated[int, Field(ge=1, le=65535)] | None = None
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"] = "INFO"

    @field_validator("log_level", mode="before")
    @classmethod
    def _any_case(cls, level: object) -> object:
        return level.upper() if isinstance(level, str) else level

    @field_validator("telegram_api")
    @classmethod
    def _address(cls, api: str) -> str:
        if not api.startswith(("https://", "http://")):
            raise ValueError('write an address that begins with "https://" or "http://"')
        return api.rstrip("/")

    @field_validator("key")
    @classmethod
    def _fernet(cls, key: SecretStr | None) -> SecretStr | None:
        for part in _parts(key):
            if not KEY.fullmatch(part):
                raise ValueError("is not a key; `kansencoach key new` makes one")
        return key

    @field_validator("smtp_from")
    @classmethod
    def _sender(cls, address: str | None) -> str | None:
        return address and email_address(address)

    @field_validator("smtp_url")
    @classmethod
    def _server(cls, url: SecretStr | None, others: ValidationInfo) -> SecretStr | None:
        if url is not None:
            mail_server(url.get_secret_value(), others.data.get("smtp_from"))
        return url

    @property
    def mail(self) -> MailServer | None:
        """The mail server; None if none is set."""
        url = self.smtp_url
        return mail_server(url.get_secret_value(), self.smtp_from) if url else None

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys, the one that seals first; none if none is set."""
        return _parts(self.key)


def _parts(key: SecretStr | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in key.get_secret_value().split(",")) if key else ()

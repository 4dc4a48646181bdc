"""Secrets and places, from environment variables that begin with KANSENCOACH_."""

from pathlib import Path
from typing import Literal

from pydantic import SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class Environment(BaseSettings):
    """What differs from machine to machine; an empty variable counts as not set.

    Raises pydantic.ValidationError, which never shows the token.
    """

    model_config = SettingsConfigDict(
        env_prefix="KANSENCOACH_", env_ignore_empty=True, hide_input_in_errors=True, frozen=True
    )

    telegram_token: SecretStr | None = None
    telegram_api: str = "https://api.telegram.org"
    config: Path = Path("kansencoach.toml")
    data: Path = Path("data")
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

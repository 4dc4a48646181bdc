"""What the environment may say."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.settings import Environment


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TELEGRAM_TOKEN", "TELEGRAM_API", "CONFIG", "DATA", "HEALTH_PORT", "LOG_LEVEL"):
        monkeypatch.delenv(f"KANSENCOACH_{name}", raising=False)


def test_nothing_needs_to_be_set() -> None:
    environment = Environment()
    assert environment.telegram_token is None
    assert environment.telegram_api == "https://api.telegram.org"
    assert (environment.config, environment.data) == (Path("kansencoach.toml"), Path("data"))
    assert environment.log_level == "INFO"


def test_what_is_set_counts_and_the_token_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KANSENCOACH_TELEGRAM_TOKEN", "1:secret")
    monkeypatch.setenv("KANSENCOACH_TELEGRAM_API", "http://127.0.0.1:8081/")
    monkeypatch.setenv("KANSENCOACH_LOG_LEVEL", "debug")
    environment = Environment()
    assert environment.telegram_token is not None
    assert environment.telegram_token.get_secret_value() == "1:secret"
    assert "secret" not in f"{environment!r} {environment}"
    assert environment.telegram_api == "http://127.0.0.1:8081"
    assert environment.log_level == "DEBUG"


def test_an_empty_variable_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KANSENCOACH_TELEGRAM_TOKEN", "")
    assert Environment().telegram_token is None


@pytest.mark.parametrize(
    ("name", "value"),
    [("LOG_LEVEL", "loud"), ("TELEGRAM_API", "api.telegram.org"), ("HEALTH_PORT", "70000")],
)
def test_a_wrong_variable_is_refused_by_name(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"KANSENCOACH_{name}", value)
    with pytest.raises(ValidationError, match=name.lower()):
        Environment()

"""What the environment may say."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.settings import Environment, MailServer


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch) -> None:
    names = ("TELEGRAM_TOKEN", "TELEGRAM_API", "CONFIG", "DATA", "HEALTH_PORT", "LOG_LEVEL")
    for name in (*names, "SMTP_URL", "SMTP_FROM"):
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


def _mail(monkeypatch: pytest.MonkeyPatch, url: str, sender: str = "") -> MailServer | None:
    monkeypatch.setenv("KANSENCOACH_SMTP_URL", url)
    monkeypatch.setenv("KANSENCOACH_SMTP_FROM", sender)
    return Environment().mail


@pytest.mark.parametrize(
    ("url", "port", "sealed"),
    [
        ("smtp://bot%40dorp.nl:p%2Fw@mail.dorp.nl", 587, "starttls"),
        ("smtp://bot%40dorp.nl:p%2Fw@mail.dorp.nl:25?starttls", 25, "starttls"),
        ("smtps://bot%40dorp.nl:p%2Fw@mail.dorp.nl", 465, "tls"),
        ("smtp://bot%40dorp.nl:p%2Fw@127.0.0.1:1025?plain", 1025, ""),
    ],
)
def test_a_mail_server_is_read_from_its_url(
    monkeypatch: pytest.MonkeyPatch, url: str, port: int, sealed: str
) -> None:
    found = _mail(monkeypatch, url)
    assert found is not None
    assert (found.port, found.tls, found.starttls) == (port, sealed == "tls", sealed == "starttls")
    assert (found.user, found.sender) == ("bot@dorp.nl", "bot@dorp.nl")
    assert found.password is not None
    assert found.password.get_secret_value() == "p/w"
    assert "p/w" not in f"{found!r} {Environment()!r}"
    assert "p%2Fw" not in f"{found!r} {Environment()!r}"


def test_the_sender_of_e_mail_can_be_another_than_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    found = _mail(monkeypatch, "smtp://mail.dorp.nl", "bot@dorp.nl")
    assert found is not None
    assert (found.user, found.sender) == (None, "bot@dorp.nl")


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("mail.dorp.nl", "is no address of a mail server"),
        ("https://a:s3cret@mail.dorp.nl", "is no address of a mail server"),
        ("smtp://a:s3cret@mail.dorp.nl:port", "is no address of a mail server"),
        ("smtp://a:s3cret@mail.dorp.nl", "needs KANSENCOACH_SMTP_FROM"),
        ("smtp://a%40b.nl@mail.dorp.nl", "a user without a password"),
        ("smtp://a%40b.nl:s3cret@mail.dorp.nl?plain", "on this machine only"),
        ("smtp://a%40b.nl:s3cret@mail.dorp.nl?tls", '"\\?tls" is not known'),
    ],
)
def test_a_wrong_mail_server_is_refused_in_words_without_its_password(
    monkeypatch: pytest.MonkeyPatch, url: str, words: str
) -> None:
    with pytest.raises(ValidationError, match=words) as caught:
        _mail(monkeypatch, url)
    assert "s3cret" not in str(caught.value)
    assert [item["loc"] for item in caught.value.errors()] == [("smtp_url",)]

"""What keeps `run` from starting is said in words: no traceback, exit code 1."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.program.municipality import EXAMPLE, anna_by_mail
from tests.program.program import ROOT, Ended, command

Env = dict[str, str]


def _refused(ended: Ended) -> str:
    assert ended.code == 1, ended.everything
    assert "Traceback" not in ended.everything
    assert ended.out == ""
    return ended.err


def _another_token(env: Env) -> None:
    env["KANSENCOACH_TELEGRAM_TOKEN"] = "1:another"  # noqa: S105 - one that opens nothing


def _no_token(env: Env) -> None:
    del env["KANSENCOACH_TELEGRAM_TOKEN"]


def _example_data(env: Env) -> None:
    env["KANSENCOACH_CONFIG"] = str(EXAMPLE)


def _no_config(env: Env) -> None:
    env["KANSENCOACH_CONFIG"] += ".gone"


def _broken_toml(env: Env) -> None:
    with Path(env["KANSENCOACH_CONFIG"]).open("a", encoding="utf-8") as config:
        config.write("[[schools\n")


def _wrong_value(env: Env) -> None:
    config = Path(env["KANSENCOACH_CONFIG"])
    config.write_text(config.read_text("utf-8").replace("notice_hours = 2", "notice_hours = -2"))


def _wrong_level(env: Env) -> None:
    env["KANSENCOACH_LOG_LEVEL"] = "loud"


def _no_mail_server(env: Env) -> None:
    anna_by_mail(Path(env["KANSENCOACH_CONFIG"]))


def _wrong_mail_server(env: Env) -> None:
    env["KANSENCOACH_SMTP_URL"] = "smtp://bot%40stad.nl:s3cret@mail.stad.nl?plain"


def _no_database(env: Env) -> None:
    data = Path(env["KANSENCOACH_DATA"])
    data.mkdir()
    (data / "kansencoach.sqlite3").write_text("this is a letter to grandmother, no database" * 99)


def _no_folder(env: Env) -> None:
    Path(env["KANSENCOACH_DATA"]).write_text("a file stands where the folder should be")


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        (_another_token, "Telegram does not know this token: check KANSENCOACH_TELEGRAM_TOKEN"),
        (_no_token, "KANSENCOACH_TELEGRAM_TOKEN is not set"),
        (_example_data, "example: is true; fill in your own data"),
        (_no_config, "there is no such file"),
        (_broken_toml, "kansencoach.toml"),
        (_wrong_value, "booking.notice_hours"),
        (_wrong_level, "KANSENCOACH_LOG_LEVEL"),
        (
            _no_mail_server,
            'kansencoach.toml: coaches[0] (anna).notify: is "email", and KANSENCOACH',
        ),
        (_wrong_mail_server, "KANSENCOACH_SMTP_URL: "),
        (_no_database, "the database cannot be used"),
        (_no_folder, "data"),
    ],
)
async def test_a_fault_of_the_operator_is_named(
    env: Env, broken: Callable[[Env], None], words: str
) -> None:
    """Each fault is named where it can be mended, and only in words."""
    broken(env)
    said = _refused(await command("run", env=env))
    assert words in said
    assert "s3cret" not in said


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Give a copy of the program in which something can be broken."""
    for part in ("bot", "storage", "locales"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / part, tmp_path / "copy" / part, ignore=ignored)
    return tmp_path / "copy"


async def test_a_broken_dialogue_is_named(env: Env, copy: Path) -> None:
    """A dialogue with a fault stops the start with file, question and reason."""
    booking = copy / "bot" / "conversations" / "booking.toml"
    booking.write_text(booking.read_text("utf-8").replace('offers = "topics"', 'offers = "tpics"'))
    said = _refused(await command("run", env=env, cwd=copy))
    assert "booking.toml" in said
    assert "topic" in said
    assert "tpics" in said


async def test_broken_catalogs_are_named_all_at_once(env: Env, copy: Path) -> None:
    """What would stop a parent in the middle stops the start, by language, sentence and reason."""

    def change(code: str, old: str, new: str, encoding: str = "utf-8") -> None:
        path = copy / "locales" / code / "LC_MESSAGES" / "messages.po"
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding)

    change("nl", "Hoe laat op {day}?", "Hoe laat op {dag}?")
    change("ar", "nplurals=6", "nplurals=7")
    change("en", "msgid", "msgid", "utf-16")
    change("ar", "#: bot/conversations/menu.toml\n", "#, fuzzy\n#: bot/conversations/menu.toml\n")
    said = _refused(await command("run", env=env, cwd=copy)).splitlines()
    assert said == [
        "nl: 'What time on {day}?': {day} is missing in 'Hoe laat op {dag}?'",
        "nl: 'What time on {day}?': {dag} is not known in 'Hoe laat op {dag}?'",
        "en: not UTF-8 at byte 0",
        "ar: the header's Plural-Forms is not understood",
    ]
    checked = await command("check", env=env, cwd=copy)
    assert checked.code == 1
    assert set(said) <= set(checked.out.splitlines())
    assert re.search(r"locales/ar: [1-9]\d* sentences are said in English", checked.out)

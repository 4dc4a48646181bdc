"""A language that nobody speaks, added as translators add one: a folder, upkeep, sentences."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.pofile import normalize

from bot.catalogs import update
from bot.i18n import LOCALES
from bot.i18n.catalog import ids, read
from bot.settings import Config, languages_in, read_config

EXAMPLE = Path(__file__).parents[2] / "kansencoach.example.toml"
PLACEHOLDER = re.compile(r"(\{\w+\})")
Translate = Callable[[str], str]


def add(locales: Path, code: str, own_name: str, translate: Translate) -> None:
    """Add a language: `translate` gives the words of each sentence."""
    (locales / code / "LC_MESSAGES").mkdir(parents=True)
    update(locales)
    path = locales / code / "LC_MESSAGES" / "messages.po"
    head = path.read_text("utf-8").partition("\n\n")[0]
    head += f'\n"X-Own-Name: {own_name}\\n"\n"X-Dates: en_GB\\n"'
    entries = (_entry(message, translate) for message in read(code, locales).messages if message.id)
    path.write_text("\n\n".join((head, *entries)) + "\n", "utf-8")


def beside_ours(folder: Path, locales: Path, code: str) -> Config:
    """Put it beside our own; give the example in Dutch, English and this one, without speech."""
    shutil.copytree(LOCALES, locales, dirs_exist_ok=True)
    text = EXAMPLE.read_text("utf-8")
    text = re.sub(r"(?m)^languages = .*", f'languages = ["nl", "{code}", "en"]', text)
    path = folder / "kansencoach.toml"
    path.write_text(text.replace("\non = true\n", "\non = false\n"), "utf-8")
    return read_config(path, languages_in(locales))


def _entry(message: Message, translate: Translate) -> str:
    lines = [f"msgid {normalize(ids(message)[0])}"]
    lines += [f"msgid_plural {normalize(many)}" for many in ids(message)[1:]]
    for form, english in enumerate(ids(message)):
        key = f"msgstr[{form}]" if message.pluralizable else "msgstr"
        lines.append(f"{key} {normalize(translate(english))}")
    return "\n".join(lines)

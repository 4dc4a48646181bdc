"""Asks hunspell for the words that it does not know."""

import shutil
import subprocess
from collections.abc import Iterable
from functools import cache

# Debian's dictionaries; fa, ti and so have none.
DICTIONARIES = {
    "nl": "nl_NL",
    "en": "en_GB",
    "ar": "ar",
    "uk": "uk_UA",
    "pl": "pl_PL",
    "tr": "tr_TR",
    "ro": "ro_RO",
    "bg": "bg_BG",
    "ru": "ru_RU",
    "de": "de_DE",
}
PROGRAM = "hunspell"


@cache
def unchecked(code: str) -> str:
    """Tell why the spelling of a language cannot be checked; nothing when it can."""
    name = DICTIONARIES.get(code)
    if name is None:
        return "no dictionary"
    if shutil.which(PROGRAM) is None:
        return "hunspell is not installed"
    return "" if _ask(name, "").returncode == 0 else f"dictionary {name} is not installed"


def unknown(code: str, words: Iterable[str]) -> list[str]:
    """Give the words that it does not know, each once; of a joined word perhaps only a part.

    To be asked only when `unchecked` says nothing.
    """
    asked = "\n".join(dict.fromkeys(words))
    return list(dict.fromkeys(_ask(DICTIONARIES[code], asked).stdout.splitlines()))


def _ask(name: str, words: str) -> "subprocess.CompletedProcess[str]":
    """Let it list what it does not know; it cuts at spaces and lines, so a line a word."""
    return subprocess.run(  # noqa: S603 - a name of the table, and words on its input
        [shutil.which(PROGRAM) or PROGRAM, "-d", name, "-i", "utf-8", "-l"],
        input=f"{words}\n",
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

"""Reads the template: every English sentence of ours, with the files it stands in."""

import json
import re
from pathlib import Path

from bot.i18n.catalog import LOCALES

TEMPLATE = "messages.pot"
PLACE = re.compile(r"bot/\S+\.(?:py|toml)")
QUOTED = re.compile(r'".*"')


def sentences(locales: Path = LOCALES) -> dict[str, tuple[str, ...]]:
    """Give each sentence that depends on no number, and its files; without a template none."""
    try:
        text = (locales / TEMPLATE).read_text("utf-8")
    except FileNotFoundError:  # it is made for translators: nothing that must run needs it
        return {}
    entries = (_entry(entry) for entry in text.split("\n\n"))
    return {msgid: places for msgid, places in entries if msgid}


def _entry(entry: str) -> tuple[str, tuple[str, ...]]:
    places: list[str] = []
    said: list[str] = []
    for line in entry.splitlines():
        if line.startswith("msgid_plural"):
            return "", ()
        if line.startswith("#:"):
            places += PLACE.findall(line)
        elif line.startswith('msgid "') or (said and line.startswith('"')):
            said += QUOTED.findall(line)
        elif line.startswith("msgstr"):
            break
    return "".join(json.loads(part) for part in said), tuple(dict.fromkeys(places))

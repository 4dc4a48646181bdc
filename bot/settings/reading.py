"""Reads kansencoach.toml, or says everything that is wrong with it at once."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

from pydantic import ValidationError

from bot.settings.checks import cross_faults
from bot.settings.config import Config
from bot.settings.faults import ConfigFault, Fault, faults_of
from bot.settings.fields import KNOWN, LANGUAGES

_LINE = re.compile(r"(?P<what>.*) \(at line (?P<line>\d+), column \d+\)")


def read_config(path: Path, languages: tuple[str, ...] = LANGUAGES) -> Config:
    """Read and check the file; raises ConfigFault with a line for each fault.

    `languages`: those that have a catalog; the file offers no other.
    """
    raw = _table(path)
    try:
        config = Config.model_validate(raw, context={KNOWN: languages})
    except ValidationError as error:
        _refuse(path, raw, faults_of(error, Config))
        raise
    _refuse(path, raw, cross_faults(config))
    return config


def _table(path: Path) -> dict[str, object]:
    """Read the TOML; the byte order mark that some editors write is let pass."""
    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except FileNotFoundError:
        raise ConfigFault(
            f"{path}: there is no such file; "
            "copy kansencoach.example.toml to kansencoach.toml and fill it in"
        ) from None
    except OSError as error:
        raise ConfigFault(f"{path}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise ConfigFault(f"{path}: is not UTF-8; save it again as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigFault(f"{path}: {_syntax(str(error))}") from None


def _syntax(message: str) -> str:
    """Put the line first: "line 3: expected '=' after a key"."""
    found = _LINE.fullmatch(message)
    where, what = (f"line {found['line']}", found["what"]) if found else ("at the end", message)
    return f"{where}: {what[0].lower()}{what[1:]}; look for a missing quote, bracket or ="


def _refuse(path: Path, raw: Mapping[str, object], faults: Iterable[Fault]) -> None:
    """Raise all faults at once, if there are any."""
    lines = [f"{path}: {fault.key}{_name(raw, fault)}: {fault.words}" for fault in faults]
    if lines:
        raise ConfigFault("\n".join(lines)) from None


def _name(raw: Mapping[str, object], fault: Fault) -> str:
    """Name the entry besides its number, because people do not count from 0."""
    match fault.way:
        case (str(table), int(number), *_):
            entries = raw.get(table)
            entry = entries[number] if isinstance(entries, list) else None
            name = entry.get("id") if isinstance(entry, dict) else None
            return f" ({name})" if name else ""
    return ""

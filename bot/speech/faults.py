"""What keeps messages from being said, for `kansencoach check`: each with what to do about it."""

from collections.abc import Iterator
from pathlib import Path

from bot.i18n import LOCALES
from bot.settings import Config
from bot.speech.ear import BrokenEarError, read_ear
from bot.speech.espeak import look
from bot.speech.piper import faults as piper
from bot.speech.voice import SilentError

INSTALL = "install it (on Debian: apt-get install espeak-ng), or write on = false below [speech]"


def faults(config: Config, data: Path, locales: Path = LOCALES) -> list[str]:
    """Look for it; takes some tenths of a second. Nothing is wrong where speech is off."""
    if not config.speech.on:
        return []
    return [
        *_ears(config, locales),
        *piper.faults(config.speech, data),
        *_voices(config),
    ]


def _ears(config: Config, locales: Path) -> Iterator[str]:
    for code in config.languages:
        try:
            read_ear(code, locales)
        except BrokenEarError as fault:
            yield from (f"locales/{complaint}" for complaint in fault.complaints)


def _voices(config: Config) -> Iterator[str]:
    try:
        spoken = look().languages
    except SilentError as fault:
        yield f"speech: {fault}: {INSTALL}"
        spoken = frozenset()
    silent = [it for it in config.languages if it not in spoken and it not in config.speech.piper]
    if spoken and silent:
        yield (
            f"speech: no voice speaks {', '.join(silent)}: 🔊 stands there only under what people"
            " recorded (kansencoach speech script)"
        )

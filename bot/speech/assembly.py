"""Puts together who can speak on this machine: recordings, Piper's voices, espeak-ng."""

import logging
from collections.abc import Iterator
from pathlib import Path

from bot.conversation.words import Say
from bot.i18n import LOCALES
from bot.settings import Config
from bot.speech.ear import BrokenEarError, read_ear, stretches
from bot.speech.espeak import Espeak, look
from bot.speech.fixed import ANY_DAY, Fixed, words
from bot.speech.folders import CLIPS, RECORDINGS, VOICES
from bot.speech.parts import Reading
from bot.speech.piper import PiperServer, PiperVoice
from bot.speech.plan import Sources
from bot.speech.recordings import Recordings
from bot.speech.shelf import Shelf
from bot.speech.speaker import Speaker
from bot.speech.voice import SilentError, Voice

log = logging.getLogger(__name__)

MEGABYTE = 1_000_000


def assemble(
    config: Config,
    data: Path,
    fixed: Fixed,
    *,
    button: Say,
    choose: Say,
    locales: Path = LOCALES,
) -> Speaker:
    """Look for every voice; takes some tenths of a second, and starts no voice yet.

    `button` is the sentence that numbers a button, `choose` one that stands in several languages.
    """
    piper, espeak = PiperServer(config.speech.piper_url, data / VOICES), _espeak()
    languages, recorded = fixed.languages, Recordings(data / RECORDINGS, fixed)
    for code in filter(recorded.speaks, languages.codes):
        fixed.texts(code)  # looked at now: later it would hold up the first message
    own = {words(languages.own_name(code)): code for code in languages.codes}
    own |= {words(languages.render(choose, code, ANY_DAY)): code for code in languages.codes}
    sources = Sources(
        recorded,
        {code: list(_voices(code, config, piper, espeak, locales)) for code in languages.codes},
        lambda text, code: _stretches(text, code, locales),
    )
    reading = Reading(
        fixed.is_fixed,
        lambda text: own.get(words(text)),
        lambda number, code: languages.render(Say(button.msgid, {"number": number}), code, ANY_DAY),
    )
    shelf = Shelf(data / CLIPS, config.speech.keep_megabytes * MEGABYTE)
    return Speaker(sources, reading, shelf, close=piper.stop)


def _voices(
    code: str, config: Config, piper: PiperServer, espeak: Espeak | None, locales: Path
) -> Iterator[Voice]:
    """Give the voices of a language, the best first."""
    pace = config.speech.words_a_minute
    if not _can_be_read(code, locales):
        return
    if code in config.speech.piper:
        yield PiperVoice(piper, config.speech.piper[code], pace)
    if espeak is not None and code in espeak.languages:
        yield espeak.voice(code, pace)


def _can_be_read(code: str, locales: Path) -> bool:
    """Tell whether texts of a language can be made for the ear."""
    try:
        read_ear(code, locales)
    except BrokenEarError as fault:
        for complaint in fault.complaints:
            log.warning("speech: %s is silent: locales/%s", code, complaint)
        return False
    return True


def _stretches(text: str, code: str, locales: Path) -> list[tuple[str, str]]:
    """Make a text ready for the ear; one that cannot be is left to a voice that is not there."""
    try:
        return stretches(text, code, lambda it: read_ear(it, locales))
    except BrokenEarError:
        return [(text, code)]


def _espeak() -> Espeak | None:
    try:
        return look()
    except SilentError as fault:
        log.warning("speech: %s", fault)
        return None

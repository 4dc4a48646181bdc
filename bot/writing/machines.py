"""The machines that a municipality has: one that writes down, one that translates, or none."""

import logging
from dataclasses import dataclass
from pathlib import Path

from pydantic import SecretStr

from bot.settings import Config
from bot.settings.speech import Speech
from bot.writing.outcome import BusyError, NothingWrittenError
from bot.writing.transcribing import Transcriber, installed, lacking
from bot.writing.translating import PATIENCE, Translator

log = logging.getLogger(__name__)

MODELS = "models"  # the folder of models in the data folder
TRIAL = "Good morning"  # what the server is asked to translate by way of trial
KEY = "KANSENCOACH_TRANSLATE_KEY"


@dataclass(frozen=True, slots=True)
class Machines:
    """What there is to write with; None: it is switched off, or not there."""

    transcriber: Transcriber | None = None
    translator: Translator | None = None

    async def close(self) -> None:
        """End what runs beside the bot."""
        if self.transcriber is not None:
            await self.transcriber.close()


def built(speech: Speech, data: Path, key: SecretStr | None) -> Machines:
    """Give the machines that the configuration names; one that is not there is said in the log."""
    translator = Translator(speech.translate_url, key) if speech.translate_url else None
    if missing := _no_model(speech, data):
        log.warning("nothing is written down: %s", missing)
    if speech.transcribe is None or missing:
        return Machines(None, translator)
    return Machines(Transcriber(data / MODELS / speech.transcribe), translator)


async def faults(
    config: Config, data: Path, key: SecretStr | None, patience: float = PATIENCE
) -> list[str]:
    """List what `kansencoach check` says: a machine that is wanted and does not work."""
    missing = _no_model(config.speech, data)
    silent = await _no_translation(config, key, patience)
    return [line for line in (missing, silent) if line]


def _no_model(speech: Speech, data: Path) -> str | None:
    if speech.transcribe is None:
        return None
    folder = data / MODELS / speech.transcribe
    if files := lacking(folder):
        return (
            f"speech.transcribe: there is no model in {folder}: {', '.join(files)} missing; "
            "put a model for faster-whisper there, or remove the line"
        )
    if not installed():
        return (
            "speech.transcribe: faster-whisper is not installed; "
            "install kansencoach-bot[transcribe], or remove the line"
        )
    return None


async def _no_translation(config: Config, key: SecretStr | None, patience: float) -> str | None:
    """Have a harmless text translated for each language that coaches read."""
    url = config.speech.translate_url
    if url is None:
        return None
    for language in sorted({coach.language for coach in config.coaches} - {"en"}):
        try:
            await Translator(url, key, patience).translate(TRIAL, language)
        except BusyError:
            continue
        except NothingWrittenError as fault:
            return (
                f"speech.translate_url: {url} does not translate to {language}: {fault}; look at "
                f"that server and at {KEY}, or remove the line"
            )
    return None

"""What keeps Piper's voices from speaking, before anybody asks them to."""

from importlib.util import find_spec
from pathlib import Path

from bot.settings.speech import Speech
from bot.speech.folders import VOICES
from bot.speech.piper.http import has, voices
from bot.speech.piper.near import files
from bot.speech.voice import SilentError

PATIENCE = 3.0  # seconds for the server to answer
EXTRA = "'kansencoach-bot[piper]'"
NEEDED = ("piper", "flask")  # the modules of that extra that the server cannot do without


def faults(speech: Speech, data: Path) -> list[str]:
    """Give what is wrong with the voices that are named, one sentence each."""
    if not speech.piper:
        return []
    if speech.piper_url:
        return _afar(speech, speech.piper_url)
    return [*_program(), *_files(speech, data / VOICES)]


def _program() -> list[str]:
    if all(map(find_spec, NEEDED)):
        return []
    other = "name a server that runs it in speech.piper_url"
    return [f"speech.piper: Piper is not installed here: pip install {EXTRA}, or {other}"]


def _files(speech: Speech, folder: Path) -> list[str]:
    return [
        f"speech.piper.{language}: {file} is not there:"
        f" python -m piper.download_voices {voice} --download-dir {folder}"
        for language, voice in speech.piper.items()
        for file in files(folder, voice)
        if not file.is_file()
    ]


def _afar(speech: Speech, url: str) -> list[str]:
    try:
        listed = voices(url, PATIENCE)
    except SilentError as fault:
        return [f"speech.piper_url: no Piper server speaks at {url} ({fault}): start it there"]
    return [
        f"speech.piper.{language}: the server at {url} has no voice {voice};"
        f" it has: {', '.join(sorted(listed)) or 'none'}"
        for language, voice in speech.piper.items()
        if not has(listed, voice)
    ]

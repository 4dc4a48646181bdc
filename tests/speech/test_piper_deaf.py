"""A server elsewhere that gives no good answer makes nobody wait, and its words go nowhere."""

from pathlib import Path
from time import monotonic

import pytest

from bot.speech.piper import PiperServer, PiperVoice
from bot.speech.voice import SilentError
from tests.speech.deaf import (
    LATE,
    NOISE,
    OK,
    SAID,
    SECRET,
    VOICE,
    Answer,
    endless,
    engaged,
    listening,
    wav,
)

LIMIT = 0.5  # seconds
TEXT = "Geheim gesprek."


def voice_at(url: str) -> PiperVoice:
    return PiperVoice(PiperServer(url, Path("nowhere"), seconds=LIMIT), VOICE)


def silence_of(voice: PiperVoice, within: float = LIMIT + 0.5) -> str:
    """Expect that nothing is said, and in time; give the reason."""
    began = monotonic()
    with pytest.raises(SilentError) as caught:
        voice.say(TEXT)
    assert monotonic() - began < within
    fault: BaseException | None = caught.value
    while fault:  # nor is it told by what a traceback shows
        assert TEXT not in repr(fault)
        assert SECRET.decode() not in repr(fault)
        fault = fault.__cause__ or (None if fault.__suppress_context__ else fault.__context__)
    return str(caught.value)


def test_a_good_answer_is_heard() -> None:
    with listening(lambda phone, _: phone.write(OK + wav(NOISE))) as url:
        assert len(voice_at(url).say(TEXT)) == len(NOISE) // 2 * 24 // 16


@pytest.mark.parametrize("answer", SAID.values(), ids=SAID)
def test_no_good_answer_is_silence(answer: bytes) -> None:
    with listening(lambda phone, _: phone.write(answer)) as url:
        assert silence_of(voice_at(url))


def test_an_answer_without_end_is_not_read_to_its_end() -> None:
    with listening(endless) as url:
        voice = PiperVoice(PiperServer(url, Path("nowhere"), seconds=20), VOICE)
        assert silence_of(voice, within=15) == "the answer has no end"


@pytest.mark.parametrize("answer", LATE.values(), ids=LATE)
def test_a_late_answer_is_silence_and_then_nobody_waits_any_more(answer: Answer) -> None:
    with listening(answer) as url:
        voice = voice_at(url)
        assert silence_of(voice) == "Piper hangs"
        assert silence_of(voice, within=0.1) == "Piper rests after a failure"


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:1", "http://127.0.0.1:no", "http://", "http://a b"]
)
def test_where_nobody_listens_is_silence(url: str) -> None:
    assert silence_of(voice_at(url)).startswith("no answer")


def test_where_nobody_takes_the_call_is_silence() -> None:
    with engaged() as url:
        assert silence_of(voice_at(url)) == "Piper hangs"

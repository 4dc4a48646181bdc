"""A sentence is said by Piper's own server, with voices that play a tone for each sound."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Thread

import numpy as np
import pytest

from bot.speech import sound
from bot.speech.piper.server import LONGEST, NATURAL, PiperServer, PiperVoice
from bot.speech.sound import RATE, Sound
from bot.speech.voice import SilentError, Voice
from tests.speech import tone_voice
from tests.speech.conftest import ARABIC, DUTCH
from tests.speech.processes import is_gone

SENTENCE = "De school helpt u. Kom op dinsdag!"


def speaking(server: PiperServer, voice: str = DUTCH, pace: int = NATURAL) -> Voice:
    return PiperVoice(server, voice, pace)


def pitch_at(said: Sound, place: int, each: float) -> float:
    """Find how high the tone is at a place, when each takes so many seconds."""
    tone = said[round(place * each * RATE) : round((place + 1) * each * RATE)]
    spectrum = np.abs(np.fft.rfft(tone * np.hanning(len(tone)), 2**16))
    return float(np.argmax(spectrum)) * RATE / 2**16


def test_each_sound_of_speech_is_heard_in_its_place(server: PiperServer) -> None:
    pace = 85
    said = speaking(server, pace=pace).say("[[amos]]")
    each = tone_voice.seconds(4, NATURAL / pace) / 11  # begin, four sounds, end, and between them
    heard = [pitch_at(said, place, each) for place in (2, 4, 6, 8)]
    assert heard == pytest.approx([tone_voice.pitch(sound) for sound in "amos"], abs=5)


@pytest.mark.parametrize("sounds", ["a", "ai", "amosamos"])
def test_more_sounds_take_longer(server: PiperServer, sounds: str) -> None:
    said = speaking(server).say(f"[[{sounds}]]")
    assert sound.seconds(said) == pytest.approx(tone_voice.seconds(len(sounds)), abs=0.001)


def test_a_sentence_takes_as_long_as_sentences_do(server: PiperServer) -> None:
    said = speaking(server).say(SENTENCE)
    assert 2 < sound.seconds(said) < 5
    assert sound.loudness(said)


def test_slow_speech_is_longer(server: PiperServer) -> None:
    fast, slow = (speaking(server, pace=pace).say("[[amos]]") for pace in (NATURAL, NATURAL // 2))
    assert len(slow) / len(fast) == pytest.approx(2, abs=0.01)


def test_each_voice_reads_as_its_language_is_read(server: PiperServer) -> None:
    one, other = (speaking(server, voice).say("Jij zegt ja.") for voice in (DUTCH, ARABIC))
    assert not np.array_equal(one, other)


def test_two_languages_at_once_are_said_as_each_alone(server: PiperServer) -> None:
    said = [(DUTCH, SENTENCE), (ARABIC, "مرحبا بكم في المدرسة"), (DUTCH, "Ja."), (ARABIC, "نعم")]
    alone = [speaking(server, voice).say(text) for voice, text in said]
    with ThreadPoolExecutor(4) as threads:
        together = threads.map(lambda told: speaking(server, told[0]).say(told[1]), said * 3)
    for one, other in zip(alone * 3, together, strict=True):
        np.testing.assert_array_equal(one, other)


def test_the_child_lives_on_after_the_thread_that_needed_it_first(voices: Path) -> None:
    server = PiperServer(None, voices)
    thread = Thread(target=speaking(server).say, args=("Ja.",))
    thread.start()
    thread.join()
    first = server.pid
    assert len(speaking(server).say("Ja."))
    assert server.pid == first is not None
    server.stop()
    server.stop()
    assert is_gone(first)
    assert server.pid is None
    with pytest.raises(SilentError, match="stopped"):
        speaking(server).say("Ja.")


def test_a_server_elsewhere_speaks_and_we_start_none(elsewhere: str, tmp_path: Path) -> None:
    server = PiperServer(elsewhere, tmp_path / "voices")
    voice = speaking(server, pace=130)
    assert sound.seconds(voice.say(SENTENCE)) > 2
    assert server.pid is None
    assert voice.name == f"piper {DUTCH} 130wpm"


def test_no_other_voice_speaks_instead(elsewhere: str, tmp_path: Path, voices: Path) -> None:
    for server in (PiperServer(elsewhere, tmp_path), PiperServer(None, voices)):
        with pytest.raises(SilentError, match=r"does not have|missing"):
            speaking(server, "en_US-none-medium").say("Yes.")
        assert server.pid is None


def test_a_replaced_voice_has_another_name_and_is_heard_at_once(tmp_path: Path) -> None:
    tone_voice.build(tmp_path, DUTCH, "nl")
    server = PiperServer(None, tmp_path)
    voice, model = speaking(server), tmp_path / f"{DUTCH}.onnx"
    before, name = voice.say(SENTENCE), voice.name
    tone_voice.build(tmp_path, DUTCH, "fr")
    os.utime(model, (1, 1))
    assert voice.name != name
    assert len(voice.say(SENTENCE)) != len(before)
    model.unlink()
    assert voice.name == f"piper {DUTCH} 200wpm missing"
    server.stop()


@pytest.mark.parametrize("text", ["", " \n", "a" * (LONGEST + 1)])
def test_what_cannot_be_said_is_refused_before_it_is_sent(tmp_path: Path, text: str) -> None:
    with pytest.raises(SilentError, match=r"nothing|long"):
        speaking(PiperServer("http://127.0.0.1:1", tmp_path)).say(text)

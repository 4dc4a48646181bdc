"""Sound: every clip as loud as the others, none clipped, and written as Telegram wants it."""

import subprocess
import sys
from io import BytesIO

import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st

from bot.speech import sound
from bot.speech.sound import RATE, NoSoundError, Sound
from tests.speech.hardened import CANNOT


def tone(seconds: float, level: float = 0.3, rate: float = RATE) -> Sound:
    count = np.arange(round(seconds * rate))
    return np.asarray(level * np.sin(count * 440 * 2 * np.pi / rate), np.float32)


@pytest.mark.parametrize("level", [0.001, 0.05, 0.99])
def test_whatever_its_source_a_sound_is_made_as_loud_as_all_others(level: float) -> None:
    made = sound.levelled(tone(1, level))
    assert sound.loudness(made) == pytest.approx(sound.LOUD, rel=0.01)


def test_a_sound_with_one_loud_click_is_not_clipped() -> None:
    clicking = tone(1, 0.001)
    clicking[100] = 1
    assert abs(sound.levelled(clicking)).max() <= sound.PEAK + 1e-6


def test_silence_stays_silence() -> None:
    assert not sound.levelled(sound.silence(1)).any()
    assert not len(sound.trimmed(sound.silence(1)))
    assert not len(sound.trimmed(sound.silence(0)))


def test_the_silence_at_both_ends_is_taken_off_and_none_in_the_middle() -> None:
    beep, gap = tone(0.5), sound.silence(0.4)
    made = sound.trimmed(sound.joined([gap, beep, gap, beep, gap]))
    assert sound.seconds(made) == pytest.approx(1.4, abs=0.01)


@given(st.floats(0.05, 3), st.sampled_from([8000, 16_000, 22_050, 44_100, 48_000]))
def test_another_rate_keeps_its_length(seconds: float, rate: int) -> None:
    made = sound.resampled(tone(seconds, rate=rate), rate)
    assert sound.seconds(made) == pytest.approx(seconds, abs=0.01)


def test_two_channels_become_one() -> None:
    both = np.stack([tone(1), tone(1)], axis=1)
    assert sound.resampled(both, RATE).shape == (RATE,)


def test_a_clip_is_ogg_with_opus_of_about_24_kbit_a_second() -> None:
    rng = np.random.default_rng(1)
    speech = tone(10) * (0.2 + 0.8 * rng.random(10 * RATE)).astype(np.float32)
    data = sound.opus(sound.levelled(speech))
    about = soundfile.info(BytesIO(data))
    assert (about.format, about.subtype, about.channels) == ("OGG", "OPUS", 1)
    assert about.duration == pytest.approx(10, abs=0.05)
    assert 16_000 < len(data) * 8 / 10 < 32_000


def test_what_is_kept_to_be_written_again_is_kept_better() -> None:
    speech = sound.levelled(tone(3))
    sent, kept = (sound.read(write(speech)) for write in (sound.opus, sound.vorbis))
    assert len(kept) == len(speech)
    assert np.abs(kept - speech).max() < np.abs(sent[: len(speech)] - speech).max()


def test_samples_of_a_program_that_was_cut_off_are_read_as_far_as_they_go() -> None:
    assert len(sound.pcm(b"\x00\x10" * 100 + b"\x01", RATE)) == 100


def test_a_hardened_service_can_write_and_read_sound() -> None:
    run = subprocess.run([sys.executable, "-m", "tests.speech.hardened"], check=False)
    if run.returncode == CANNOT:
        pytest.skip("this kernel cannot forbid a process to make code: Linux 6.3 can")
    assert run.returncode == 0


@pytest.mark.parametrize(
    "data",
    [b"", b"OggS", b"RIFF", bytes(10_000), sound.opus(tone(1))[:200]],
    ids=["nothing", "ogg", "riff", "zeros", "cut"],
)
def test_what_is_no_sound_is_said_to_be_none(data: bytes) -> None:
    with pytest.raises(NoSoundError):
        sound.read(data)

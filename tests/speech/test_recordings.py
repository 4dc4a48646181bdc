"""What people recorded is played; what cannot be used is told once, and not missed."""

import logging
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import numpy as np
import pytest
import soundfile

from bot.i18n import Languages
from bot.speech import sound
from bot.speech.fixed import Fixed
from bot.speech.recordings import Recordings
from tests.speech.recorded import noise, put, tone

TEXT = "Wat wilt u doen?"
Writer = Callable[[Path], object]


@pytest.fixture(name="fixed")
def _fixed() -> Fixed:
    return Fixed(Languages(["nl", "en"]), {"Here": (TEXT, "Terug")})


@pytest.fixture(name="place")
def _place(tmp_path: Path, fixed: Fixed) -> Path:
    """Give where the recording of the text belongs."""
    path = tmp_path / "nl" / f"{fixed.id_of(TEXT, 'nl')}.ogg"
    path.parent.mkdir()
    return path


def cut_off(path: Path) -> None:
    """Lose the last bytes, as when a disk was full."""
    put(path, tone(5))
    path.write_bytes(path.read_bytes()[:-300])


def sparse(path: Path) -> None:
    """Take no room on the disk, and 50 MB in memory."""
    with path.open("wb") as file:
        file.truncate(50_000_000)


def lasts(recordings: Recordings) -> float:
    """Tell how long the recording of the text is."""
    found = recordings.find(TEXT, "nl")
    assert found is not None
    return sound.seconds(found)


BROKEN: dict[str, tuple[Writer, str]] = {
    "empty": (lambda path: path.touch(), "is empty"),
    "random": (lambda path: path.write_bytes(os.urandom(5000)), "is broken, or no sound"),
    "a head only": (
        lambda path: path.write_bytes(put(path, tone(1)).read_bytes()[:60]),
        "is broken, or no sound",
    ),
    "cut off": (cut_off, "is broken: it ends in the middle"),
    "sparse": (sparse, "is too large: 50.0 MB, at most 5"),
    "wav": (lambda path: put(path, tone(1), "WAV", None), "is WAV, not OGG/Opus"),
    "vorbis": (lambda path: put(path, tone(1), "OGG", "VORBIS"), "is OGG/Vorbis, not OGG/Opus"),
    "silent": (lambda path: put(path, sound.silence(1)), "is silent"),
    "long": (lambda path: put(path, tone(61)), "takes 61 seconds, at most 60"),
    "folder": (lambda path: path.mkdir(), "is no file"),
    "pipe": (os.mkfifo, "is no file"),
}


def test_a_recording_is_found_trimmed_and_as_loud_as_all_others(
    tmp_path: Path, place: Path, fixed: Fixed
) -> None:
    quiet = np.concatenate([sound.silence(0.5), tone(1, 0.03), sound.silence(0.5)])
    put(place, quiet)
    recordings = Recordings(tmp_path, fixed)
    found = recordings.find(TEXT, "nl")
    assert found is not None
    assert found.dtype == np.float32
    assert 0.9 < sound.seconds(found) < 1.2
    assert sound.loudness(found) == pytest.approx(sound.LOUD, rel=0.1)
    assert recordings.has(TEXT, "nl")
    assert recordings.count("nl") == 1


def test_a_louder_one_in_stereo_at_another_rate_is_right_too(
    tmp_path: Path, place: Path, fixed: Fixed
) -> None:
    left = noise(1)
    with place.open("wb") as file:
        soundfile.write(file, np.stack([left, left], 1), 48_000, format="OGG", subtype="OPUS")
    found = Recordings(tmp_path, fixed).find(TEXT, "nl")
    assert found is not None
    assert found.ndim == 1
    assert 0.4 < sound.seconds(found) < 0.6
    assert np.abs(found).max() <= sound.PEAK + 1e-6


def test_where_nothing_is_recorded_nothing_is_found(tmp_path: Path, fixed: Fixed) -> None:
    for folder in (tmp_path, tmp_path / "missing"):
        recordings = Recordings(folder, fixed)
        for text, code in ((TEXT, "nl"), (TEXT, "en"), ("Fatima", "nl"), (TEXT, "tlh")):
            assert not recordings.has(text, code)
            assert recordings.mark(text, code) is None
            assert recordings.find(text, code) is None
        assert recordings.count("nl") == recordings.count("tlh") == 0


@pytest.mark.parametrize("kind", BROKEN)
def test_one_that_cannot_be_used_is_told_once_and_is_as_if_it_were_not_there(
    kind: str, tmp_path: Path, place: Path, fixed: Fixed, caplog: pytest.LogCaptureFixture
) -> None:
    write, why = BROKEN[kind]
    write(place)
    recordings = Recordings(tmp_path, fixed)
    assert recordings.mark(TEXT, "nl")  # nobody has looked into it
    with caplog.at_level(logging.INFO):
        for _ in range(3):
            assert recordings.find(TEXT, "nl") is None
    [line] = caplog.messages
    assert line.startswith(f"recording nl/{place.name} is not used: it {why}")
    assert "\n" not in line
    assert not recordings.has(TEXT, "nl")
    assert recordings.mark(TEXT, "nl") is None


def test_threads_that_try_it_at_the_same_time_tell_it_once(
    tmp_path: Path, place: Path, fixed: Fixed, caplog: pytest.LogCaptureFixture
) -> None:
    put(place, sound.silence(50))  # takes long enough to read that all have begun
    recordings, together = Recordings(tmp_path, fixed), Barrier(4)

    def try_it(_: int) -> bool:
        together.wait()
        return recordings.find(TEXT, "nl") is None

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(try_it, range(4)))
    assert len(caplog.messages) == 1


def test_one_that_must_not_be_read_is_not_there_either(
    tmp_path: Path, place: Path, fixed: Fixed, caplog: pytest.LogCaptureFixture
) -> None:
    place.symlink_to(place)  # the administrator of these tests may read all files; nobody this one
    assert Recordings(tmp_path, fixed).find(TEXT, "nl") is None
    assert caplog.messages == []


def test_one_that_is_replaced_is_known_by_another_mark_and_tried_again(
    tmp_path: Path, place: Path, fixed: Fixed
) -> None:
    place.write_bytes(b"no sound")
    recordings = Recordings(tmp_path, fixed)
    before = recordings.mark(TEXT, "nl")
    assert recordings.find(TEXT, "nl") is None
    put(place, tone(1))
    after = recordings.mark(TEXT, "nl")
    assert after is not None
    assert after != before
    assert recordings.find(TEXT, "nl") is not None
    assert recordings.has(TEXT, "nl")


def test_one_of_the_same_size_in_the_same_second_has_another_mark(
    tmp_path: Path, place: Path, fixed: Fixed
) -> None:
    put(place, tone(1))
    recordings = Recordings(tmp_path, fixed)
    before = recordings.mark(TEXT, "nl")
    about = place.stat()
    os.utime(place, ns=(about.st_atime_ns, about.st_mtime_ns + 1000))
    assert recordings.mark(TEXT, "nl") != before


def test_one_that_is_taken_away_is_gone_at_once_and_a_new_one_waits_for_a_restart(
    tmp_path: Path, place: Path, fixed: Fixed
) -> None:
    put(place, tone(1))
    recordings = Recordings(tmp_path, fixed)
    place.unlink()
    assert recordings.mark(TEXT, "nl") is None
    assert recordings.find(TEXT, "nl") is None
    put(tmp_path / "nl" / f"{fixed.id_of('Terug', 'nl')}.ogg", tone(1))
    assert not recordings.has("Terug", "nl")
    assert Recordings(tmp_path, fixed).has("Terug", "nl")


def test_of_two_for_the_same_text_the_better_ending_counts(
    tmp_path: Path, place: Path, fixed: Fixed
) -> None:
    put(place.with_suffix(".opus"), tone(2))
    put(place.with_suffix(".OGA"), tone(1))
    assert lasts(Recordings(tmp_path, fixed)) == pytest.approx(1, abs=0.1)
    put(place, tone(3))
    assert lasts(Recordings(tmp_path, fixed)) == pytest.approx(3, abs=0.1)

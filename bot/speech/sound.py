"""Sound as we hold it: made loud enough, joined, and written as Telegram's voice messages are."""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from tempfile import TemporaryFile
from typing import IO, Any, NamedTuple

import numpy as np
import soundfile
import soxr
from numpy.typing import NDArray

RATE = 24_000  # samples a second, one of those that Opus knows
LOUD = 0.1  # root mean square of speech, of a full scale of 1: -20 dBFS
PEAK = 0.8  # no sample is beyond this, so that nothing is clipped: -2 dBFS
QUIET = 0.02  # what is softer than this part of the loudest is silence around the words
# libsndfile's "compression level" at 24 kHz: of Opus about 24 kbit/s; of Vorbis, which takes a
# tenth of the time to write and a fifth to read, more than twice that.
SENT, KEPT = 0.92, 0.6

Sound = NDArray[np.float32]  # one channel, RATE samples a second, from -1 to 1


class Kind(NamedTuple):
    """What a sound file is: such as "OGG", "OPUS", and its seconds."""

    format: str
    subtype: str
    seconds: float


class NoSoundError(Exception):
    """No sound can be read from it."""


def silence(seconds: float) -> Sound:
    """Give so many seconds in which nothing is heard."""
    return np.zeros(round(seconds * RATE), dtype=np.float32)


def joined(sounds: Iterable[Sound]) -> Sound:
    """Put sounds behind one another."""
    return np.concatenate([silence(0), *sounds])


def seconds(sound: Sound) -> float:
    """Tell how long a sound is."""
    return len(sound) / RATE


def loudness(sound: Sound) -> float:
    """Give the root mean square of what is not silence, of a full scale of 1; 0: nothing is."""
    level = np.abs(sound)
    heard = sound[level > QUIET * level.max(initial=0.0)]
    return float(np.sqrt(np.mean(np.square(heard)))) if len(heard) else 0.0


def levelled(sound: Sound) -> Sound:
    """Make a sound as loud as all others, and clip nothing."""
    level, peak = loudness(sound), float(np.abs(sound).max(initial=0.0))
    if not level:
        return sound
    return (sound * min(LOUD / level, PEAK / peak)).astype(np.float32)


def trimmed(sound: Sound) -> Sound:
    """Take the silence off both ends: pauses are ours to make."""
    level = np.abs(sound)
    [heard] = np.nonzero(level > QUIET * level.max(initial=0.0))
    return sound[heard[0] : heard[-1] + 1] if len(heard) else sound[:0]


def resampled(sound: NDArray[np.floating[Any]], rate: float) -> Sound:
    """Turn sound of another rate, or of more channels than one, into ours."""
    one = sound.mean(axis=1) if sound.ndim > 1 else sound
    return np.asarray(one if rate == RATE else soxr.resample(one, rate, RATE), dtype=np.float32)


def pcm(data: bytes, rate: int) -> Sound:
    """Read plain 16-bit samples of one channel, as speech programs write them."""
    whole = data[: len(data) // 2 * 2]
    return resampled(np.frombuffer(whole, dtype="<i2") / 2**15, rate)


def read(data: bytes) -> Sound:
    """Read a sound file of any format that libsndfile knows; raises NoSoundError."""
    with _opened(data) as file:
        return resampled(file.read(dtype="float32"), file.samplerate)


def kind(data: bytes) -> Kind:
    """Tell what a sound file is, without reading it to its end; raises NoSoundError."""
    with _opened(data) as file:
        return Kind(file.format, file.subtype, file.frames / file.samplerate)


def opus(sound: Sound) -> bytes:
    """Write a sound as OGG with Opus: what Telegram shows as a voice message."""
    return _ogg(sound, "OPUS", SENT)


def vorbis(sound: Sound) -> bytes:
    """Write a sound as OGG with Vorbis: what we keep, to make voice messages of."""
    return _ogg(sound, "VORBIS", KEPT)


def _ogg(sound: Sound, coding: str, level: float) -> bytes:
    with _file() as file:
        soundfile.write(
            file.fileno(),
            sound,
            RATE,
            format="OGG",
            subtype=coding,
            compression_level=level,
            closefd=False,
        )
        file.seek(0)
        return file.read()


@contextmanager
def _opened(data: bytes) -> Iterator[soundfile.SoundFile]:
    with _file() as file:
        file.write(data)
        file.seek(0)
        try:
            with soundfile.SoundFile(file.fileno(), closefd=False) as sound:
                yield sound
        except (soundfile.LibsndfileError, ValueError, TypeError) as fault:
            raise NoSoundError(NoSoundError.__doc__) from fault


def _file() -> IO[bytes]:
    """Open a file without a name, in memory where that is possible.

    With a BytesIO soundfile makes code while it runs, which a hardened service may not do
    (MemoryDenyWriteExecute of systemd).
    """
    if sys.platform == "linux":
        return os.fdopen(os.memfd_create("sound"), "w+b", buffering=0)
    return TemporaryFile(buffering=0)

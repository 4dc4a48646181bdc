"""Piper's voices, which sound like a person, from its server: ours, or one that runs elsewhere."""

import wave
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from bot.speech import sound
from bot.speech.piper.far import Far
from bot.speech.piper.http import Saying
from bot.speech.piper.near import Near
from bot.speech.sound import Sound
from bot.speech.voice import SilentError

NATURAL = 200  # words a minute, about, as Piper's voices speak by themselves
LIMIT = 10.0  # seconds until a voice is given up
LONGEST = 300  # characters; one sentence of that length takes 300 MB, and of 800 a whole GB
PLAIN = (1, 2)  # channels, and bytes of a sample
RATES = range(8_000, 48_001)  # samples a second that a voice may have


class PiperServer:
    """The server of all Piper's voices: the one at the address, or else a child of ours.

    `folder` holds the voices of the child. Every method may be called from any thread.
    """

    def __init__(self, url: str | None, folder: Path, *, seconds: float = LIMIT) -> None:
        self._place: Far | Near = Far(url, seconds) if url else Near(folder, seconds)

    @property
    def pid(self) -> int | None:
        """The number of the process of our child, while it runs."""
        return self._place.pid

    def mark(self, voice: str) -> str:
        """Tell one file of a voice from another, as far as we can see it."""
        return self._place.mark(voice)

    def say(self, voice: str, text: str, length_scale: float) -> Sound:
        """Say a text, longer by this factor than the voice would; raises SilentError."""
        saying: Saying = {"text": text, "voice": voice, "length_scale": length_scale}
        return _heard(self._place.wav(saying))

    def stop(self) -> None:
        """End our child, whatever it does, and begin none any more; a second call does nothing."""
        self._place.stop()


@dataclass(frozen=True, slots=True)
class PiperVoice:
    """One voice of a server, at a pace; it is a Voice."""

    server: PiperServer
    voice: str
    words_a_minute: int = 130

    @property
    def name(self) -> str:
        """Which voice, how fast, and from which file as far as we can see it."""
        told = ["piper", self.voice, f"{self.words_a_minute}wpm", self.server.mark(self.voice)]
        return " ".join(filter(None, told))

    def say(self, text: str) -> Sound:
        """Say a text that was made for the ear; raises SilentError."""
        if not text.strip():
            raise SilentError("there is nothing to say")
        if len(text) > LONGEST:
            raise SilentError("it is too long for Piper")
        return self.server.say(self.voice, text, NATURAL / self.words_a_minute)


def _heard(answer: bytes) -> Sound:
    """Read a WAV file of the plain kind that Piper writes, all of it."""
    try:
        with wave.open(BytesIO(answer)) as file:
            kind = (file.getnchannels(), file.getsampwidth())
            rate, count = file.getframerate(), file.getnframes()
            samples = file.readframes(count)
    except (wave.Error, EOFError):
        raise SilentError("the answer is no WAV") from None
    if kind != PLAIN or rate not in RATES or len(samples) != count * PLAIN[1]:
        raise SilentError("the answer is no whole WAV of speech")
    said = sound.pcm(samples, rate)
    if not sound.loudness(said):
        raise SilentError("nothing is heard")
    return said

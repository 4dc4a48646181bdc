"""espeak-ng: a program beside ours that speaks most of our languages."""

import re
import struct
from dataclasses import dataclass

from bot.speech.running import run
from bot.speech.sound import Sound, pcm
from bot.speech.voice import SilentError

PROGRAM = "espeak-ng"
OLDEST = (1, 51)
LIMIT = 10.0  # seconds
# Its "words a minute" are English words; in these languages it takes longer over a word. Measured
# over our own texts: at 130 it says 101 Arabic words a minute, 108 Polish ones and 151 Dutch ones.
PACES = {"ar": 1.4, "fa": 1.2, "pl": 1.3, "ro": 1.1, "tr": 1.3}
FROM_TEXT = ("-b", "1", "-z", "--stdin", "--stdout")  # UTF-8, and no pause at its end
VERSION = re.compile(rb"text-to-speech: (\d+)\.(\d+)(\S*)")
HEADER = 44  # bytes of the WAV header, which has no true length: espeak writes it before it speaks
RATE_AT = 24  # where the header has the samples a second


@dataclass(frozen=True, slots=True)
class Espeak:
    """The program as it stands on this machine."""

    program: str
    version: str
    languages: frozenset[str]

    def voice(self, language: str, words_a_minute: int) -> "EspeakVoice":
        """Give its voice of a language."""
        return EspeakVoice(self, language, round(words_a_minute * PACES.get(language, 1)))


@dataclass(frozen=True, slots=True)
class EspeakVoice:
    """One voice of espeak-ng."""

    espeak: Espeak
    language: str
    pace: int

    @property
    def name(self) -> str:
        """Program, version, voice and pace."""
        return f"espeak-ng {self.espeak.version} {self.language} {self.pace}"

    def say(self, text: str) -> Sound:
        """Say a text; raises SilentError."""
        how = ["-v", self.language, "-s", str(self.pace)]
        wave = run([self.espeak.program, *how, *FROM_TEXT], text.encode(), limit=LIMIT)
        if len(wave) <= HEADER or not wave.startswith(b"RIFF"):
            raise SilentError("espeak-ng gave no sound")
        [rate] = struct.unpack_from("<I", wave, RATE_AT)
        return pcm(wave[HEADER:], rate)


def look(program: str = PROGRAM) -> Espeak:
    """Find espeak-ng and what it speaks; raises SilentError when it is missing or too old."""
    found = VERSION.search(run([program, "--version"], limit=LIMIT))
    if found is None:
        raise SilentError(f"{program} does not tell its version")
    major, minor, rest = (part.decode() for part in found.groups())
    if (int(major), int(minor)) < OLDEST:
        raise SilentError(f"{program} {major}.{minor} is too old: version 1.51 or later is needed")
    return Espeak(program, f"{major}.{minor}{rest}", _languages(program))


def _languages(program: str) -> frozenset[str]:
    """Read the table of voices, whose second column is the language; en-gb speaks en."""
    lines = run([program, "--voices"], limit=LIMIT).decode(errors="replace").splitlines()[1:]
    codes = {words[1] for line in lines if len(words := line.split()) > 1}
    return frozenset(code.split("-")[0] for code in codes)

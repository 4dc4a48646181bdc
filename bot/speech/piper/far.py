"""A Piper server that runs elsewhere, which somebody else looks after."""

from time import monotonic

from bot.speech.piper.http import SYNTHESIZE, HungError, Saying, ask, has, voices
from bot.speech.piper.rests import Rests
from bot.speech.voice import SilentError


class Far:
    """The server at an address; every method may be called from any thread."""

    pid: int | None = None  # nothing of ours runs

    def __init__(self, url: str, seconds: float) -> None:
        self._url = url
        self._seconds = seconds
        self._has: set[str] = set()
        self._rests = Rests()

    def mark(self, _voice: str) -> str:
        """Tell one file of a voice from another: from here we cannot."""
        return ""

    def wav(self, saying: Saying) -> bytes:
        """Have it said; raises SilentError."""
        voice = saying["voice"]
        self._rests.refuse(voice)
        try:
            return self._said(saying, monotonic() + self._seconds)
        except HungError:
            self._rests.rest(voice)  # or each part of a message would wait for it in vain
            raise
        except SilentError:
            self._has.discard(voice)  # perhaps it began anew, with other voices
            raise

    def stop(self) -> None:
        """Leave it as it is."""

    def _said(self, saying: Saying, until: float) -> bytes:
        """Have it said, but not by another voice, as Piper does if it does not have this one."""
        voice = saying["voice"]
        if voice not in self._has and not has(voices(self._url, self._seconds), voice):
            raise SilentError("the server does not have this voice")
        self._has.add(voice)
        return ask(self._url, SYNTHESIZE, saying, until - monotonic())

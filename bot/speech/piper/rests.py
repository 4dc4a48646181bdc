"""Who is left alone for a while, since asking again would only cost time."""

from time import monotonic

from bot.speech.voice import SilentError

REST = 60.0  # seconds


class Rests:
    """Voices that rest: meanwhile another kind of voice speaks at once."""

    def __init__(self) -> None:
        self._until: dict[str, float] = {}

    def rest(self, voice: str) -> None:
        """Leave a voice alone from now on."""
        self._until[voice] = monotonic() + REST

    def refuse(self, voice: str) -> None:
        """Raise SilentError if a voice rests."""
        if monotonic() < self._until.get(voice, 0.0):
            raise SilentError("Piper rests after a failure")

"""What every voice can do, whichever program it belongs to."""

from typing import Protocol

from bot.speech.named import Sound


class SilentError(Exception):
    """A voice does not speak: its program is missing, hangs, fails or gives no sound."""


class Voice(Protocol):
    """Somebody who says texts of one language."""

    @property
    def name(self) -> str:
        """Which program and which voice, with its version: clips are known by it too."""
        ...

    def say(self, text: str) -> Sound:
        """Say a text that was made for the ear; called in a worker thread, may take seconds.

        Raises SilentError, after its time limit at the latest.
        """
        ...

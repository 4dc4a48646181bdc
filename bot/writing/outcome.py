"""What comes of the work of a machine that writes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Written:
    """Words of a machine, and the language that it heard or read; None: it does not tell."""

    text: str
    language: str | None


class NothingWrittenError(Exception):
    """A machine gives no words: it is missing, hangs or fails. The reason holds none either."""


class BusyError(NothingWrittenError):
    """A machine has too much to do, and may have time later."""

    def __init__(self, reason: str, seconds: float) -> None:
        super().__init__(reason)
        self.seconds = seconds

"""Looks at a sound file before it is read: what it is, and whether it is worth it."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from stat import S_ISREG

import soundfile

from bot.speech import sound
from bot.speech.sound import NoSoundError, Sound

ENDINGS = (".ogg", ".oga", ".opus")  # the first one counts when a text has two
MOST_BYTES = 5_000_000
MOST_SECONDS = 60.0
CONTAINER, CODEC = "OGG", "OPUS"


@dataclass(frozen=True, slots=True)
class Fault(Exception):  # noqa: N818 - "not right" is what it tells
    """Why a recording cannot be used; `is_other`: the sound is good, the kind of file is not."""

    why: str
    is_other: bool = False

    def __str__(self) -> str:
        """Tell why."""
        return self.why


def read(path: Path) -> Sound:
    """Read a recording without the silence at its ends; raises Fault."""
    data = _bytes(path)
    _look(data)
    try:
        heard = sound.trimmed(sound.read(data))
    except NoSoundError:
        raise Fault("is broken: it cannot be read to its end") from None
    if not len(heard):
        raise Fault("is silent")
    return heard


def _bytes(path: Path) -> bytes:
    try:
        about = path.stat()
        if not S_ISREG(about.st_mode):  # reading a pipe would never end
            raise Fault("is no file")
        if about.st_size > MOST_BYTES:
            raise Fault(
                f"is too large: {about.st_size / 1e6:.0f} MB of at most {MOST_BYTES / 1e6:.0f}"
            )
        return path.read_bytes()
    except OSError as fault:
        raise Fault(f"cannot be read: {fault.strerror}") from None


def _look(data: bytes) -> None:
    """Refuse what is not OGG with Opus, or too long; nothing is unpacked for it."""
    if not data:
        raise Fault("is empty")
    try:
        about = soundfile.info(BytesIO(data))
    except (soundfile.LibsndfileError, ValueError, TypeError):
        raise Fault("is no sound that we know, or it is broken") from None
    if (about.format, about.subtype) != (CONTAINER, CODEC):
        kind = about.format if about.format != CONTAINER else f"OGG/{about.subtype.capitalize()}"
        raise Fault(f"is {kind}, not OGG/Opus", is_other=True)
    if about.duration > MOST_SECONDS:
        raise Fault(f"takes {about.duration:.0f} seconds of at most {MOST_SECONDS:.0f}")

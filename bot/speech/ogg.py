"""Looks at a sound file before it is read: what it is, and whether it can be used."""

from pathlib import Path
from stat import S_ISREG

from bot.speech import sound
from bot.speech.sound import NoSoundError, Sound

ENDINGS = (".ogg", ".oga", ".opus")  # the first one counts when a text has two
MOST_BYTES = 5_000_000
MOST_SECONDS = 60.0
SILENT = 0.001  # root mean square, of a full scale of 1: -60 dBFS
PAGE, HEADER = b"OggS", 27  # how each page of OGG begins, and the bytes before its table of sizes
CONTAINER, CODEC = "OGG", "OPUS"


class UnusableError(Exception):
    """A recording cannot be used; tells why, as what follows its name."""


class OtherKindError(UnusableError):
    """A recording is a sound, but no OGG with Opus."""


def is_named_so(path: Path) -> bool:
    """Tell whether the name of a file is that of a recording."""
    return path.suffix.lower() in ENDINGS


def rank(path: Path) -> tuple[int, str]:
    """Order recordings of one text: the first one is used."""
    return ENDINGS.index(path.suffix.lower()), path.name


def read(path: Path) -> Sound:
    """Read a recording without the silence at its ends; raises UnusableError."""
    data = _bytes(path)
    _look(data)
    if not _is_whole(data):
        raise UnusableError("is broken: it ends in the middle")
    try:
        heard = sound.trimmed(sound.read(data))
    except NoSoundError:
        raise UnusableError("is broken: it cannot be read to its end") from None
    if sound.loudness(heard) < SILENT:  # nothing there, as Opus gives it back, is a hum
        raise UnusableError("is silent")
    return heard


def _bytes(path: Path) -> bytes:
    try:
        about = path.stat()
        if not S_ISREG(about.st_mode):  # reading a pipe would never end
            raise UnusableError("is no file")
        if about.st_size > MOST_BYTES:
            size, most = about.st_size / 1e6, MOST_BYTES / 1e6
            raise UnusableError(f"is too large: {size:.1f} MB, at most {most:.0f}")
        return path.read_bytes()
    except OSError as fault:
        raise UnusableError(f"cannot be read: {fault.strerror}") from None


def _look(data: bytes) -> None:
    """Refuse what is no OGG with Opus, or too long; nothing is unpacked for it."""
    if not data:
        raise UnusableError("is empty")
    try:
        about = sound.kind(data)
    except NoSoundError:
        raise UnusableError("is broken, or no sound that is known here") from None
    if (about.format, about.subtype) != (CONTAINER, CODEC):
        kind = f"OGG/{about.subtype.capitalize()}" if about.format == CONTAINER else about.format
        raise OtherKindError(f"is {kind}, not OGG/Opus")
    if about.seconds > MOST_SECONDS:
        raise UnusableError(f"takes {about.seconds:.0f} seconds, at most {MOST_SECONDS:.0f}")


def _is_whole(data: bytes) -> bool:
    """Tell whether the last page is all there; a part of a file can be read, and is cut off."""
    start = 0
    while data[start : start + len(PAGE)] == PAGE:
        [sizes] = data[start + HEADER - 1 : start + HEADER] or [0]
        table = start + HEADER
        start = table + sizes + sum(data[table : table + sizes])
    return start <= len(data)

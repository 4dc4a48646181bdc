"""Opus in Ogg, as RFC 7845 has it: what is a voice message, how long it lasts, and writing one."""

from collections.abc import Iterable, Iterator

from bot.simulator.ogg import FIRST, LAST, MOST_SEGMENTS, NOTHING_ENDS, Page, pages, segments

RATE = 48_000  # Opus counts so many samples a second, whatever was recorded
HEAD, TAGS = b"OpusHead", b"OpusTags"
HEAD_LENGTH = 19
NO_TAGS = TAGS + bytes(8)  # nobody's name, and no comments
STREAM = 1
MP3_MARKS = (b"\xff\xfb", b"\xff\xfa", b"\xff\xf3", b"\xff\xf2")
# The samples of a frame by the first five bits of a packet (RFC 6716, 3.1).
_SPEECH, _BOTH, _MUSIC = (480, 960, 1920, 2880), (480, 960), (120, 240, 480, 960)
FRAMES = _SPEECH * 3 + _BOTH * 2 + _MUSIC * 4


def seconds_of(data: bytes) -> float | None:
    """Give how long a voice message lasts; None for what is no whole OGG file with Opus."""
    try:
        first, second, *sound = pages(data)
        skipped = _skipped(first.packets[0])
    except (ValueError, IndexError):
        return None
    own = [page for page in sound if page.stream == first.stream]
    ends = [page.granule for page in own if page.granule != NOTHING_ENDS]
    if not second.packets[0].startswith(TAGS) or not ends:
        return None
    return max(0, ends[-1] - skipped) / RATE


def voice_mime(data: bytes) -> str | None:
    """Name the kind of a sound that Telegram takes as a voice message; None for another file.

    MP3 and M4A are known by their first bytes only. Whether Telegram looks into a file is not
    published; here one that is damaged is none, so that a test sees it.
    """
    if seconds_of(data) is not None:
        return "audio/ogg"
    if data.startswith(b"ID3") or data[:2] in MP3_MARKS:
        return "audio/mpeg"
    return "audio/mp4" if data[4:8] == b"ftyp" else None


def write(head: bytes, packets: Iterable[bytes]) -> bytes:
    """Write packets of Opus, and the head that tells of them, as an OGG file."""
    _skipped(head)
    *whole, end = _sound(packets)
    whole.append(Page(STREAM, end.number, LAST, end.granule, end.packets))
    begin = [Page(STREAM, 0, FIRST, 0, (head,)), Page(STREAM, 1, 0, 0, (NO_TAGS,))]
    return b"".join(page.as_bytes() for page in [*begin, *whole])


def _skipped(head: bytes) -> int:
    """Give how many samples at the start are not heard; raises ValueError if it is no Opus."""
    if not head.startswith(HEAD) or len(head) < HEAD_LENGTH or head[8] >> 4:
        raise ValueError("this is no Opus")
    return int.from_bytes(head[10:12], "little")


def _sound(packets: Iterable[bytes]) -> Iterator[Page]:
    """Fill pages with packets, about a second each."""
    number, granule, begun = 2, 0, 0
    held: list[bytes] = []
    for packet in packets:
        room = MOST_SEGMENTS - sum(map(segments, held))
        if held and (segments(packet) > room or granule - begun >= RATE):
            yield Page(STREAM, number, 0, granule, tuple(held))
            number, begun, held = number + 1, granule, []
        held.append(packet)
        granule += _samples(packet)
    yield Page(STREAM, number, 0, granule, tuple(held))


def _samples(packet: bytes) -> int:
    if not packet:
        raise ValueError("a packet of Opus is empty")
    frame, count = FRAMES[packet[0] >> 3], packet[0] & 3
    frames = (1, 2, 2, packet[1] & 63 if len(packet) > 1 else 0)[count]
    return frame * frames

"""WebM, which Chromium records: a voice message in it becomes the OGG file that a phone sends."""

from collections.abc import Iterator

from bot.simulator import opus

# The elements that hold others (RFC 9559); what is in them is read on as if they were not there,
# so that it does not matter that a recording does not tell how long they are.
SEGMENT, TRACKS, TRACK, CLUSTER, GROUP = 0x18538067, 0x1654AE6B, 0xAE, 0x1F43B675, 0xA0
HOLDERS = {SEGMENT, TRACKS, TRACK, CLUSTER, GROUP}
CODEC, CODEC_HEAD = 0x86, 0x63A2
BLOCKS = {0xA1, 0xA3}
LACED = 0x06  # several frames in a block, which a recording of speech does not have


def to_ogg(data: bytes) -> bytes:
    """Put the sound into an OGG file as it is; raises ValueError if it is no Opus in WebM."""
    head, packets = b"", []
    for name, content in _elements(data):
        if name == CODEC and content.rstrip(b"\0") != b"A_OPUS":
            raise ValueError("this recording is no Opus")
        if name == CODEC_HEAD:
            head = content
        if name in BLOCKS:
            packets.append(_packet(content))
    if not packets:
        raise ValueError("nothing was recorded")
    return opus.write(head, packets)


def _elements(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at < len(data):
        name, at = _number(data, at, keep_mark=True)
        size, at = _number(data, at)
        if name not in HOLDERS:
            yield name, data[at : at + size]
            at += size


def _number(data: bytes, at: int, *, keep_mark: bool = False) -> tuple[int, int]:
    """Read a number whose first bit set tells its length (RFC 8794, 4); give where it ends."""
    length = 9 - data[at].bit_length()
    end = at + length
    if not data[at] or end > len(data):
        raise ValueError(f"there is no element at {at}")
    number = int.from_bytes(data[at:end], "big")
    return (number if keep_mark else number & (1 << 7 * length) - 1), end


def _packet(block: bytes) -> bytes:
    """Give the sound of a block, past its track, its time and its flags."""
    _, at = _number(block, 0)
    if len(block) < at + 3 or block[at + 2] & LACED:
        raise ValueError("this recording has blocks of another kind")
    return block[at + 3 :]

"""Ogg, the container of a voice message: its pages, read and written as RFC 3533 has them."""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

PAGE = struct.Struct("<4sBBqIIIB")  # mark, version, flags, granule, stream, number, sum, segments
MARK = b"OggS"
SUM_AT = slice(22, 26)
CONTINUED, FIRST, LAST = 1, 2, 4
NOTHING_ENDS = -1  # the granule of a page on which no packet ends
MOST_SEGMENTS = 255
_MIRRORED = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))


@dataclass(frozen=True)
class Page:
    """A page; `granule` counts the samples until the last packet that ends on it."""

    stream: int
    number: int
    flags: int
    granule: int
    packets: tuple[bytes, ...]

    def as_bytes(self) -> bytes:
        """Write the page; its packets must fit, see `segments`."""
        table = bytes(length for packet in self.packets for length in _lacing(packet))
        head = (MARK, 0, self.flags, self.granule, self.stream, self.number, 0, len(table))
        page = bytearray(PAGE.pack(*head) + table + b"".join(self.packets))
        page[SUM_AT] = _sum(page).to_bytes(4, "little")
        return bytes(page)


def segments(packet: bytes) -> int:
    """Tell how many of a page's 255 segments a packet takes."""
    return len(packet) // 255 + 1


def pages(data: bytes) -> Iterator[Page]:
    """Read the pages; raises ValueError where the file is damaged, or is no Ogg at all."""
    at = 0
    while at < len(data):
        page, at = _page(data, at)
        yield page


def _page(data: bytes, at: int) -> tuple[Page, int]:
    try:
        mark, version, flags, granule, stream, number, told, count = PAGE.unpack_from(data, at)
    except struct.error:
        raise ValueError("a page is cut off") from None
    begin = at + PAGE.size + count
    table = data[at + PAGE.size : begin]
    end = begin + sum(table)
    if mark != MARK or version or len(table) < count or end > len(data):
        raise ValueError(f"there is no whole page at {at}")
    if _sum(data[at:end]) != told:
        raise ValueError(f"the page at {at} is damaged")
    return Page(stream, number, flags, granule, tuple(_packets(data[begin:end], table))), end


def _packets(body: bytes, table: bytes) -> Iterator[bytes]:
    """Cut the body into packets; the last one may go on in the next page."""
    begin = end = 0
    for length in table:
        end += length
        if length < MOST_SEGMENTS:
            yield body[begin:end]
            begin = end
    if begin < end:
        yield body[begin:end]


def _lacing(packet: bytes) -> bytes:
    return b"\xff" * (len(packet) // 255) + bytes([len(packet) % 255])


def _sum(page: bytes | bytearray) -> int:
    """Give Ogg's checksum: that of zlib with every bit the other way round, from zero to zero."""
    whole = bytearray(page)
    whole[SUM_AT] = bytes(4)
    turned = zlib.crc32(whole.translate(_MIRRORED), 0xFFFFFFFF) ^ 0xFFFFFFFF
    return int(f"{turned:032b}"[::-1], 2)

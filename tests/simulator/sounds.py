"""Sounds for the tests: spoken by nobody, written by libsndfile, and as Chromium records them."""

from io import BytesIO

import numpy as np
import soundfile

RATE = 48_000


def tone(seconds: float = 1.0, *, kind: str = "OGG", code: str = "OPUS") -> bytes:
    """Write a tone as a file, Opus in Ogg unless told otherwise."""
    times = np.arange(round(seconds * RATE)) / RATE
    file = BytesIO()
    soundfile.write(file, np.sin(2 * np.pi * 440 * times) / 4, RATE, format=kind, subtype=code)
    return file.getvalue()


def length(data: bytes) -> float:
    """Decode a file, and tell how many seconds of sound came out."""
    sound, rate = soundfile.read(BytesIO(data))
    return float(len(sound) / rate)


def webm(head: bytes, packets: list[bytes], *, codec: bytes = b"A_OPUS", flags: int = 0) -> bytes:
    """Write packets as Chromium records them: with a head, and without a length of the whole."""
    track = element(0x86, codec) + element(0x63A2, head)
    blocks = [block(packet, flags) for packet in packets]
    simple, last = blocks[:-1], blocks[-1:]
    cluster = [element(0xE7, b"\0"), *(element(0xA3, one) for one in simple)]
    cluster += [element(0xA0, element(0xA1, one)) for one in last]
    endless = b"\x01" + b"\xff" * 7
    return (
        element(0x1A45DFA3, element(0x4282, b"webm"))
        + bytes.fromhex("18538067")
        + endless
        + element(0x1654AE6B, element(0xAE, track))
        + bytes.fromhex("1f43b675")
        + endless
        + b"".join(cluster)
    )


def block(packet: bytes, flags: int = 0) -> bytes:
    """Put track, time and flags before the sound."""
    return b"\x81\x00\x00" + bytes([flags]) + packet


def element(name: int, content: bytes) -> bytes:
    """Write an element of EBML, with a length of four bytes."""
    code = name.to_bytes((name.bit_length() + 7) // 8, "big")
    return code + (len(content) | 0x1000_0000).to_bytes(4, "big") + content

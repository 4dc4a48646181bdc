"""The simulator knows a voice message by its bytes, and writes one that can be heard."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.simulator import ogg, opus, webm
from tests.simulator import sounds

SPOKEN = sounds.tone(2.5)
HEAD, _, *SOUND = ogg.pages(SPOKEN)
PACKETS = [packet for page in SOUND for packet in page.packets]


@pytest.mark.parametrize("seconds", [0.1, 1.0, 12.34])
def test_a_voice_message_tells_how_long_it_lasts(seconds: float) -> None:
    told = opus.seconds_of(sounds.tone(seconds))
    assert told == pytest.approx(seconds, abs=0.001)


@pytest.mark.parametrize(
    ("data", "mime"),
    [
        (SPOKEN, "audio/ogg"),
        (sounds.tone(kind="MP3", code="MPEG_LAYER_III"), "audio/mpeg"),
        (b"ID3\x04" + bytes(20), "audio/mpeg"),
        (bytes(4) + b"ftypM4A " + bytes(20), "audio/mp4"),
        (sounds.tone(code="VORBIS"), None),
        (sounds.tone(kind="WAV", code="PCM_16"), None),
        (b"OggS", None),
        (b"", None),
        (HEAD.as_bytes(), None),
        (b"".join(page.as_bytes() for page in (HEAD, SOUND[0], *SOUND)), None),  # without tags
        (SPOKEN[:-1], None),
        (SPOKEN[:500] + bytes([SPOKEN[500] ^ 1]) + SPOKEN[501:], None),
    ],
    ids=[
        *["opus", "mp3", "id3", "m4a", "vorbis", "wav"],
        "cut",
        "empty",
        "head",
        "untagged",
        "short",
        "bad",
    ],
)
def test_only_opus_in_ogg_mp3_and_m4a_are_voice_messages(data: bytes, mime: str | None) -> None:
    assert opus.voice_mime(data) == mime


@given(st.binary(max_size=200))
def test_no_bytes_at_all_upset_the_reader(data: bytes) -> None:
    assert opus.seconds_of(data) is None
    assert opus.seconds_of(SPOKEN + data) in {None, opus.seconds_of(SPOKEN)}


def test_pages_are_written_as_they_were_read() -> None:
    assert b"".join(page.as_bytes() for page in ogg.pages(SPOKEN)) == SPOKEN


def test_what_is_written_can_be_heard() -> None:
    written = opus.write(HEAD.packets[0], PACKETS)
    pages = list(ogg.pages(written))
    assert [page.number for page in pages] == list(range(len(pages)))
    assert [page.flags for page in pages if page.flags] == [ogg.FIRST, ogg.LAST]
    lengths = [later.granule - page.granule for page, later in pairwise(pages[1:])]
    assert len(lengths) == 3  # of about a second each
    assert max(lengths) < 1.1 * opus.RATE
    assert sounds.length(written) == pytest.approx(2.5, abs=0.05)  # the last packet to its end
    assert opus.seconds_of(written) == pytest.approx(2.5, abs=0.05)


@pytest.mark.parametrize(
    ("packet", "milliseconds"),
    [
        (b"\x00", 10),
        (b"\x18", 60),
        (b"\x68", 20),
        (b"\x80", 2.5),
        (b"\xf8", 20),
        (b"\xf9", 40),
        (b"\xfb\x03", 60),
    ],
)
def test_a_packet_tells_how_long_it_lasts(packet: bytes, milliseconds: float) -> None:
    *_, page = ogg.pages(opus.write(HEAD.packets[0], [packet]))
    assert page.granule == milliseconds * 48


def test_large_packets_take_more_pages() -> None:
    packets = [b"\xf8" + bytes(20_000)] * 10
    written = list(ogg.pages(opus.write(HEAD.packets[0], packets)))[2:]
    assert [packet for page in written for packet in page.packets] == packets


def test_what_chromium_records_becomes_what_a_phone_sends() -> None:
    turned = webm.to_ogg(sounds.webm(HEAD.packets[0], PACKETS))
    assert turned == opus.write(HEAD.packets[0], PACKETS)
    assert sounds.length(turned) == pytest.approx(2.5, abs=0.05)


@pytest.mark.parametrize(
    "recorded",
    [
        b"",
        b"RIFF and more",
        sounds.webm(HEAD.packets[0], []),
        sounds.webm(HEAD.packets[0], [b""]),
        sounds.webm(b"OpusNot", PACKETS),
        sounds.webm(HEAD.packets[0], PACKETS, codec=b"A_VORBIS"),
        sounds.webm(HEAD.packets[0], PACKETS, flags=2),
    ],
)
def test_another_recording_is_refused(recorded: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        webm.to_ogg(recorded)


@given(st.integers(0, 400), st.binary(max_size=40))
def test_a_damaged_recording_is_refused_or_turned_but_never_worse(at: int, put: bytes) -> None:
    whole = sounds.webm(HEAD.packets[0], PACKETS[:3])
    damaged = whole[:at] + put + whole[at + len(put) :]
    try:
        turned = webm.to_ogg(damaged)
    except ValueError:
        return
    assert opus.seconds_of(turned) is not None

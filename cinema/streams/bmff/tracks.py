"""Initialisation segments: one track's description, and no samples (ISO/IEC 14496-12, 23000-19)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cinema.contract import FRAME_RATE
from cinema.sound.samples import CHANNELS, RATE
from cinema.streams.bmff.boxes import box, full_box, shorts, words

if TYPE_CHECKING:
    from cinema.contract import Size

VIDEO_TIMESCALE = FRAME_RATE * 1000
FRAME_TICKS = VIDEO_TIMESCALE // FRAME_RATE
SOUND_BITS = 96_000
"""Bits a second of sound."""
AAC_SAMPLES = 1024
"""Samples that a packet of AAC stands for."""
UNITY = b"".join(value.to_bytes(4, "big") for value in (1 << 16, 0, 0, 0, 1 << 16, 0, 0, 0, 1 << 30))
"""The matrix that turns and scales nothing."""


@dataclass(frozen=True, slots=True)
class Track:
    """What a movie says of its only track: kind of handler and of media header, its sample entry, ticks a second."""

    handler: str
    media_header: bytes
    entry: bytes
    timescale: int
    width: int = 0
    height: int = 0
    volume: int = 0


def video_track(size: Size, avcc: bytes) -> Track:
    """Return the description of a track of H.264 in BT.709."""
    colour = box("colr", b"nclx", shorts(1, 1, 1), b"\x00")
    entry = box(
        "avc1",
        bytes(6),
        shorts(1),
        bytes(16),
        shorts(size.width, size.height),
        words(72 << 16, 72 << 16, 0),
        shorts(1),
        bytes(32),
        shorts(24, 0xFFFF),
        box("avcC", avcc),
        colour,
        box("pasp", words(1, 1)),
    )
    header = full_box("vmhd", 0, 1, bytes(8))
    return Track("vide", header, entry, VIDEO_TIMESCALE, size.width, size.height)


def sound_track(configuration: bytes) -> Track:
    """Return the description of a track of AAC with that AudioSpecificConfig."""
    decoder = _descriptor(0x05, configuration)
    stream = _descriptor(0x04, b"\x40\x15", bytes(3), words(SOUND_BITS, SOUND_BITS), decoder)
    esds = full_box("esds", 0, 0, _descriptor(0x03, shorts(0), b"\x00", stream, _descriptor(0x06, b"\x02")))
    rate = RATE << 16
    entry = box("mp4a", bytes(6), shorts(1), bytes(8), shorts(CHANNELS, 16), bytes(4), words(rate), esds)
    return Track("soun", full_box("smhd", 0, 0, bytes(4)), entry, RATE, volume=0x0100)


def initialisation(track: Track) -> bytes:
    """Return the initialisation segment of a track."""
    brands = box("ftyp", b"iso6", words(0), b"iso6cmfcmp41")
    clock = words(0, 0, 1000, 0, 1 << 16)
    header = full_box("mvhd", 0, 0, clock, shorts(0x0100), bytes(10), UNITY, bytes(24), words(2))
    extends = box("mvex", full_box("trex", 0, 0, words(1, 1, 0, 0, 0)))
    return brands + box("moov", header, _trak(track), extends)


def _trak(track: Track) -> bytes:
    size = words(track.width << 16, track.height << 16)
    header = full_box("tkhd", 0, 7, words(0, 0, 1, 0, 0), bytes(8), shorts(0, 0, track.volume, 0), UNITY, size)
    media = full_box("mdhd", 0, 0, words(0, 0, track.timescale, 0), b"\x55\xc4\x00\x00")  # language: und
    handler = full_box("hdlr", 0, 0, bytes(4), track.handler.encode(), bytes(12), b"\x00")
    reference = box("dinf", full_box("dref", 0, 0, words(1), full_box("url ", 0, 1)))
    tables = box(
        "stbl",
        full_box("stsd", 0, 0, words(1), track.entry),
        full_box("stts", 0, 0, words(0)),
        full_box("stsc", 0, 0, words(0)),
        full_box("stsz", 0, 0, words(0, 0)),
        full_box("stco", 0, 0, words(0)),
    )
    return box("trak", header, box("mdia", media, handler, box("minf", track.media_header, reference, tables)))


def _descriptor(tag: int, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return bytes([tag, 0x80, 0x80, 0x80, len(body)]) + body

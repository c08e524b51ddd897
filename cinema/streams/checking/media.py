"""What a media segment holds: fragments of MP4, a transport stream, or captions."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from cinema.streams.bmff.boxes import BoxHeader, BrokenBox, all_headers
from cinema.streams.bmff.h264 import codec

TS_PACKET, TS_SYNC = 188, 0x47
CUE_TIMES = re.compile(r"^((?:\d{2,9}:)?\d\d:\d\d\.\d{3})[ \t]+-->[ \t]+((?:\d{2,9}:)?\d\d:\d\d\.\d{3})", re.MULTILINE)
NO_SYNC = 0x0001_0000


@dataclass(slots=True)
class Track:
    """A track as its initialisation describes it. `codec` is empty where it is none that we know."""

    handler: str = ""
    timescale: int = 1
    codec: str = ""
    size: tuple[int, int] = (0, 0)
    default_duration: int = 0
    default_flags: int = 0


@dataclass(slots=True)
class Run:
    """What a segment has of one track: when it begins in seconds (None: it does not say), how long, how it begins."""

    start: float | None = None
    seconds: float = 0.0
    begins_with_sync: bool | None = None


@dataclass(slots=True)
class Facts:
    """What a file is (`mp4`, `ts`, `vtt` or `unknown`) and holds; `problem` says why it could not be read."""

    kind: str
    size: int
    problem: str = ""
    boxes: list[str] = field(default_factory=list)
    tracks: dict[int, Track] = field(default_factory=dict)
    runs: dict[int, Run] = field(default_factory=dict)
    tables_first: bool = False
    timestamp_map: bool = False
    cues: list[tuple[float, float, str]] = field(default_factory=list)


def facts_of(data: bytes, tracks: dict[int, Track] | None = None) -> Facts:
    """Return what a file holds; `tracks` are those of its initialisation."""
    if data[4:8] in {b"ftyp", b"styp", b"moof", b"moov", b"sidx", b"prft", b"emsg", b"mdat", b"free"}:
        return _mp4(data, tracks or {})
    if data[:1] == bytes([TS_SYNC]):
        return _transport_stream(data)
    if data.lstrip(b"\xef\xbb\xbf").startswith(b"WEBVTT"):
        return _captions(data)
    return Facts("unknown", len(data), "It is neither fragmented MP4, nor a transport stream, nor WebVTT.")


def _mp4(data: bytes, tracks: dict[int, Track]) -> Facts:
    facts = Facts("mp4", len(data), tracks=dict(tracks))
    number, track, run = 0, Track(), Run()
    try:
        for path, header in all_headers(data):
            facts.boxes.append(path)
            if path == "moov/trak/tkhd":
                number = _word(data, header.body + (20 if data[header.body] else 12))
                facts.tracks[number] = Track()
            elif path.startswith("moov/trak/"):
                _describe(facts.tracks.setdefault(number, Track()), path, data, header)
            elif path == "moov/mvex/trex":
                _, known, _, duration, _, flags = (_word(data, at) for at in range(header.body, header.body + 24, 4))
                track = facts.tracks.setdefault(known, Track())
                track.default_duration, track.default_flags = duration, flags
            elif path.startswith("moof/") and not facts.tracks:
                continue  # without an initialisation nobody knows what its times mean
            elif path == "moof/traf/tfhd":
                number = _word(data, header.body + 4)
                run = facts.runs.setdefault(number, Run())
                track = _with_defaults(facts.tracks.get(number, Track()), data, header)
            elif path == "moof/traf/tfdt" and run.start is None:
                wide = data[header.body] == 1
                run.start = int.from_bytes(data[header.body + 4 : header.body + (12 if wide else 8)], "big")
                run.start /= track.timescale
            elif path == "moof/traf/trun":
                _add(run, track, data, header)
    except (BrokenBox, IndexError) as error:
        facts.problem = str(error) or "It ends within a box."
    return facts


def _describe(track: Track, path: str, data: bytes, header: BoxHeader) -> None:
    kind = header.kind
    if kind == "mdhd":
        track.timescale = _word(data, header.body + (20 if data[header.body] else 12)) or 1
    elif kind == "hdlr" and path == "moov/trak/mdia/hdlr":
        track.handler = data[header.body + 8 : header.body + 12].decode("latin-1")
    elif kind == "stsd":
        entry = data[header.body + 12 : header.body + 16]
        if entry in {b"avc1", b"avc3"}:
            track.size = (_short(data, header.body + 40), _short(data, header.body + 42))
            place = data.find(b"avcC", header.body, header.end)
            track.codec = codec(data[place + 4 : header.end]).replace("avc1", entry.decode()) if place > 0 else ""
        elif entry == b"mp4a":
            track.codec = "mp4a"


def _with_defaults(track: Track, data: bytes, header: BoxHeader) -> Track:
    """Return a track with what a fragment says of its samples."""
    flags, place = int.from_bytes(data[header.body + 1 : header.body + 4], "big"), header.body + 8
    place += (8 if flags & 0x1 else 0) + (4 if flags & 0x2 else 0)
    duration, sample_flags = track.default_duration, track.default_flags
    if flags & 0x8:
        duration, place = _word(data, place), place + 4
    place += 4 if flags & 0x10 else 0
    if flags & 0x20:
        sample_flags = _word(data, place)
    return Track(track.handler, track.timescale, track.codec, track.size, duration, sample_flags)


def _add(run: Run, track: Track, data: bytes, header: BoxHeader) -> None:
    flags, count = int.from_bytes(data[header.body + 1 : header.body + 4], "big"), _word(data, header.body + 4)
    place = header.body + 8 + (4 if flags & 0x1 else 0)
    first_flags = track.default_flags
    if flags & 0x4:
        first_flags, place = _word(data, place), place + 4
    fields = [bit for bit in (0x100, 0x200, 0x400, 0x800) if flags & bit]
    if flags & 0x400 and count and not flags & 0x4:
        first_flags = _word(data, place + 4 * fields.index(0x400))
    ticks = count * track.default_duration
    if flags & 0x100:
        ticks = sum(_word(data, place + row * 4 * len(fields)) for row in range(count))
    run.seconds += ticks / track.timescale
    if run.begins_with_sync is None:
        run.begins_with_sync = not first_flags & NO_SYNC


def _transport_stream(data: bytes) -> Facts:
    facts = Facts("ts", len(data))
    if len(data) % TS_PACKET or any(data[at] != TS_SYNC for at in range(0, len(data), TS_PACKET)):
        facts.problem = "Its packets are not 188 bytes long each."
        return facts
    packets = (data[at : at + TS_PACKET] for at in range(0, len(data), TS_PACKET))
    numbers = [_short(packet, 1) & 0x1FFF for packet, _ in zip(packets, range(3), strict=False)]
    numbers = [number for number in numbers if number != 0x11]  # what a service is called may stand before
    if numbers and numbers[0] == 0:
        pat = data[: 2 * TS_PACKET] if _short(data, 1) & 0x1FFF == 0 else data[TS_PACKET : 2 * TS_PACKET]
        facts.tables_first = len(numbers) > 1 and numbers[1] == _short(pat, 15) & 0x1FFF
    return facts


def _captions(data: bytes) -> Facts:
    text = data.decode("utf-8-sig", errors="replace").replace("\r\n", "\n")
    facts = Facts("vtt", len(data))
    facts.timestamp_map = "X-TIMESTAMP-MAP=" in text.split("\n\n", 1)[0]
    for block in text.split("\n\n")[1:]:
        match = CUE_TIMES.search(block)
        if match:
            facts.cues.append((_seconds(match[1]), _seconds(match[2]), block[match.end() :].strip()))
    return facts


def _seconds(timestamp: str) -> float:
    *hours, minutes, seconds = timestamp.split(":")
    return (int(hours[0]) if hours else 0) * 3600 + int(minutes) * 60 + float(seconds)


def _word(data: bytes, place: int) -> int:
    return int.from_bytes(data[place : place + 4], "big")


def _short(data: bytes, place: int) -> int:
    return int.from_bytes(data[place : place + 2], "big")

"""Movie fragments: some samples of one track, with the time at which they begin (ISO/IEC 14496-12, 8.8)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, BinaryIO

from cinema.streams.bmff.boxes import BoxHeader, all_headers, box, full_box, headers, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SYNC, NO_SYNC = 0x0200_0000, 0x0101_0000
"""Flags of samples that need no other, and of those that do."""
BASE_IS_MOOF = 0x02_0000
RUN = 0x000001 | 0x000100 | 0x000200 | 0x000400 | 0x000800
"""A run says where its data is, and of each sample how long, how large, of which kind and when it is shown."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One sample: `duration` in ticks, shown `offset` ticks after (or before) it is decoded."""

    data: bytes
    duration: int
    offset: int = 0
    sync: bool = True


def fragment(samples: Sequence[Sample], *, time: int, sequence: int) -> bytes:
    """Return the `moof` and `mdat` of samples that begin at `time` ticks; `sequence` counts from 1."""
    head = _movie_fragment(samples, time, sequence, 0)
    head = _movie_fragment(samples, time, sequence, len(head) + 8)
    return head + box("mdat", *(sample.data for sample in samples))


def _movie_fragment(samples: Sequence[Sample], time: int, sequence: int, data_offset: int) -> bytes:
    rows = b"".join(
        words(sample.duration, len(sample.data), SYNC if sample.sync else NO_SYNC)
        + sample.offset.to_bytes(4, "big", signed=True)
        for sample in samples
    )
    run = full_box("trun", 1, RUN, words(len(samples), data_offset), rows)
    header = full_box("tfhd", 0, BASE_IS_MOOF, words(1))
    start = full_box("tfdt", 1, 0, time.to_bytes(8, "big"))
    return box("moof", full_box("mfhd", 0, 0, words(sequence)), box("traf", header, start, run))


def moved(data: bytes, *, time: int, sequence: int) -> bytes:
    """Return a fragment of ours, as it is at another time and place of a film. Nothing else changes."""
    patched = bytearray(data)
    for path, header in all_headers(data):
        if path == "moof/mfhd":
            patched[header.body + 4 : header.end] = words(sequence)
        elif path == "moof/traf/tfdt":
            patched[header.body + 4 : header.end] = time.to_bytes(8, "big")
        elif path == "mdat":
            break
    return bytes(patched)


def fragments(file: BinaryIO) -> Iterator[bytes]:
    """Yield the fragments of a file one after another, each with its data; what comes before them is left out."""
    for first, second in pairwise(headers(file)):
        if first.kind == "moof":
            yield _bytes_between(file, first.start, second.end)


def beginning(file: BinaryIO) -> bytes:
    """Return what stands before the first fragment: the initialisation segment."""
    end = next((header.start for header in headers(file) if header.kind == "moof"), file.seek(0, 2))
    return _bytes_between(file, 0, end)


def samples_of(data: bytes) -> list[Sample]:
    """Return the samples of a fragment of ours."""
    run = next(header for path, header in all_headers(data) if path == "moof/traf/trun")
    return list(_samples(data, run))


def _samples(data: bytes, run: BoxHeader) -> Iterator[Sample]:
    count, place = int.from_bytes(data[run.body + 4 : run.body + 8], "big"), 0
    place = int.from_bytes(data[run.body + 8 : run.body + 12], "big")
    for row in range(run.body + 12, run.body + 12 + count * 16, 16):
        duration, size, flags = (int.from_bytes(data[at : at + 4], "big") for at in range(row, row + 12, 4))
        offset = int.from_bytes(data[row + 12 : row + 16], "big", signed=True)
        yield Sample(data[place : place + size], duration, offset, flags == SYNC)
        place += size


def _bytes_between(file: BinaryIO, start: int, end: int) -> bytes:
    file.seek(start)
    return file.read(end - start)

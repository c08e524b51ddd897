"""Pictures beside a stream: a poster, one for each shot, and sheets of small ones that are shown when seeking."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PIL import Image

from cinema import webvtt
from cinema.contract import FRAME_RATE
from cinema.streams.encoding import tile_size
from cinema.streams.hls.output import digest
from cinema.streams.pictures import as_jpeg

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from cinema.streams.encoding import EncodedShot
    from cinema.streams.hls.output import Output
    from cinema.streams.timeline import Segment

STILL_WIDTH = 320
"""Pixels of a shot's small picture."""
COLUMNS = ROWS = 8
TILE_QUALITY = 75


def write_stills(shots: Sequence[EncodedShot], poster: int, output: Output) -> tuple[str, list[str]]:
    """Write the poster, which is the still of one shot, and a small picture of each; return their names."""
    shot = shots[poster]
    name = f"poster-{digest(shot.key)}.jpg"
    output.keep(name, partial(_whole, shot.still))
    names = [f"stills/{number:05d}-{digest(shot.key)}.jpg" for number, shot in enumerate(shots)]
    for still, own in zip(names, shots, strict=True):
        output.keep(still, partial(_small, own.still))
    return name, names


def _whole(path: Path) -> Iterator[bytes]:
    yield path.read_bytes()


def _small(path: Path) -> Iterator[bytes]:
    with Image.open(path) as picture:
        picture.draft("RGB", (STILL_WIDTH, STILL_WIDTH))
        picture.thumbnail((STILL_WIDTH, picture.height), Image.Resampling.LANCZOS)
        yield as_jpeg(picture, quality=TILE_QUALITY)


def sprites(shots: Sequence[EncodedShot], segments: Sequence[Segment], output: Output, name: str) -> None:
    """Write sheets with a small picture for each segment, and `name`: WebVTT that says which shows what time."""
    size = tile_size(shots[0].shape)
    blocks = []
    for number in range(0, len(segments), COLUMNS * ROWS):
        shown = segments[number : number + COLUMNS * ROWS]
        keys = [f"{shots[segment.shot].key} {segment.number}" for segment in shown]
        sheet = f"sprites/{number // (COLUMNS * ROWS):04d}-{digest(*keys)}.jpg"
        output.keep(sheet, partial(_sheet, shots, shown))
        for place, segment in enumerate(shown):
            left, top = place % COLUMNS * size.width, place // COLUMNS * size.height
            where = f"{sheet}#xywh={left},{top},{size.width},{size.height}"
            blocks.append(f"{webvtt.span(segment.start / FRAME_RATE, segment.end / FRAME_RATE)}\n{where}")
    output.write_later(name, webvtt.document(blocks))


def _sheet(shots: Sequence[EncodedShot], shown: Sequence[Segment]) -> Iterator[bytes]:
    size = tile_size(shots[0].shape)
    rows = -(-len(shown) // COLUMNS)
    sheet = Image.new("RGB", (size.width * min(COLUMNS, len(shown)), size.height * rows))
    for place, segment in enumerate(shown):
        with Image.open(shots[segment.shot].tiles) as strip:
            tile = strip.crop((segment.number * size.width, 0, (segment.number + 1) * size.width, size.height))
        sheet.paste(tile, (place % COLUMNS * size.width, place // COLUMNS * size.height))
    yield as_jpeg(sheet, quality=TILE_QUALITY)

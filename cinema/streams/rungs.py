"""The rungs of a film's ladder of qualities, and how shots are cut into segments."""

from __future__ import annotations

from dataclasses import dataclass

from cinema.contract import FRAME_RATE, Shape, Size

LONGEST_SEGMENT = 6
"""Seconds: no media segment lasts longer, so playlists can promise it before the film has ended."""


@dataclass(frozen=True, slots=True)
class Rung:
    """One quality of a film.

    `lines` is the shorter side of the picture in pixels. `crf` is x264's constant quality (lower is better), `peak` the
    most bits a second over a second of buffer, `level` the level of H.264 that decoders must know. All shots of a rung
    are encoded with the same parameters, so that they share one initialisation segment.
    """

    name: str
    lines: int
    crf: int
    peak: int
    level: str

    def size(self, shape: Shape) -> Size:
        """Return the size of its frames in that shape: `lines` high, or wide where the film stands upright."""
        longer = round(self.lines * max(shape.aspect, 1 / shape.aspect) / 2) * 2
        if shape is Shape.PORTRAIT:
            return Size(self.lines, longer)
        return Size(longer, self.lines)


RUNGS = (
    Rung("480", lines=480, crf=24, peak=1_500_000, level="3.1"),
    Rung("720", lines=720, crf=23, peak=3_500_000, level="3.1"),
    Rung("1080", lines=1080, crf=22, peak=7_000_000, level="4.0"),
)
"""What a film is made in, unless somebody wishes otherwise."""


def segment_lengths(frames: int) -> tuple[int, ...]:
    """Cut a shot of that many frames into as few segments as `LONGEST_SEGMENT` allows, equally long to a frame."""
    count = -(-frames // (LONGEST_SEGMENT * FRAME_RATE))
    return tuple(frames * (number + 1) // count - frames * number // count for number in range(count))

"""Small films to try streams with: each frame says which it is."""

from __future__ import annotations

import wave
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from cinema.contract import Frame, Shot
from cinema.streams.rungs import Rung

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cinema.contract import Cue, Size

SMALL = (
    Rung("144", lines=144, crf=24, peak=400_000, level="3.0"),
    Rung("96", lines=96, crf=26, peak=200_000, level="3.0"),
)
RATE = 48_000


@dataclass(frozen=True)
class Bars:
    """Paints frames as grey as `luma` at the left; a bar moves from left to right while the shot lasts."""

    luma: int

    def frames(self, *, size: Size, count: int) -> Iterator[Frame]:
        half = (size.height // 2, size.width // 2)
        for number in range(count):
            y = np.full((size.height, size.width), self.luma, np.uint8)
            left = (size.width - 4) * number // max(1, count - 1)
            y[:, left : left + 4] = 235
            yield Frame(y, np.full(half, 110, np.uint8), np.full(half, 140, np.uint8))


def shot(number: int, frames: int, *cues: Cue, sound: Path | None = None, title: str = "") -> Shot:
    return Shot(f"shot{number}", frames, Bars(40 + 8 * (number % 20)), cues, sound, title=title)


def tone(path: Path, seconds: float, *, hertz: float = 440, amplitude: float = 0.3, rate: int = RATE) -> Path:
    """Write a WAV file of one channel with a tone."""
    samples = amplitude * np.sin(2 * np.pi * hertz * np.arange(round(seconds * rate)) / rate)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes((samples * 32767).astype("<i2").tobytes())
    return path

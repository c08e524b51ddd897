"""How many bits a second a rendition needs, measured (RFC 8216, 4.3.4.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Bandwidth:
    """Bits a second: of the worst stretch of about one target duration, and over the whole."""

    peak: int
    average: int

    def __add__(self, other: Bandwidth) -> Bandwidth:
        """Return what both need together, at most."""
        return Bandwidth(self.peak + other.peak, self.average + other.average)


def measured(segments: Sequence[tuple[int, float]], *, target: int) -> Bandwidth:
    """Measure segments of so many bytes and seconds.

    The peak is the largest rate of any segments in a row that last between half and one and a half target durations
    together; of any one segment where none do.
    """
    seconds = sum(length for _, length in segments)
    if not seconds:
        return Bandwidth(0, 0)
    rates = [rate for first in range(len(segments)) for rate in _rates_from(segments, first, target)]
    rates = rates or [size * 8 / length for size, length in segments if length]
    return Bandwidth(round(max(rates) + 0.5), round(sum(size for size, _ in segments) * 8 / seconds + 0.5))


def _rates_from(segments: Sequence[tuple[int, float]], first: int, target: int) -> list[float]:
    size, seconds, rates = 0, 0.0, []
    for own_size, own_seconds in segments[first : first + 60 * target]:
        size, seconds = size + own_size, seconds + own_seconds
        if seconds > 1.5 * target:
            break
        if seconds >= 0.5 * target:
            rates.append(size * 8 / seconds)
    return rates

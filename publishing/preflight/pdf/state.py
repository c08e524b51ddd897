"""The graphics state (ISO 32000-1, 8.4 and 9.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publishing.preflight.pdf.colours import BLACK
from publishing.preflight.pdf.geometry import EVERYWHERE, IDENTITY

if TYPE_CHECKING:
    from publishing.preflight.pdf.colours import Colour
    from publishing.preflight.pdf.fonts import Font
    from publishing.preflight.pdf.geometry import Box, Matrix


class State:
    """What q keeps and Q brings back."""

    def __init__(self, matrix: Matrix, clip: Box = EVERYWHERE) -> None:
        self.matrix = matrix
        self.clip = clip
        self.fill: Colour = BLACK
        self.stroke: Colour = BLACK
        self.line_width = 1.0
        self.fill_opacity = 1.0
        self.stroke_opacity = 1.0
        self.blend = "Normal"
        self.is_masked = False
        self.overprints = False
        self.font: Font | None = None
        self.font_size = 0.0
        self.letter_gap = 0.0
        self.word_gap = 0.0
        self.stretch = 1.0
        self.leading = 0.0
        self.rise = 0.0
        self.mode = 0

    def copy(self) -> State:
        """Return another with the same values."""
        other = State.__new__(State)
        other.__dict__.update(self.__dict__)
        return other


class TextPosition:
    """Where text goes on; it is not part of what is kept."""

    def __init__(self) -> None:
        self.matrix: Matrix = IDENTITY
        self.line: Matrix = IDENTITY

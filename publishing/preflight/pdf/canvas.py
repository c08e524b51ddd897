"""What a page is painted on while its content is read: the state, the path that is begun, and the marks so far."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from publishing.preflight.pdf.geometry import Box, box_through
from publishing.preflight.pdf.lexer import Name
from publishing.preflight.pdf.state import State, TextPosition

if TYPE_CHECKING:
    from collections.abc import Sequence

    from publishing.preflight.pdf.colours import Spaces
    from publishing.preflight.pdf.fonts import Fonts
    from publishing.preflight.pdf.geometry import Matrix
    from publishing.preflight.pdf.lexer import Operand
    from publishing.preflight.pdf.marks import Mark, PageFacts, Transparency
    from publishing.preflight.pdf.values import Reference

MOST_OPERATORS = 400_000
"""Of one page with all forms that it draws: a page of a map has a quarter of it."""
MOST_MARKS = 60_000
FORM_COST = 20
"""Operators that a form counts for, besides its own."""
MOST_STATES = 512
"""Kept at once; more are of a file that forgets to bring them back."""
PLAIN_BLENDS = {"Normal", "Compatible"}


class Canvas:
    """One page."""

    def __init__(self, page: PageFacts, fonts: Fonts, spaces: Spaces, matrix: Matrix) -> None:
        self.page = page
        self.fonts = fonts
        self.spaces = spaces
        self.state = State(matrix)
        self.kept: list[State] = []
        self.text = TextPosition()
        self.resources: Any = None
        self.base = matrix
        """What brings the coordinates of the content that is being read to the page."""
        self.path: Box | None = None
        self.path_is_box = False
        self.clips = False
        self.drawing: set[Reference] = set()
        """Forms and patterns that are being drawn."""
        self.drawn_patterns: set[Reference] = set()
        self.depth = 0
        self.operators_left = MOST_OPERATORS

    def keep(self) -> None:
        """Keep the state (q)."""
        if len(self.kept) < MOST_STATES:
            self.kept.append(self.state)
        self.state = self.state.copy()

    def bring_back(self) -> None:
        """Bring back the state that was kept last (Q)."""
        if self.kept:
            self.state = self.kept.pop()

    def extend(self, left: float, top: float, right: float, foot: float, *, is_box: bool = False) -> None:
        """Add what lies in a box of the current coordinates to the path."""
        added = box_through(self.state.matrix, left, top, right, foot)
        self.path_is_box = is_box and self.path is None
        self.path = self.path.joined(added) if self.path else added

    def end_path(self) -> None:
        """Forget the path; clip by it if that was said."""
        if self.clips:
            self.state.clip = self.state.clip.within(self.path) if self.path else self.state.clip
        self.path, self.clips, self.path_is_box = None, False, False

    def paint(self, mark: Mark, *, strokes: bool = False) -> None:
        """Put a mark on the page, as far as it is not clipped away, and note what it is painted with.

        Text keeps what lies beyond the edge of the page, so that it can be told that it is cut off.
        """
        mark.box = mark.box.within(self.state.clip)
        on_page = mark.box.within(self.page.boxes.media)
        if mark.box.is_empty or on_page.is_empty:
            return
        if mark.kind != "text":
            mark.box = on_page
        state = self.state
        mark.opacity = state.stroke_opacity if strokes else state.fill_opacity
        if len(self.page.marks) < MOST_MARKS:
            self.page.marks.append(mark)
        if mark.opacity < 0.999:
            self.note("opacity", mark.box)
        if state.blend not in PLAIN_BLENDS:
            self.note("blend", mark.box)
        if state.is_masked or (mark.picture and mark.picture.is_masked):
            self.note("mask", mark.box)
        if state.overprints and self.page.overprint is None:
            self.page.overprint = mark.box

    def note(self, kind: Transparency, box: Box) -> None:
        """Note where something transparent is."""
        self.page.transparencies.setdefault(kind, box)


def numbers(operands: Sequence[Operand], count: int) -> list[float]:
    """Return the last operands if they are so many numbers. Raises ValueError."""
    taken = operands[-count:]
    found = [operand for operand in taken if isinstance(operand, float)]
    if len(found) != count:
        raise ValueError("An operator lacks numbers.")
    return found


def name(operands: Sequence[Operand]) -> Name:
    """Return the last operand if it is a name. Raises ValueError."""
    if operands and isinstance(operands[-1], Name):
        return operands[-1]
    raise ValueError("An operator lacks a name.")

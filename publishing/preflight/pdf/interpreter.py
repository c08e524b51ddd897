"""Reading the content of a page into marks: its own, and that of the forms and patterns that it draws."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pikepdf

from publishing.preflight.pdf.canvas import FORM_COST, Canvas, name
from publishing.preflight.pdf.colours import space_from
from publishing.preflight.pdf.geometry import box_through, matrix_from, multiplied
from publishing.preflight.pdf.lexer import InlineImage, operators
from publishing.preflight.pdf.marks import Mark
from publishing.preflight.pdf.painting import PAINTING_OPERATORS
from publishing.preflight.pdf.pictures import inline_picture, picture_of
from publishing.preflight.pdf.state import State, TextPosition
from publishing.preflight.pdf.text import TEXT_OPERATORS
from publishing.preflight.pdf.values import TooLargeToRead, chain, decoded, entry, name_of, numbers_of, reference_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from publishing.preflight.pdf.colours import Space
    from publishing.preflight.pdf.geometry import Box
    from publishing.preflight.pdf.lexer import Operand

DEEPEST = 24
"""Forms within forms; more are of nobody who draws a page."""


class Interpreter(Canvas):
    """Reads one page."""

    def read(self, content: bytes, resources: Any) -> None:
        """Do what a content says."""
        kept_resources, self.resources = self.resources, resources
        for operator, operands in operators(content):
            self.operators_left -= 1
            if self.operators_left < 0:
                self.page.lacks.setdefault("cut", "")
                break
            action = OPERATORS.get(operator)
            if action is None:
                continue
            try:
                action(self, operands)
            except (ValueError, IndexError, OverflowError):  # an operator without what it needs draws nothing
                continue
        self.resources = kept_resources

    def space_of(self, value: Any) -> Space:
        """Return a colour space as the resources have it."""
        return space_from(value, self.resources)

    def tile(self, pattern_name: bytes, within: Box) -> None:
        """Draw one tile of a pattern, once a page: each other is like it (ISO 32000-1, 8.7.3)."""
        pattern = entry(entry(self.resources, "/Pattern"), "/" + pattern_name.decode("latin-1"))
        if entry(pattern, "/PatternType") != 1 or reference_of(pattern) in self.drawn_patterns:
            return
        self.drawn_patterns.add(reference_of(pattern))
        matrix = multiplied(matrix_from(numbers_of(entry(pattern, "/Matrix"))), self.base)
        self._draw(pattern, State(matrix, self.state.clip.within(within)))

    def draw_form(self, form: Any) -> None:
        """Draw a form (ISO 32000-1, 8.10)."""
        self.operators_left -= FORM_COST
        state = self.state.copy()
        state.matrix = multiplied(matrix_from(numbers_of(entry(form, "/Matrix"))), state.matrix)
        box = numbers_of(entry(form, "/BBox"))
        if len(box) == 4:
            state.clip = state.clip.within(box_through(state.matrix, *box))
        if name_of(chain(form, "/Group", "/S")) == "Transparency" and not state.clip.is_empty:
            self.note("group", state.clip)
        self._draw(form, state)

    def _draw(self, form: Any, state: State) -> None:
        """Read the content of a form with a state of its own, and go on as before."""
        reference = reference_of(form)
        if reference in self.drawing or self.depth >= DEEPEST:
            self.page.lacks.setdefault("loop", "")
            return
        content = self._content(form)
        before = (self.state, self.kept, self.text, self.base, self.path, self.path_is_box, self.clips)
        self.state, self.kept, self.text, self.base = state, [], TextPosition(), state.matrix
        self.path, self.path_is_box, self.clips = None, False, False
        self.drawing.add(reference)
        self.depth += 1
        self.read(content, entry(form, "/Resources") or self.resources)
        self.depth -= 1
        self.drawing.discard(reference)
        self.state, self.kept, self.text, self.base, self.path, self.path_is_box, self.clips = before

    def _content(self, form: Any) -> bytes:
        try:
            return decoded(form)
        except TooLargeToRead:
            self.page.lacks.setdefault("cut", "")
        except pikepdf.PdfError:
            self.page.lacks.setdefault("content", "")
        return b""


def draw(canvas: Interpreter, operands: list[Operand]) -> None:
    """Draw a picture or a form of the resources (Do)."""
    named = name(operands).decode("latin-1")
    drawn = entry(entry(canvas.resources, "/XObject"), f"/{named}")
    kind = name_of(entry(drawn, "/Subtype"))
    if kind == "Image":
        picture = picture_of(drawn, canvas.resources, canvas.state.matrix)
        _place(canvas, Mark("picture", canvas.state.clip, picture=picture))
    elif kind == "Form":
        canvas.draw_form(drawn)
    elif kind == "PS":
        canvas.page.lacks.setdefault("postscript", named)
    else:
        canvas.page.lacks.setdefault("picture", named)


def draw_inline(canvas: Interpreter, operands: list[Operand]) -> None:
    """Draw the picture that stands in the content (BI)."""
    if operands and isinstance(operands[0], InlineImage):
        picture = inline_picture(operands[0], canvas.state.matrix, canvas.resources)
        _place(canvas, Mark("picture", canvas.state.clip, picture=picture))


def _place(canvas: Interpreter, mark: Mark) -> None:
    mark.box = box_through(canvas.state.matrix, 0, 0, 1, 1)
    mark.colour = canvas.state.fill
    canvas.paint(mark)


OPERATORS: dict[bytes, Callable[[Interpreter, list[Operand]], None]] = {
    **PAINTING_OPERATORS,
    **TEXT_OPERATORS,
    b"Do": draw,
    b"BI": draw_inline,
}

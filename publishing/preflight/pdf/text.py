"""Operators of text (ISO 32000-1, 9.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from publishing.preflight.pdf.canvas import name, numbers
from publishing.preflight.pdf.fonts import DEEP, TALL, Font
from publishing.preflight.pdf.geometry import IDENTITY, box_through, matrix_from, multiplied, sides_of
from publishing.preflight.pdf.lexer import Array
from publishing.preflight.pdf.marks import Mark

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from publishing.preflight.pdf.canvas import Canvas
    from publishing.preflight.pdf.lexer import Operand
    from publishing.preflight.pdf.state import State

    Operator = Callable[[Canvas, list[Operand]], None]

UNKNOWN_FONT = Font(name="", kind="", embedded=True, subset=True)
"""Used where a font is missing, which is a fault of its own."""


def begin_text(canvas: Canvas, _operands: list[Operand]) -> None:
    """Start at the origin (BT)."""
    canvas.text.matrix = canvas.text.line = IDENTITY


def set_font(canvas: Canvas, operands: list[Operand]) -> None:
    """Choose a font and its size (Tf)."""
    named = name(operands[:-1])
    font = canvas.fonts.named(named, canvas.resources)
    if font is None:
        canvas.page.lacks.setdefault("font", named.decode("latin-1"))
    canvas.state.font = font or UNKNOWN_FONT
    canvas.state.font_size = numbers(operands, 1)[0]


def set_gaps(attribute: str, factor: float = 1.0) -> Operator:
    """Return the operator that sets a number of the state."""

    def operator(canvas: Canvas, operands: list[Operand]) -> None:
        setattr(canvas.state, attribute, numbers(operands, 1)[0] * factor)

    return operator


def set_mode(canvas: Canvas, operands: list[Operand]) -> None:
    """Choose whether letters are filled, outlined or not drawn (Tr)."""
    canvas.state.mode = int(numbers(operands, 1)[0])


def move(canvas: Canvas, operands: list[Operand]) -> None:
    """Go to the next line (Td)."""
    across, down = numbers(operands, 2)
    canvas.text.line = canvas.text.matrix = multiplied((1, 0, 0, 1, across, down), canvas.text.line)


def move_and_lead(canvas: Canvas, operands: list[Operand]) -> None:
    """Go to the next line and take its distance for those to come (TD)."""
    canvas.state.leading = -numbers(operands, 1)[0]
    move(canvas, operands)


def set_matrix(canvas: Canvas, operands: list[Operand]) -> None:
    """Set where and how text stands (Tm)."""
    canvas.text.line = canvas.text.matrix = matrix_from(numbers(operands, 6))


def next_line(canvas: Canvas, _operands: list[Operand]) -> None:
    """Go down by the leading (T*)."""
    move(canvas, [0.0, -canvas.state.leading])


def show(canvas: Canvas, operands: list[Operand]) -> None:
    """Show a string, or strings with gaps between them (Tj, TJ)."""
    shown = operands[-1] if operands else b""
    if isinstance(shown, Array):
        written, shift = shown.text()
    else:
        written, shift = (shown if isinstance(shown, bytes) else b""), 0.0
    state, text = canvas.state, canvas.text
    font = state.font or UNKNOWN_FONT
    reach = _reach(state, font, written, shift)
    if reach.letters:
        size = state.font_size * (font.unit * 1000 if font.kind == "Type3" else 1.0)
        place = multiplied(text.matrix, state.matrix)
        mark = Mark(
            "text",
            box_through(place, reach.begin, state.rise + DEEP * size, reach.end, state.rise + TALL * size),
            state.stroke if state.mode in {1, 5} else state.fill,
            size=abs(size) * sides_of(place)[1],
            font=font,
            mode=state.mode,
            letters=reach.letters,
        )
        canvas.paint(mark, strokes=state.mode in {1, 5})
        canvas.page.fonts.setdefault(font.name, font)
    text.matrix = multiplied((1, 0, 0, 1, reach.whole, 0), text.matrix)


def show_on_next_line(canvas: Canvas, operands: list[Operand]) -> None:
    """Go to the next line and show a string (')."""
    next_line(canvas, [])
    show(canvas, operands)


def show_with_gaps(canvas: Canvas, operands: list[Operand]) -> None:
    """Set both gaps, go to the next line and show a string (")."""
    canvas.state.word_gap, canvas.state.letter_gap = numbers(operands[:-1], 2)
    show_on_next_line(canvas, operands)


class _Reach(NamedTuple):
    """From where to where text has ink, and how far it goes on, in its own coordinates."""

    begin: float
    end: float
    whole: float
    letters: int


def _reach(state: State, font: Font, written: bytes, shift: float) -> _Reach:
    codes, spaces = font.codes(written), font.spaces
    first, last = 0, len(codes)
    while first < last and codes[first] in spaces:
        first += 1
    while last > first and codes[last - 1] in spaces:
        last -= 1
    whole = _advance(state, font, codes) - shift / 1000 * state.font_size * state.stretch
    begin = _advance(state, font, codes[:first]) if first else 0.0
    after = _advance(state, font, codes[last:]) if last < len(codes) else 0.0
    return _Reach(begin, whole - after - state.letter_gap * state.stretch, whole, last - first)


def _advance(state: State, font: Font, codes: Sequence[int]) -> float:
    width = sum(map(font.widths.__getitem__, codes)) * font.unit * state.font_size
    if state.letter_gap:
        width += len(codes) * state.letter_gap
    if state.word_gap and not font.two_bytes:
        width += codes.count(32) * state.word_gap
    return width * state.stretch


TEXT_OPERATORS: dict[bytes, Operator] = {
    b"BT": begin_text,
    b"Tf": set_font,
    b"Tc": set_gaps("letter_gap"),
    b"Tw": set_gaps("word_gap"),
    b"Tz": set_gaps("stretch", 0.01),
    b"TL": set_gaps("leading"),
    b"Ts": set_gaps("rise"),
    b"Tr": set_mode,
    b"Td": move,
    b"TD": move_and_lead,
    b"Tm": set_matrix,
    b"T*": next_line,
    b"Tj": show,
    b"TJ": show,
    b"'": show_on_next_line,
    b'"': show_with_gaps,
}

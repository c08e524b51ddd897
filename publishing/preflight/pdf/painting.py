"""Operators of the state, of colours and of paths (ISO 32000-1, 8.4.4, 8.5 and 8.6.8)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from publishing.preflight.pdf.canvas import name, numbers
from publishing.preflight.pdf.colours import CMYK, GRAY, PATTERN, RGB, Colour, initial
from publishing.preflight.pdf.geometry import matrix_from, multiplied, scale_of
from publishing.preflight.pdf.lexer import Name
from publishing.preflight.pdf.marks import Mark
from publishing.preflight.pdf.values import entry, list_of, name_of, names_in, number_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from publishing.preflight.pdf.colours import Space
    from publishing.preflight.pdf.interpreter import Interpreter
    from publishing.preflight.pdf.lexer import Operand

    Operator = Callable[[Interpreter, list[Operand]], None]


def transform(canvas: Interpreter, operands: list[Operand]) -> None:
    """Change the coordinates (cm)."""
    canvas.state.matrix = multiplied(matrix_from(numbers(operands, 6)), canvas.state.matrix)


def set_line_width(canvas: Interpreter, operands: list[Operand]) -> None:
    """Set how wide lines are (w)."""
    canvas.state.line_width = abs(numbers(operands, 1)[0])


def take_parameters(canvas: Interpreter, operands: list[Operand]) -> None:
    """Take what a dictionary of the resources says of the state (gs)."""
    named = name(operands).decode("latin-1")
    parameters = entry(entry(canvas.resources, "/ExtGState"), f"/{named}")
    state = canvas.state
    for key in names_in(parameters):
        _take_parameter(canvas, key, entry(parameters, key))
    if "/OP" in (keys := names_in(parameters)) or "/op" in keys:
        state.overprints = any(entry(parameters, key) is True for key in ("/OP", "/op"))


def _take_parameter(canvas: Interpreter, key: str, value: Any) -> None:
    state = canvas.state
    if key == "/LW":
        state.line_width = abs(number_of(value, 1.0))
    elif key == "/ca":
        state.fill_opacity = number_of(value, 1.0)
    elif key == "/CA":
        state.stroke_opacity = number_of(value, 1.0)
    elif key == "/BM":
        listed = list_of(value)
        state.blend = name_of(listed[0] if listed else value) or "Normal"
    elif key == "/SMask":
        state.is_masked = not name_of(value)
    elif key == "/Font" and len(listed := list_of(value)) == 2:
        state.font, state.font_size = canvas.fonts.read(listed[0]), number_of(listed[1])


def set_colour(space: Space, *, strokes: bool) -> Operator:
    """Return the operator that sets a colour of a space that needs no name (g, RG, k …)."""
    count = {GRAY: 1, RGB: 3, CMYK: 4}[space]

    def operator(canvas: Interpreter, operands: list[Operand]) -> None:
        _set(canvas, Colour(space, tuple(numbers(operands, count))), strokes=strokes)

    return operator


def set_space(*, strokes: bool) -> Operator:
    """Return the operator that chooses a space (cs, CS)."""

    def operator(canvas: Interpreter, operands: list[Operand]) -> None:
        _set(canvas, initial(canvas.spaces.named(name(operands), canvas.resources)), strokes=strokes)

    return operator


def set_values(*, strokes: bool) -> Operator:
    """Return the operator that sets a colour of the space that was chosen (sc, SCN …)."""

    def operator(canvas: Interpreter, operands: list[Operand]) -> None:
        space = (canvas.state.stroke if strokes else canvas.state.fill).space
        values = tuple(operand for operand in operands if isinstance(operand, float))
        last = operands[-1] if operands else None
        if isinstance(last, Name):
            _set(canvas, Colour(PATTERN, values, bytes(last)), strokes=strokes)
        else:
            _set(canvas, Colour(space, values), strokes=strokes)

    return operator


def _set(canvas: Interpreter, colour: Colour, *, strokes: bool) -> None:
    if strokes:
        canvas.state.stroke = colour
    else:
        canvas.state.fill = colour


def add_points(count: int) -> Operator:
    """Return the operator that goes on to so many points (m, l, c …)."""

    def operator(canvas: Interpreter, operands: list[Operand]) -> None:
        points = numbers(operands, 2 * count)
        across, down = points[::2], points[1::2]
        canvas.extend(min(across), min(down), max(across), max(down))

    return operator


def add_rectangle(canvas: Interpreter, operands: list[Operand]) -> None:
    """Add a rectangle to the path (re)."""
    left, foot, width, height = numbers(operands, 4)
    a, b, c, d, _, _ = canvas.state.matrix
    is_straight = (not b and not c) or (not a and not d)
    canvas.extend(
        min(left, left + width),
        min(foot, foot + height),
        max(left, left + width),
        max(foot, foot + height),
        is_box=is_straight,
    )


def clip(canvas: Interpreter, _operands: list[Operand]) -> None:
    """Clip by the path as soon as it ends (W, W*)."""
    canvas.clips = True


def end_path(canvas: Interpreter, _operands: list[Operand]) -> None:
    """End the path without painting it (n)."""
    canvas.end_path()


def paint_path(*, fills: bool, strokes: bool) -> Operator:
    """Return the operator that paints the path (f, S, B …)."""

    def operator(canvas: Interpreter, _operands: list[Operand]) -> None:
        if canvas.path is not None:
            if fills:
                thin = min(canvas.path.width, canvas.path.height)
                canvas.paint(Mark("fill", canvas.path, canvas.state.fill, width=thin, is_box=canvas.path_is_box))
                if canvas.state.fill.pattern:
                    canvas.tile(canvas.state.fill.pattern, canvas.path)
            if strokes:
                width = canvas.state.line_width * scale_of(canvas.state.matrix)
                stroke = Mark("stroke", canvas.path.grown(width / 2), canvas.state.stroke, width=width)
                canvas.paint(stroke, strokes=True)
        canvas.end_path()

    return operator


def paint_shading(canvas: Interpreter, operands: list[Operand]) -> None:
    """Fill what is not clipped away with a ramp of colours (sh)."""
    shading = entry(entry(canvas.resources, "/Shading"), "/" + name(operands).decode("latin-1"))
    space = canvas.space_of(entry(shading, "/ColorSpace"))
    canvas.paint(Mark("shading", canvas.state.clip, Colour(space, ())))


PAINTING_OPERATORS: dict[bytes, Operator] = {
    b"q": lambda canvas, _operands: canvas.keep(),
    b"Q": lambda canvas, _operands: canvas.bring_back(),
    b"cm": transform,
    b"w": set_line_width,
    b"gs": take_parameters,
    b"g": set_colour(GRAY, strokes=False),
    b"G": set_colour(GRAY, strokes=True),
    b"rg": set_colour(RGB, strokes=False),
    b"RG": set_colour(RGB, strokes=True),
    b"k": set_colour(CMYK, strokes=False),
    b"K": set_colour(CMYK, strokes=True),
    b"cs": set_space(strokes=False),
    b"CS": set_space(strokes=True),
    b"sc": set_values(strokes=False),
    b"scn": set_values(strokes=False),
    b"SC": set_values(strokes=True),
    b"SCN": set_values(strokes=True),
    b"m": add_points(1),
    b"l": add_points(1),
    b"c": add_points(3),
    b"v": add_points(2),
    b"y": add_points(2),
    b"re": add_rectangle,
    b"W": clip,
    b"W*": clip,
    b"n": end_path,
    b"S": paint_path(fills=False, strokes=True),
    b"s": paint_path(fills=False, strokes=True),
    b"f": paint_path(fills=True, strokes=False),
    b"F": paint_path(fills=True, strokes=False),
    b"f*": paint_path(fills=True, strokes=False),
    b"B": paint_path(fills=True, strokes=True),
    b"B*": paint_path(fills=True, strokes=True),
    b"b": paint_path(fills=True, strokes=True),
    b"b*": paint_path(fills=True, strokes=True),
    b"sh": paint_shading,
}

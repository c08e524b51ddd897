"""Fonts: whether they are in the file, and how wide their glyphs are (ISO 32000-1, 9.6 to 9.8)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from struct import unpack
from typing import TYPE_CHECKING, Any

import pikepdf

from publishing.preflight.pdf.values import (
    TooLargeToRead,
    decoded,
    entry,
    is_stream,
    list_of,
    name_of,
    number_of,
    numbers_of,
    reference_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

SUBSET = re.compile(r"[A-Z]{6}\+")
SPACES = frozenset(map(ord, " \xa0\u2002\u2003\u2009\u200a\u200b\u202f\xad\t\n\r"))
"""Characters that leave no ink."""
MAPPED = re.compile(rb"begin(bfchar|bfrange)(.*?)end", re.DOTALL)
CODE = re.compile(rb"<([0-9A-Fa-f]{2,8})>")
ONE_BYTE_CODES = re.compile(rb"begincodespacerange\s*<[0-9A-Fa-f]{2}>")
TALL, DEEP = 0.72, -0.21
"""How far letters reach above and below their line where a font does not say, in its size."""
MOST_CODES = 70_000


class Widths(dict[int, float]):
    """Widths by code; of all others, the usual one."""

    def __init__(self, known: dict[int, float], usual: float) -> None:
        super().__init__(known)
        self._usual = usual

    def __missing__(self, _code: int) -> float:
        """Return the usual width."""
        return self._usual


@dataclass(slots=True)
class Font:
    """What is to be known of a font. Widths are in thousandths of the size."""

    name: str
    kind: str
    embedded: bool
    subset: bool
    program_size: int = 0
    """Bytes of what is embedded, as stored."""
    two_bytes: bool = False
    widths: Widths = field(default_factory=lambda: Widths({}, 500.0))
    spaces: frozenset[int] = frozenset({32})
    unit: float = 0.001
    """What a width is multiplied with to be in the size of the font."""

    def codes(self, written: bytes) -> Sequence[int]:
        """Return the codes of the glyphs."""
        return unpack(f">{len(written) // 2}H", written[: len(written) // 2 * 2]) if self.two_bytes else written


def font_from(value: Any) -> Font:
    """Read a font. One that says little of itself is taken as it comes."""
    kind = name_of(entry(value, "/Subtype"))
    descendants = list_of(entry(value, "/DescendantFonts"))
    inner = descendants[0] if kind == "Type0" and descendants else value
    descriptor = entry(inner, "/FontDescriptor")
    program = _program(descriptor)
    name = name_of(entry(value, "/BaseFont")) or name_of(entry(value, "/Name")) or kind
    font = Font(
        name=SUBSET.sub("", name),
        kind=kind,
        embedded=kind == "Type3" or program is not None,
        subset=bool(SUBSET.match(name) or SUBSET.match(name_of(entry(inner, "/BaseFont")))),
        program_size=int(number_of(entry(program, "/Length"))),
    )
    if kind == "Type0":
        _read_composite(font, value, inner)
    else:
        _read_simple(font, value, descriptor)
    font.spaces = _spaces(value) or font.spaces
    return font


def _program(descriptor: Any) -> Any:
    for key in ("/FontFile", "/FontFile2", "/FontFile3"):
        if is_stream(program := entry(descriptor, key)):
            return program
    return None


def _read_simple(font: Font, value: Any, descriptor: Any) -> None:
    first = int(number_of(entry(value, "/FirstChar")))
    listed = numbers_of(entry(value, "/Widths"))[:256]
    usual = number_of(entry(descriptor, "/MissingWidth")) if listed else 500.0
    font.widths = Widths({first + number: width for number, width in enumerate(listed)}, usual)
    if font.kind == "Type3":
        matrix = numbers_of(entry(value, "/FontMatrix"))
        font.unit = abs(matrix[0]) if len(matrix) == 6 else 0.001


def _read_composite(font: Font, value: Any, inner: Any) -> None:
    encoding = entry(value, "/Encoding")
    font.two_bytes = True
    if is_stream(encoding):
        font.two_bytes = not ONE_BYTE_CODES.search(_read(encoding))
    font.spaces = frozenset()
    font.widths = Widths(_composite_widths(list_of(entry(inner, "/W"))), number_of(entry(inner, "/DW"), 1000.0))


def _composite_widths(items: list[Any]) -> dict[int, float]:
    """Read /W (ISO 32000-1, 9.7.4.3): a code and the widths from it on, or two codes and a width for all between."""
    widths: dict[int, float] = {}
    position = 0
    while position + 1 < len(items) and len(widths) < MOST_CODES:
        first = int(number_of(items[position]))
        if listed := list_of(items[position + 1]):
            widths.update({first + number: number_of(width) for number, width in enumerate(listed[:MOST_CODES])})
            position += 2
            continue
        if position + 2 >= len(items):
            break
        last = min(int(number_of(items[position + 1])), first + MOST_CODES)
        widths.update(dict.fromkeys(range(first, last + 1), number_of(items[position + 2])))
        position += 3
    return widths


def _spaces(value: Any) -> frozenset[int]:
    """Return the codes that leave no ink, as /ToUnicode has them."""
    mapping = entry(value, "/ToUnicode")
    if not is_stream(mapping):
        return frozenset()
    found: set[int] = set()
    for kind, section in MAPPED.findall(_read(mapping)):
        codes = [int(code[:8], 16) for code in CODE.findall(section)]
        if kind == b"bfchar":
            found.update(code for code, meant in zip(codes[::2], codes[1::2], strict=False) if meant in SPACES)
            continue
        for first, last, meant in zip(codes[::3], codes[1::3], codes[2::3], strict=False):
            found.update(first + space - meant for space in SPACES if meant <= space <= meant + last - first)
    return frozenset(found)


def _read(stream: Any) -> bytes:
    try:
        return decoded(stream)
    except (TooLargeToRead, pikepdf.PdfError, ValueError):
        return b""


class Fonts:
    """The fonts of a file, each read once."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], Font] = {}

    def named(self, name: bytes, resources: Any) -> Font | None:
        """Return the font of that name; None if the resources have none."""
        return self.read(entry(entry(resources, "/Font"), "/" + name.decode("latin-1")))

    def read(self, value: Any) -> Font | None:
        """Return the font of a dictionary; None if it is none."""
        if not name_of(entry(value, "/Subtype")):
            return None
        reference = reference_of(value)
        if reference == (0, 0):
            return font_from(value)
        if reference not in self._known:
            self._known[reference] = font_from(value)
        return self._known[reference]

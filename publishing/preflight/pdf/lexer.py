"""Reading a content stream: its operators, each with its operands (ISO 32000-1, 7.8.2)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

WHITE = rb"\x00\t\n\f\r "
STRING = rb"\([^()\\]*+(?:\\.[^()\\]*+)*+\)"
HEX = rb"<[0-9A-Fa-f\x00\t\n\f\r ]*+>"
TOKEN = re.compile(
    rb"(?:[" + WHITE + rb"]++|%[^\r\n]*+)*+(?:"
    rb"([+-]*\d++\.?\d*+|[+-]*\.\d++)"  # 1: a number
    rb"|([A-Za-z'\"][A-Za-z0-9*'\"_]*+)"  # 2: an operator
    rb"|/([^" + WHITE + rb"()<>\[\]{}/%]*+)"  # 3: a name
    rb"|(\[(?:[^\[\]()<>%]++|" + STRING + rb"|" + HEX + rb")*+\])"  # 4: an array of numbers, names and strings
    rb"|(" + STRING + rb")"  # 5: a string
    rb"|(" + HEX + rb")"  # 6: a string in hexadecimal
    rb"|(<<|>>|[^" + WHITE + rb"])"  # 7: all else
    rb")",
    re.DOTALL,
)
NUMBER, OPERATOR, NAME, ARRAY, TEXT, HEXADECIMAL, OTHER = range(1, 8)
PIECE = re.compile(
    rb"(" + STRING + rb")|(" + HEX + rb")|([+-]*\d++\.?\d*+|[+-]*\.\d++)|/([^" + WHITE + rb"()<>\[\]{}/%]*+)",
    re.DOTALL,
)
ESCAPE = re.compile(rb"\\(?:[0-7]{1,3}|\r\n|.)", re.DOTALL)
JOINT = b"\\\n"
"""Between strings that are read as one: an escape that stands for nothing, and ends whatever escape is before it."""
NUMBERED = re.compile(rb"#([0-9A-Fa-f]{2})")
INLINE_END = re.compile(rb"[" + WHITE + rb"]EI(?=[" + WHITE + rb"]|$)")
INLINE_COMPONENTS = {b"RGB": 3, b"DeviceRGB": 3, b"CMYK": 4, b"DeviceCMYK": 4}
MOST_OPERANDS = 64
"""Before an operator; more are of nothing that we know."""


class Name(bytes):
    """A name, without its slash."""


class Array:
    """An array of numbers, strings and names, read when it is asked for: most of a book is such arrays of letters."""

    __slots__ = ("_written",)

    def __init__(self, written: bytes) -> None:
        self._written = written

    def items(self) -> list[Operand]:
        """Return what is in it."""
        return [_piece(piece) for piece in PIECE.finditer(self._written, 1)]

    def text(self) -> tuple[bytes, float]:
        """Return its strings as one, and the sum of its numbers."""
        found = PIECE.findall(self._written, 1)
        shift = sum([float(written) for _, _, written, _ in found if written])
        if b"<" in self._written:
            return b"".join(item for item in self.items() if isinstance(item, bytes)), shift
        joined = JOINT.join([written[1:-1] for written, _, _, _ in found if written])
        return _unescaped(joined), shift


class InlineImage(NamedTuple):
    """What stands between BI and EI, without its pixels."""

    entries: dict[bytes, Operand]


Operand = float | bytes | Name | Array | InlineImage


def operators(content: bytes) -> Iterator[tuple[bytes, list[Operand]]]:
    """Yield each operator with its operands; whatever is none is passed over.

    The list of operands is the same one each time.
    """
    operands: list[Operand] = []
    position = 0
    match = TOKEN.match
    while token := match(content, position):
        position = token.end()
        kind = token.lastindex
        if kind == NUMBER:
            operands.append(number(token[1]))
        elif kind == OPERATOR:
            if token[2] == b"BI":
                image, position = _inline_image(content, position)
                yield b"BI", [image]
            else:
                yield token[2], operands
            operands.clear()
        elif kind in READERS:
            operands.append(READERS[kind](token[kind]))
        elif token[OTHER] == b"(":
            text, position = _nested_string(content, position)
            operands.append(text)
        if len(operands) > MOST_OPERANDS:
            operands.clear()


def number(written: bytes) -> float:
    """Return a number as viewers read it: of several signs the last counts."""
    try:
        return float(written)
    except ValueError:
        return float(written.lstrip(b"+-") or b"0") * (-1 if b"-" in written else 1)


def _name(written: bytes) -> Name:
    if b"#" in written:
        written = NUMBERED.sub(lambda sign: bytes([int(sign[1], 16)]), written)
    return Name(written)


def _piece(piece: re.Match[bytes]) -> Operand:
    if piece.lastindex == 1:
        return _string(piece[1])
    if piece.lastindex == 2:
        return _hexadecimal(piece[2])
    if piece.lastindex == 3:
        return number(piece[3])
    return _name(piece[4])


def _string(written: bytes) -> bytes:
    return _unescaped(written[1:-1])


class _Escapes(dict[bytes, bytes]):
    """What each escape stands for."""

    def __missing__(self, escape: bytes) -> bytes:
        digits = escape[1:]
        meant = bytes([int(digits, 8) & 255]) if b"0" <= digits[:1] <= b"7" else digits
        return self.setdefault(escape, meant)


ESCAPES = _Escapes(
    {
        b"\\n": b"\n",
        b"\\r": b"\r",
        b"\\t": b"\t",
        b"\\b": b"\b",
        b"\\f": b"\f",
        b"\\\n": b"",
        b"\\\r": b"",
        b"\\\r\n": b"",
    }
)


def _unescaped(written: bytes) -> bytes:
    return ESCAPE.sub(lambda escape: ESCAPES[escape[0]], written) if b"\\" in written else written


def _hexadecimal(written: bytes) -> bytes:
    digits = written[1:-1].translate(None, b"\x00\t\n\f\r ")
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())


READERS: dict[int, Callable[[bytes], Operand]] = {
    NAME: _name,
    ARRAY: Array,
    TEXT: _string,
    HEXADECIMAL: _hexadecimal,
}


def _nested_string(content: bytes, begin: int) -> tuple[bytes, int]:
    """Read a string that has parentheses in it; return where it ends, which may be the end of everything."""
    depth = 1
    for sign in re.compile(rb"\\.|[()]", re.DOTALL).finditer(content, begin):
        if sign[0] == b"(":
            depth += 1
        elif sign[0] == b")":
            depth -= 1
        if depth == 0:
            return _string(content[begin - 1 : sign.end()]), sign.end()
    return b"", len(content)


def _inline_image(content: bytes, position: int) -> tuple[InlineImage, int]:
    """Read an inline picture (ISO 32000-1, 8.9.7); return where what follows it begins."""
    entries: dict[bytes, Operand] = {}
    key = b""
    while token := TOKEN.match(content, position):
        position = token.end()
        if token.lastindex == OPERATOR and token[2] == b"ID":
            break
        if token.lastindex == NAME and not key:
            key = token[3]
            continue
        entries[key] = _entry(token)
        key = b""
    end = INLINE_END.search(content, position + _unfiltered_size(entries))
    return InlineImage(entries), end.end() if end else len(content)


def _entry(token: re.Match[bytes]) -> Operand:
    if token.lastindex == NUMBER:
        return number(token[1])
    if token.lastindex == ARRAY:
        return Array(token[4])
    return Name(token[token.lastindex or 0])


def _unfiltered_size(entries: dict[bytes, Operand]) -> int:
    """Return how many bytes certainly are pixels, in which "EI" means nothing."""
    if b"F" in entries or b"Filter" in entries:
        return 0
    width, height, bits = (
        entries.get(short, entries.get(long, default))
        for short, long, default in ((b"W", b"Width", 0.0), (b"H", b"Height", 0.0), (b"BPC", b"BitsPerComponent", 1.0))
    )
    if not isinstance(width, float) or not isinstance(height, float) or not isinstance(bits, float):
        return 0
    space = entries.get(b"CS", entries.get(b"ColorSpace"))
    components = INLINE_COMPONENTS.get(space, 1) if isinstance(space, Name) else 1
    return max(0, int((width * bits * components + 7) // 8 * height))

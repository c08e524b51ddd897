"""Pictures as they are placed (ISO 32000-1, 8.9)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from publishing.preflight.pdf.colours import BY_NAME, GRAY, Space, space_from
from publishing.preflight.pdf.geometry import sides_of
from publishing.preflight.pdf.lexer import Array, Name
from publishing.preflight.pdf.marks import Picture
from publishing.preflight.pdf.values import entry, is_on, is_stream, list_of, name_of, number_of

if TYPE_CHECKING:
    from publishing.preflight.pdf.geometry import Matrix
    from publishing.preflight.pdf.lexer import InlineImage

INCH = 72.0
THINNEST = 1e-6
SHORT_FILTERS = {b"DCT": "DCTDecode", b"CCF": "CCITTFaxDecode", b"Fl": "FlateDecode", b"LZW": "LZWDecode"}


def picture_of(stream: Any, resources: Any, matrix: Matrix) -> Picture:
    """Return what is to be known of a picture of the resources, placed by a matrix."""
    is_mask = is_on(entry(stream, "/ImageMask"))
    filters = entry(stream, "/Filter")
    named = [name_of(filters)] if name_of(filters) else [name_of(item) for item in list_of(filters)]
    space = GRAY if is_mask else space_from(entry(stream, "/ColorSpace"), resources)
    return _placed(
        int(number_of(entry(stream, "/Width"))),
        int(number_of(entry(stream, "/Height"))),
        matrix,
        bits=1 if is_mask else int(number_of(entry(stream, "/BitsPerComponent"), 8)),
        space=space,
        is_mask=is_mask,
        is_masked=is_stream(entry(stream, "/SMask")) or entry(stream, "/SMaskInData") in {1, 2},
        filters=tuple(name for name in named if name),
    )


def inline_picture(image: InlineImage, matrix: Matrix, resources: Any) -> Picture:
    """Return what is to be known of a picture that stands in the content itself."""
    entries = image.entries

    def value(short: bytes, long: bytes) -> Any:
        return entries.get(short, entries.get(long))

    is_mask = value(b"IM", b"ImageMask") == b"true"
    space, filters = value(b"CS", b"ColorSpace"), value(b"F", b"Filter")
    listed = filters.items() if isinstance(filters, Array) else [filters]
    names = [SHORT_FILTERS.get(name, name.decode("latin-1")) for name in listed if isinstance(name, Name)]
    return _placed(
        int(number_of(value(b"W", b"Width"))),
        int(number_of(value(b"H", b"Height"))),
        matrix,
        bits=1 if is_mask else int(number_of(value(b"BPC", b"BitsPerComponent"), 8)),
        space=GRAY if is_mask else _inline_space(space, resources),
        is_mask=is_mask,
        is_masked=False,
        filters=tuple(names),
        is_inline=True,
    )


def _inline_space(space: Any, resources: Any) -> Space:
    if isinstance(space, Array):  # [/Indexed /RGB 3 <…>]
        items = space.items()
        base = items[1] if len(items) > 1 else None
        return _inline_space(base, resources)._replace(indexed=True)
    name = space.decode("latin-1") if isinstance(space, Name) else ""
    if name in BY_NAME:
        return Space(BY_NAME[name])
    return space_from(entry(entry(resources, "/ColorSpace"), f"/{name}"), resources)


def _placed(
    width: int,
    height: int,
    matrix: Matrix,
    *,
    bits: int,
    space: Space,
    is_mask: bool,
    is_masked: bool,
    filters: tuple[str, ...],
    is_inline: bool = False,
) -> Picture:
    across, down = (max(side, THINNEST) / INCH for side in sides_of(matrix))
    return Picture(width, height, width / across, height / down, bits, space, is_mask, is_masked, filters, is_inline)

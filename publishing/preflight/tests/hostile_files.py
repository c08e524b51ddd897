"""PDFs that were made to do harm to whoever reads them."""

from __future__ import annotations

import zlib
from functools import cache
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary, Name

from publishing.preflight.tests.good_files import saved

if TYPE_CHECKING:
    from collections.abc import Callable

MEGABYTE = 1024 * 1024


def one_page(pdf: pikepdf.Pdf, content: bytes = b"", **resources: object) -> pikepdf.Page:
    """Add a page of 6 × 9 inches."""
    page = pdf.add_blank_page(page_size=(432, 648))
    page.obj.Contents = pdf.make_stream(content)
    page.obj.Resources = Dictionary({f"/{key}": value for key, value in resources.items()})
    return page


def form(pdf: pikepdf.Pdf, content: bytes, **drawn: object) -> pikepdf.Object:
    """Make a form that draws others."""
    stream = pdf.make_stream(content)
    stream.Type, stream.Subtype, stream.BBox = Name.XObject, Name.Form, Array([0, 0, 400, 600])
    stream.Resources = Dictionary(XObject=Dictionary({f"/{key}": value for key, value in drawn.items()}))
    return pdf.make_indirect(stream)


@cache
def bomb(megabytes: int = 300) -> bytes:
    """Return a page whose content unpacks to so many megabytes."""
    packing = zlib.compressobj(9)
    megabyte = b"0 0 m " * (MEGABYTE // 6)
    packed = b"".join([*(packing.compress(megabyte) for _ in range(megabytes)), packing.flush()])
    with pikepdf.new() as pdf:
        one_page(pdf).obj.Contents = pikepdf.Stream(pdf, packed, Filter=Name.FlateDecode)
        return saved(pdf)


def laughs() -> bytes:
    """Return a page whose forms draw ten others each, nine deep."""
    with pikepdf.new() as pdf:
        drawn = form(pdf, b"0 0 10 10 re f")
        for _ in range(9):
            drawn = form(pdf, b"/Fm Do " * 10, Fm=drawn)
        one_page(pdf, b"/Fm Do", XObject=Dictionary(Fm=drawn))
        return saved(pdf)


def looped_tree() -> bytes:
    """Return a tree of pages that is its own branch."""
    with pikepdf.new() as pdf:
        one_page(pdf)
        pages = pdf.Root.Pages
        pages.Kids.append(pages)
        return saved(pdf)


def nested(depth: int = 20_000) -> bytes:
    """Return arrays in arrays, in the catalogue and in a page's content."""
    with pikepdf.new() as pdf:
        one_page(pdf, b"[" * depth + b"]" * depth + b" 0 d 0 0 10 10 re f " + b"<<" * depth)
        data = saved(pdf)
    return data.replace(b"/Type /Catalog", b"/Type /Catalog /Deep " + b"[" * depth + b"]" * depth)


def states() -> bytes:
    """Return a page that keeps its state half a million times."""
    with pikepdf.new() as pdf:
        one_page(pdf, b"q " * 550_000)
        return saved(pdf)


def many_pages(count: int = 10_000) -> bytes:
    """Return ten thousand pages."""
    with pikepdf.new() as pdf:
        content = pdf.make_indirect(pdf.make_stream(b"0 0 10 10 re f"))
        for _ in range(count):
            pdf.add_blank_page(page_size=(432, 648)).obj.Contents = content
        return saved(pdf)


def large_widths() -> bytes:
    """Return a font that names billions of widths."""
    with pikepdf.new() as pdf:
        inner = Dictionary(Type=Name.Font, Subtype=Name.CIDFontType2, W=Array([0, 2_000_000_000, 500] * 50))
        font = Dictionary(Type=Name.Font, Subtype=Name.Type0, DescendantFonts=Array([inner]))
        one_page(pdf, b"BT /F 9 Tf (words) Tj ET", Font=Dictionary(F=font))
        return saved(pdf)


def odd_numbers() -> bytes:
    """Return numbers that no page has."""
    content = (
        b"99999999999999999999999999999999999999999 0 0 1e9 0 0 cm -.-5 --7 w 1 0 0 cm q Q Q Q Q "
        b"0 0 " + b"9" * 400 + b" 10 re B BT /F " + b"9" * 400 + b" Tf ET 5 sc /Nothing cs 1 scn /X Do /Y gs /Z sh"
    )
    with pikepdf.new() as pdf:
        page = one_page(pdf, content)
        page.obj.MediaBox = Array([0, 0, 10**12, 10**12])
        page.obj.UserUnit = -3
        page.obj.Rotate = 37
        return saved(pdf)


HOSTILE: dict[str, Callable[[], bytes]] = {
    "bomb": bomb,
    "laughs": laughs,
    "looped-tree": looped_tree,
    "nested": nested,
    "states": states,
    "many-pages": many_pages,
    "large-widths": large_widths,
    "odd-numbers": odd_numbers,
}

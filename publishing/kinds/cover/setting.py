"""A cover's file, made from its layout: ground and picture below, words above, boxes around."""

from __future__ import annotations

import io
from dataclasses import asdict
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name

from publishing.kinds.cover.colours import as_hex
from publishing.kinds.kind import Check, Refused
from publishing.languages import language_of
from publishing.rectangle import Rectangle
from publishing.typesetting.press import NotSet, set_pages

if TYPE_CHECKING:
    from pathlib import Path

    from PIL import Image

    from publishing.kinds.cover.colours import Colour
    from publishing.kinds.cover.layout import CoverLayout, Words
    from publishing.publication import Publication

FONTS = ("Libertinus Serif", "Noto Serif CJK SC", "Noto Serif", "Noto Naskh Arabic", "Noto Serif Hebrew")
QUALITY = 92


def set_cover(layout: CoverLayout, picture: Image.Image | None, publication: Publication, out: Path) -> list[Check]:
    """Write a cover as a PDF of one page; return what is to be said of it. Raises Refused."""
    try:
        made = set_pages("cover.typ", _data(layout, publication), is_tagged=False)
    except NotSet as error:
        raise Refused("The words of this cover could not be set. Write shorter words, and try again.") from error
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        page = pdf.pages[0]
        page.contents_add(_ground(pdf, layout, picture), prepend=True)
        _set_boxes(page, layout)
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    if not made.missing:
        return []
    words = f"There is no font here for: {made.missing}"
    return [Check("fonts", "error", words, "Write the words in letters that there is a font for.", page=1)]


def rendered(pdf: Path, *, width: int) -> Image.Image:
    """Return the picture of a cover's page, so many pixels wide."""
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0]
        image: Image.Image = page.render(scale=width / page.get_width()).to_pil()
        return image.convert("RGB")


def _data(layout: CoverLayout, publication: Publication) -> dict[str, object]:
    return {
        "title": publication.book.title,
        "authors": list(publication.book.authors),
        "language": language_of(publication.book.language),
        "fonts": list(FONTS),
        "width": layout.width,
        "height": layout.height,
        "barcode": asdict(layout.barcode) if layout.barcode else None,
        "words": [_words(words) for words in layout.words],
    }


def _words(words: Words) -> dict[str, object]:
    return {
        "role": words.role,
        "lines": list(words.lines),
        "size": words.size,
        "leading": words.leading,
        "colour": as_hex(words.colour),
        "align": words.align,
        "top": words.at_top,
        "turned": words.turned,
        "rtl": words.right_to_left,
        "left": words.area.left,
        "at_top": words.area.top,
        "width": words.area.width,
        "height": words.area.height,
    }


def _ground(pdf: pikepdf.Pdf, layout: CoverLayout, picture: Image.Image | None) -> pikepdf.Stream:
    """Return what lies under the words: the colour of the ground, lines, and the picture."""
    drawn = [_filled(layout, Rectangle(0, 0, layout.width, layout.height), layout.palette.ground)]
    if layout.picture is not None and picture is not None:
        drawn += [_filled(layout, rule, layout.palette.accent) for rule in layout.rules]
        page = pdf.pages[0]
        name = page.add_resource(_image(pdf, picture), Name.XObject, Name.Picture)
        left, bottom, width, height = _placed(layout, layout.picture)
        drawn.append(f"q {width} 0 0 {height} {left} {bottom} cm {name} Do Q")
    return pdf.make_stream("\n".join(drawn).encode())


def _image(pdf: pikepdf.Pdf, picture: Image.Image) -> pikepdf.Stream:
    encoded = io.BytesIO()
    picture.save(encoded, "JPEG", quality=QUALITY, subsampling=0)
    kind = Dictionary(
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=picture.width,
        Height=picture.height,
        BitsPerComponent=8,
        ColorSpace=Name.DeviceRGB,
        Filter=Name.DCTDecode,
    )
    return pikepdf.Stream(pdf, encoded.getvalue(), kind)


def _filled(layout: CoverLayout, area: Rectangle, colour: Colour) -> str:
    red, green, blue = (f"{value / 255:.4f}" for value in colour)
    return f"q {red} {green} {blue} rg {' '.join(_placed(layout, area))} re f Q"


def _placed(layout: CoverLayout, area: Rectangle) -> tuple[str, str, str, str]:
    """Return an area as PDF has it: left, bottom, width and height, from the foot of the sheet."""
    bottom = layout.height - area.bottom
    left, foot, width, height = (f"{value:.4f}" for value in (area.left, bottom, area.width, area.height))
    return left, foot, width, height


def _set_boxes(page: pikepdf.Page, layout: CoverLayout) -> None:
    """Say what is the sheet, what is seen of it, and that all of it is printed."""
    geometry = layout.geometry
    if geometry is None:
        return
    sheet = geometry.sheet.in_points(geometry.sheet.height)
    trim = geometry.trim.in_points(geometry.sheet.height)
    for name, box in (("MediaBox", sheet), ("CropBox", sheet), ("BleedBox", sheet), ("TrimBox", trim)):
        page.obj[Name("/" + name)] = Array(list(box))

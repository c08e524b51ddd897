"""A page of a picture book as XHTML of a fixed size.

What is seen of the text is the typesetter's: glyphs as outlines, line by line as they are printed, whatever fonts a
device has. The words themselves lie over it, transparent, to be read aloud, searched and copied.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from publishing.kinds.epub.markup import text
from publishing.pages.markup import paragraphs_in
from publishing.xml_text import NEVER_IN_XML

if TYPE_CHECKING:
    from publishing.pages.sheets import Sheet
    from publishing.pages.tree import PlacedText
    from publishing.rectangle import Rectangle

PIXELS = 144
"""To the inch, of the page that a device then makes larger or smaller."""


def fixed_page(sheet: Sheet, *, language: str, picture: str, words: str) -> str:
    """Return a page. `picture` and `words` are the addresses of its picture and of its set text, or empty."""
    page = sheet.page
    wide, high = (round(side * PIXELS) for side in sheet.media)
    pieces: list[str] = []
    if page.picture is not None and sheet.picture is not None and picture:
        alt = "" if page.picture.part == "right" else page.picture.alt
        pieces.append(f'<img class="picture" src="{picture}" alt="{text(alt)}" style="{_place(sheet.picture)}"/>')
    if page.text is not None and words:
        place = _place(sheet.placed(page.text.box))
        size = f"font-size:{page.text.size * PIXELS / 72:.1f}px"
        pieces.append(f'<img class="set" src="{words}" alt="" role="presentation" style="{place}"/>')
        pieces.append(
            f'<div class="words" style="{place};{size};text-align:{page.text.align}">{_words(page.text)}</div>'
        )
    body = "\n".join(pieces)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
        f'<html xmlns="http://www.w3.org/1999/xhtml" lang="{language}" xml:lang="{language}">\n<head>\n'
        f'<meta charset="utf-8"/>\n<title>Page {page.number}</title>\n'
        f'<meta name="viewport" content="width={wide}, height={high}"/>\n'
        '<link rel="stylesheet" type="text/css" href="style.css"/>\n</head>\n'
        f'<body style="width:{wide}px;height:{high}px">\n{NEVER_IN_XML.sub("", body)}\n</body>\n</html>\n'
    )


def _place(box: Rectangle) -> str:
    sides = {"left": box.left, "top": box.top, "width": box.width, "height": box.height}
    return ";".join(f"{name}:{length * PIXELS:.1f}px" for name, length in sides.items())


def _words(placed: PlacedText) -> str:
    pieces: list[str] = []
    for paragraph in paragraphs_in(placed.source):
        name = "h1" if paragraph.is_heading else "p"
        lines = ("".join(_run(run.text, italic=run.italic) for run in line) for line in paragraph.lines)
        pieces.append(f"<{name}>{'<br/>'.join(lines)}</{name}>")
    return "".join(pieces)


def _run(words: str, *, italic: bool) -> str:
    return f"<em>{text(words)}</em>" if italic else text(words)

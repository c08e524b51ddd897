"""Files that a printer takes as they are, made by several programs; each is made once and handed out as bytes."""

from __future__ import annotations

import zlib
from functools import cache, partial
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
import typst
from PIL import Image, ImageDraw

from publishing.preflight import PrintChoices

if TYPE_CHECKING:
    from collections.abc import Callable

PAGES = 24
INCH = 72
TEXT = (
    "It was past midnight when the lamp on the quay went out, and nobody in the house by the harbour noticed it but "
    "the cat. She sat at the window, as she did every night, and counted the boats that came home. "
)
HEAD = '#set document(title: "The Quay", author: "A. Writer")\n#set text(size: {size}pt, lang: "en", hyphenate: true)\n'


@cache
def novel(
    width: float = 6,
    height: float = 9,
    inside: float = 0.75,
    outside: float = 0.5,
    size: float = 11,
    pages: int = PAGES,
) -> bytes:
    """Return text alone, typeset by Typst, with mirrored margins, without bleed."""
    return typeset(width, height, inside, outside, size, [TEXT * 5 + f" Page {page}." for page in range(1, pages + 1)])


def typeset(width: float, height: float, inside: float, outside: float, size: float, pages: list[str]) -> bytes:
    """Typeset one text for each page."""
    source = HEAD.format(size=size) + (
        f"#set page(width: {width}in, height: {height}in, "
        f"margin: (inside: {inside}in, outside: {outside}in, top: 0.7in, bottom: 0.7in))\n#set par(justify: true)\n"
    )
    compiled = typst.compile((source + "\n#pagebreak()\n".join(pages)).encode(), pdf_standards="1.7")
    assert isinstance(compiled, bytes)
    return compiled


@cache
def bound_on_the_right(pages: int = 320) -> bytes:
    """Return text that is read from right to left, with the wide margins at a spine on the right."""
    head = '#set text(lang: "he", dir: rtl)\n#set page(binding: right)\n'
    return typeset(6, 9, 0.7, 0.3, 11, [head + TEXT * 3, *(TEXT * 3 for _ in range(pages - 1))])


@cache
def illustrated(width: float = 6, height: float = 9) -> bytes:
    """Return text with a picture within the margins of every third page."""
    with pikepdf.open(BytesIO(novel(width, height))) as pdf:
        picture = gray_picture(pdf, 900, 600)
        for number, page in enumerate(pdf.pages, 1):
            if number % 3 == 0:
                add(page, f"q 216 0 0 144 {(width - 3) / 2 * INCH} 100 cm /Im9 Do Q", XObject={"Im9": picture})
        return saved(pdf)


@cache
def picture_book(width: float = 8.5, height: float = 8.5) -> bytes:
    """Return pictures that reach to the end of the bleed, and a line of text on each."""
    sheet = width + 0.125, height + 0.25
    lines = [f"The cat counts {page} boats." for page in range(1, PAGES + 1)]
    with pikepdf.open(BytesIO(typeset(*sheet, 1.2, 1.2, 16, lines))) as pdf:
        picture = gray_picture(pdf, int(sheet[0] * 300) + 1, int(sheet[1] * 300) + 1)
        for page in pdf.pages:
            under = f"q {sheet[0] * INCH} 0 0 {sheet[1] * INCH} 0 0 cm /Im9 Do Q"
            add(page, under, first=True, XObject={"Im9": picture})
        return saved(pdf)


@cache
def boxed_picture_book(width: float = 8.5, height: float = 8.5) -> bytes:
    """Return the same with trim and bleed boxes, as our own are."""
    with pikepdf.open(BytesIO(picture_book(width, height))) as pdf:
        for number, page in enumerate(pdf.pages, 1):
            left = 0 if number % 2 else 0.125 * INCH
            page.trimbox = pikepdf.Array([left, 9, left + width * INCH, 9 + height * INCH])
            page.bleedbox = page.mediabox
        return saved(pdf)


@cache
def coloring_book(width: float = 8.5, height: float = 11) -> bytes:
    """Return one-bit pictures at 600 dots to an inch on right-hand pages, with empty backs."""
    with pikepdf.new() as pdf:
        name(pdf)
        for number in range(1, PAGES + 1):
            page = pdf.add_blank_page(page_size=(width * INCH, height * INCH))
            if number % 2:
                inner = (width - 1.5) * INCH, (height - 1.5) * INCH
                place = f"q {inner[0]} 0 0 {inner[1]} {0.75 * INCH} {0.75 * INCH} cm /Im9 Do Q % {number}"
                add(page, place, XObject={"Im9": outline(pdf, int(inner[0] / INCH * 600), int(inner[1] / INCH * 600))})
        return saved(pdf)


@cache
def pillows(width: float = 6, height: float = 9) -> bytes:
    """Return pages that are pictures as a whole, as Pillow writes them, with bleed."""
    size = int((width + 0.125) * 300), int((height + 0.25) * 300)
    pages = []
    for number in range(PAGES):
        picture = Image.new("L", size, 160)
        ImageDraw.Draw(picture).ellipse([300, 300, 600 + 20 * number, 600 + 20 * number], fill=40)
        pages.append(picture)
    file = BytesIO()
    words = {"title": "The Quay", "author": "A. Writer"}
    pages[0].save(file, "PDF", save_all=True, append_images=pages[1:], resolution=300, **words)
    return file.getvalue()


@cache
def drawn(width: float = 7, height: float = 10) -> bytes:
    """Return pages of lines and areas written by hand, in CMYK and gray, with forms and patterns."""
    with pikepdf.new() as pdf:
        name(pdf)
        form = pdf.make_stream(b"1 w 0 0 m 100 100 l S 0 0 60 60 re f", BBox=[-1, -1, 101, 101])
        form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        tile = pdf.make_stream(
            b"1 w 0 0 m 10 10 l S", PatternType=1, PaintType=1, TilingType=1, BBox=[0, 0, 10, 10], XStep=10, YStep=10
        )
        tile.Resources = pikepdf.Dictionary()
        for number in range(1, PAGES + 1):
            page = pdf.add_blank_page(page_size=(width * INCH, height * INCH))
            content = (
                f"q 0.2 0.4 0 0.1 k 1 w {100 + number} 200 200 100 re B Q q 1 0 0 1 100 400 cm /Fm9 Do Q "
                "q /Pattern cs /P9 scn 250 400 100 100 re f Q 1 g 0 0 504 720 re n"
            )
            add(page, content, XObject={"Fm9": form}, Pattern={"P9": tile})
        return saved(pdf)


@cache
def cover(pages: int = 120, width: float = 6, height: float = 9, page_inches: float = 0.002252) -> bytes:
    """Return a cover for Amazon KDP: white paper, ink on all of it, a title in front, text on spine and back."""
    spine = pages * page_inches
    sheet = 2 * width + spine + 0.25, height + 0.25
    front = 0.125 + width + spine + 0.6
    on_spine = (
        f"#place(dx: {0.125 + width}in, dy: 1in, box(width: {spine}in, height: {height - 2}in, align(center + horizon, "
        "rotate(90deg, reflow: true, text(size: 7.5pt, fill: white)[The Quay]))))"
    )
    source = HEAD.format(size=14) + (
        f"#set page(width: {sheet[0]}in, height: {sheet[1]}in, margin: 0pt, fill: rgb(40, 60, 90))\n"
        f"#place(dx: {front}in, dy: 1.5in, text(size: 30pt, fill: white)[The Quay])\n"
        f"#place(dx: 0.8in, dy: 1.5in, box(width: {width - 1.6}in, text(fill: white)[{TEXT}]))\n"
        + (on_spine if pages >= 79 else "")
    )
    compiled = typst.compile(source.encode(), pdf_standards="1.7")
    assert isinstance(compiled, bytes)
    return compiled


def name(pdf: pikepdf.Pdf) -> None:
    """Give a file a title and an author."""
    pdf.docinfo["/Title"], pdf.docinfo["/Author"] = "The Quay", "A. Writer"


def add(page: pikepdf.Page, content: str | bytes, *, first: bool = False, **resources: dict[str, object]) -> None:
    """Draw more on a page, under what is there or above it."""
    written = content.encode() if isinstance(content, str) else content
    page.contents_add(b"q\n", prepend=True)
    page.contents_add(b"\nQ\n")
    page.contents_add(written, prepend=first)
    if "/Resources" not in page.obj:
        page.obj.Resources = pikepdf.Dictionary()
    held = page.obj.Resources
    for kind, items in resources.items():
        if f"/{kind}" not in held:
            held[f"/{kind}"] = pikepdf.Dictionary()
        for key, value in items.items():
            held[f"/{kind}"][f"/{key}"] = value


def stored(pdf: pikepdf.Pdf, pixels: bytes, width: int, height: int, **entries: object) -> pikepdf.Stream:
    """Make a picture of its bytes."""
    picture = pikepdf.Stream(pdf, zlib.compress(pixels, 1), Filter=pikepdf.Name.FlateDecode)
    picture.Type, picture.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    picture.Width, picture.Height = width, height
    for key, value in ({"BitsPerComponent": 8, "ColorSpace": pikepdf.Name.DeviceGray} | entries).items():
        picture[f"/{key}"] = value
    return pdf.make_indirect(picture)


def gray_picture(pdf: pikepdf.Pdf, width: int, height: int, **entries: object) -> pikepdf.Stream:
    """Make a picture of grays."""
    return stored(pdf, bytes(range(50, 50 + 180)) * (width * height // 180 + 1), width, height, **entries)


def outline(pdf: pikepdf.Pdf, width: int, height: int) -> pikepdf.Stream:
    """Make a picture of black and white alone."""
    return stored(pdf, b"\xaa" * ((width + 7) // 8 * height), width, height, BitsPerComponent=1)


def saved(pdf: pikepdf.Pdf, encryption: pikepdf.Encryption | None = None) -> bytes:
    """Return the file."""
    file = BytesIO()
    if encryption:
        pdf.save(file, encryption=encryption)
    else:
        pdf.save(file, deterministic_id=True)
    return file.getvalue()


PLAIN = PrintChoices()
Good = tuple["Callable[[], bytes]", PrintChoices]


def _trims() -> dict[str, Good]:
    """Return novels and others in several trims."""
    found: dict[str, Good] = {}
    for width, height in ((5, 8), (5.25, 8), (5.5, 8.5), (6, 9), (6.14, 9.21), (7, 10), (8, 10), (8.25, 6), (8.5, 11)):
        found[f"novel-{width}x{height}"] = (partial(novel, width, height), PLAIN)
    for width, height in ((5.5, 8.5), (6, 9), (7, 10), (8, 10), (8.5, 11)):
        found[f"illustrated-{width}x{height}"] = (partial(illustrated, width, height), PLAIN)
    for width, height in ((8.25, 8.25), (8.5, 8.5), (8, 10), (7, 10), (8.25, 6)):
        found[f"picture-book-{width}x{height}"] = (partial(picture_book, width, height), PLAIN)
    for width, height in ((8.5, 8.5), (8, 10), (6, 9)):
        found[f"boxed-{width}x{height}"] = (partial(boxed_picture_book, width, height), PLAIN)
    for width, height in ((8.5, 11), (8, 10), (8.5, 8.5), (6, 9)):
        found[f"coloring-{width}x{height}"] = (partial(coloring_book, width, height), PLAIN)
    for width, height in ((6, 9), (5, 8)):
        found[f"pillow-{width}x{height}"] = (partial(pillows, width, height), PLAIN)
    for width, height in ((7, 10), (7.5, 9.25), (8, 10)):
        found[f"drawn-{width}x{height}"] = (partial(drawn, width, height), PLAIN)
    for pages in (24, 78, 79, 120, 300, 600):
        choices = PrintChoices(kind="cover", trim="6x9", ink="black", paper="white", pages=pages)
        found[f"cover-{pages}"] = (partial(cover, pages), choices)
    cream = PrintChoices(kind="cover", trim="5.5x8.5", ink="black", paper="cream", pages=200)
    found["cover-cream"] = (lambda: cover(200, 5.5, 8.5, 0.0025), cream)
    return found


CHOSEN: dict[str, Good] = {
    "chosen-black-on-cream": (novel, PrintChoices(trim="6x9", ink="black", paper="cream", bleed=False)),
    "chosen-premium": (picture_book, PrintChoices(trim="8.5 x 8.5 in", ink="premium", paper="white", bleed=True)),
    "chosen-millimetres": (lambda: novel(5.827, 8.268), PrintChoices(trim="148 x 210 mm")),
    "own-size": (lambda: novel(5.8, 8.3), PLAIN),
    "gray-in-black": (drawn, PrintChoices(trim="7x10")),
    "small-but-enough": (lambda: novel(size=7), PLAIN),
    "thick": (lambda: novel(5, 8, inside=0.9, pages=160), PLAIN),
    "narrow-margins": (lambda: novel(5, 8, inside=0.4, outside=0.27), PLAIN),
    "ingramspark": (lambda: novel(6, 9), PrintChoices(printer="ingramspark")),
    "lulu": (lambda: novel(6, 9, inside=0.85, pages=32), PrintChoices(printer="lulu")),
    "cover-without-a-book": (cover, PrintChoices(kind="cover")),
}
GOOD = _trims() | CHOSEN

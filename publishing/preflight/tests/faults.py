"""Faults that are planted in good files: each rule in several ways, in several files."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from publishing.preflight import PrintChoices
from publishing.preflight.tests.cover_faults import of_covers
from publishing.preflight.tests.good_files import INCH, add, stored
from publishing.preflight.tests.margin_faults import of_margins
from publishing.preflight.tests.planting import (
    Fault,
    Plant,
    annotates,
    boxes,
    deletes,
    draws,
    empties,
    height_of,
    in_form,
    in_pattern,
    made_font,
    masked,
    names_action,
    places,
    resizes,
    resizes_all,
    roots,
    separation,
    sets,
    width_of,
    with_space,
    with_state,
    writes,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

NOVEL, SMALL, PICTURES, COLOURING, DRAWN, COVER = (
    "novel-6x9",
    "novel-5x8",
    "picture-book-8.5x8.5",
    "coloring-8.5x11",
    "drawn-7x10",
    "cover-120",
)
INTERIORS = (NOVEL, PICTURES, DRAWN)
BLACK = PrintChoices(ink="black", paper="white")


def each(
    rule: str, ways: Mapping[str, Plant], bases: tuple[str, ...] = INTERIORS, choices: PrintChoices | None = None
) -> Iterator[Fault]:
    """Plant each way in each file, on another page each time; on a cover there is but one."""
    for number, (way, plant) in enumerate(ways.items()):
        for place, base in enumerate(bases):
            page = 1 if base.startswith("cover") else 3 + (5 * number + 4 * place) % 20
            yield Fault(rule, way, base, page, plant, choices)


def whole(
    rule: str,
    ways: Mapping[str, Plant],
    bases: tuple[str, ...] = (NOVEL, PICTURES),
    choices: PrintChoices | None = None,
) -> Iterator[Fault]:
    """Plant what is about the whole file."""
    for way, plant in ways.items():
        for base in bases:
            yield Fault(rule, way, base, 1, plant, choices, found_on=0)


def _no_words(key: str) -> Plant:
    def plant(pdf: pikepdf.Pdf, _page: pikepdf.Page) -> None:
        if "/Metadata" in pdf.Root:
            del pdf.Root.Metadata
        if key in pdf.docinfo:
            del pdf.docinfo[key]

    return plant


def _attaches(pdf: pikepdf.Pdf, _page: pikepdf.Page) -> None:
    pdf.attachments["notes.txt"] = b"notes"


def _bookmarks(pdf: pikepdf.Pdf, _page: pikepdf.Page) -> None:
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("Chapter 1", 0))


def _intents(pdf: pikepdf.Pdf, _page: pikepdf.Page) -> None:
    pdf.Root.OutputIntents = Array(
        [
            Dictionary(
                S=Name.GTS_PDFX, OutputConditionIdentifier=String("A"), DestOutputProfile=pdf.make_stream(b"", N=n)
            )
            for n in (1, 4)
        ]
    )


def _doubles(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    number = pdf.pages.index(page)
    pdf.pages[number + 1] = page


def _crop_marks(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """Make the sheet larger around its trim and draw corners there."""
    width, height = width_of(page), height_of(page)
    page.obj.MediaBox = Array([-40, -40, width + 40, height + 40])
    page.obj.TrimBox = Array([0, 0, width, height])
    page.obj.BleedBox = Array([-9, -9, width + 9, height + 9])
    add(page, f"q 1 w 0 G -30 0 m -12 0 l S {width} {height + 12} m {width} {height + 30} l S Q")
    del pdf


def _inline(pixels: int, inches: float) -> str:
    side = inches * INCH
    return f"q {side} 0 0 {side} 150 200 cm BI /W {pixels} /H {pixels} /BPC 8 /CS /G ID {'a' * pixels * pixels} EI Q"


def _picture_in_form(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    picture = stored(pdf, b"\x70" * 10_000, 100, 100)
    in_form("q 144 0 0 144 0 0 cm /Im7 Do Q", {"XObject": Dictionary(Im7=picture)})(pdf, page)


def _picture_in_pattern(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    picture = stored(pdf, b"\x70" * 400, 20, 20)
    in_pattern("q 72 0 0 72 0 0 cm /Im7 Do Q", {"XObject": Dictionary(Im7=picture)})(pdf, page)


def _masked(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    add(page, "q 144 0 0 144 150 150 cm /Im7 Do Q", XObject={"Im7": masked(pdf)})


def _type_3(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    glyph = pdf.make_stream(b"500 0 0 0 500 500 d1 0 0 500 500 re f")
    font = made_font(
        pdf,
        Subtype=Name.Type3,
        FontBBox=Array([0, 0, 500, 500]),
        FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
        CharProcs=Dictionary(W=glyph),
        Encoding=Dictionary(Differences=Array([87, Name.W])),
    )
    add(page, f"BT /F8 12 Tf 150 {height_of(page) / 2} Td (W) Tj ET", Font={"F8": font})


def _whole_font(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    program = pikepdf.Stream(pdf, Random(1).randbytes(3 * 1024 * 1024))
    writes(12, BaseFont=Name("/Entire"), FontDescriptor=Dictionary(Type=Name.FontDescriptor, FontFile2=program))(
        pdf, page
    )


def _loop(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    looped = pdf.make_indirect(pdf.make_stream(b"/Fm8 Do", BBox=[0, 0, 100, 100]))
    looped.Type, looped.Subtype = Name.XObject, Name.Form
    looped.Resources = Dictionary(XObject=Dictionary(Fm8=looped))
    add(page, "/Fm8 Do", XObject={"Fm8": looped})


def _damages(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    page.obj.Contents = pdf.make_indirect(pikepdf.Stream(pdf, b"this is not packed", Filter=Name.FlateDecode))


def _postscript(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    program = pdf.make_stream(b"showpage")
    program.Type, program.Subtype = Name.XObject, Name.PS
    add(page, "/Ps8 Do", XObject={"Ps8": program})


def of_files() -> Iterator[Fault]:
    """What is wrong with the file as a whole, and what is in it besides pages."""
    yield from whole("title", {"missing": _no_words("/Title")})
    yield from whole("author", {"missing": _no_words("/Author")})
    yield from whole("pdf_version", {"too-new": roots(Version=Name("/2.0"))})
    yield from whole("bookmarks", {"one": _bookmarks})
    script = names_action("JavaScript")
    yield from whole(
        "scripts",
        {
            "opening": roots(OpenAction=script),
            "named": roots(Names=Dictionary(JavaScript=Dictionary(Names=[String("a"), script]))),
        },
    )
    yield from whole(
        "actions",
        {"printing": roots(AA=Dictionary(WP=script)), "launching": roots(OpenAction=names_action("Launch"))},
    )
    yield from whole("attachments", {"one": _attaches}, (NOVEL, PICTURES, COVER))
    field = Dictionary(FT=Name.Tx, T=String("name"))
    yield from whole(
        "form_fields",
        {
            "field": roots(AcroForm=Dictionary(Fields=[field])),
            "xfa": roots(AcroForm=Dictionary(Fields=[], XFA=String("x"))),
        },
    )
    nameless = Array([Dictionary(S=Name.GTS_PDFX)])
    layer = Dictionary(Type=Name.OCG, Name=String("Notes"))
    yield from whole("layers", {"one": roots(OCProperties=Dictionary(OCGs=Array([layer]), D=Dictionary()))})
    yield from whole("output_intent", {"unnamed": roots(OutputIntents=nameless), "two": _intents})


def of_pages() -> Iterator[Fault]:
    """What is wrong with pages and their boxes."""
    for base in (NOVEL, PICTURES, COLOURING):
        yield Fault("trim_size", "too-large", base, 1, resizes_all(3.3, 3.3), found_on=1)
        yield Fault("trim_size", "too-small", base, 1, resizes_all(-4.9, -4.9), found_on=1)
        yield Fault("nothing_printed", "empty", base, 1, empties(), found_on=0)
        yield Fault("odd_count", "one-less", base, 1, deletes(1), PrintChoices(), found_on=0)
        yield Fault("page_count", "too-few", base, 1, deletes(6), found_on=0)
        yield Fault("blank_pages", "three", base, 1, empties(8, 9, 10), found_on=8)
        yield Fault("blank_first", "first", base, 1, empties(1), found_on=1)
    yield Fault("page_count", "too-few-in-colour", NOVEL, 1, deletes(2), PrintChoices(ink="standard", paper="white"), 0)
    yield Fault("page_count", "hardcover", NOVEL, 1, deletes(2), BLACK.model_copy(update={"binding": "hardcover"}), 0)
    yield Fault("trim_size", "hardcover", SMALL, 1, deletes(2), BLACK.model_copy(update={"binding": "hardcover"}), 0)
    yield from each("page_size", {"wider": resizes(0.1, 0), "lower": resizes(0, -0.2), "larger": resizes(1, 1)})
    chosen = PrintChoices(trim="5.5x8.5")
    yield Fault("page_size", "not-as-chosen", NOVEL, 7, draws(""), chosen)
    yield from each(
        "boxes",
        {
            "trim-too-large": boxes(TrimBox=20),
            "bleed-too-large": boxes(BleedBox=20),
            "bleed-in-trim": boxes(BleedBox=-30, TrimBox=-9),
            "crop-in-trim": boxes(CropBox=-30, TrimBox=-9),
        },
        (NOVEL, PICTURES),
    )
    yield from each("trim_box", {"too-small": boxes(TrimBox=-20)}, (NOVEL, DRAWN), PrintChoices(bleed=False))
    yield from each(
        "rotation", {"90": sets(Rotate=90), "180": sets(Rotate=180), "270": sets(Rotate=270)}, (NOVEL, PICTURES)
    )
    yield from each("user_unit", {"double": sets(UserUnit=2), "half": sets(UserUnit=0.5)}, (NOVEL, PICTURES))
    yield Fault("spreads", "two-pages", NOVEL, 4, resizes(6, 0))
    yield Fault("spreads", "two-pages", PICTURES, 6, resizes(8.625, 0))
    for base in (NOVEL, PICTURES):
        yield Fault("same_pages", "twice", base, 5, _doubles, found_on=6)
    yield from each("links", {"one": annotates("Link")})
    yield from each(
        "annotations", {kind: annotates(kind) for kind in ("Text", "Stamp", "Highlight", "FreeText")}, (NOVEL, PICTURES)
    )
    yield from each(
        "multimedia", {kind: annotates(kind) for kind in ("Screen", "RichMedia", "Sound")}, (NOVEL, PICTURES)
    )
    yield from each("page_actions", {"shown": sets(AA=Dictionary(O=names_action("JavaScript")))}, (NOVEL, COVER))
    yield from each("printers_marks", {"corners": _crop_marks}, (NOVEL, DRAWN))
    yield from each("printers_marks", {"annotation": annotates("PrinterMark")}, (NOVEL, PICTURES))
    for base, width in ((NOVEL, 6.0), (SMALL, 5.0), (DRAWN, 7.0)):
        for way, place in (("right", writes(14, left=width - 0.3)), ("left", writes(14, left=-0.3))):
            yield Fault("off_page", way, base, 8, place)
        yield Fault("off_page", "top", base, 9, writes(14, top=0.05))


def of_pictures() -> Iterator[Fault]:
    """Pictures and lines that print badly."""
    yield from each(
        "low_resolution",
        {"half": places((300, 300), (2, 2)), "inline": draws(_inline(20, 1)), "form": _picture_in_form},
    )
    yield from each(
        "low_resolution", {"a-little": places((540, 540), (2, 2)), "pattern": _picture_in_pattern}, (NOVEL, COVER)
    )
    yield from each("needless_resolution", {"eightfold": places((1600, 1600), (1, 1))}, (NOVEL, PICTURES))
    yield from each(
        "stretched", {"wide": places((600, 900), (2, 2)), "high": places((1200, 600), (2, 2))}, (NOVEL, PICTURES)
    )
    yield from each("jpeg_2000", {"jpx": places((600, 600), (2, 2), Filter=Name.JPXDecode)}, (NOVEL, DRAWN))
    yield from each("deep_colour", {"16-bit": places((600, 600), (2, 2), BitsPerComponent=16)}, (NOVEL, DRAWN))
    line = "150 200 m 250 300 l S"
    yield from each(
        "thin_lines",
        {
            "half": draws(f"q 0 G 0.5 w {line} Q"),
            "zero": draws(f"q 0 G 0 w {line} Q"),
            "scaled": draws("q 0 G 0.2 0 0 0.2 0 0 cm 2 w 750 1000 m 1250 1500 l S Q"),
            "rectangle": draws("q 0 g 150 200 100 0.4 re f Q"),
        },
    )
    yield from each(
        "thin_lines",
        {
            "state": with_state(f"0 G {line}", LW=0.3),
            "form": in_form(f"0 G 0.4 w {line}"),
            "pattern": in_pattern("0.3 w 0 0 m 50 50 l S"),
        },
        (NOVEL, COVER),
    )


def of_text() -> Iterator[Fault]:
    """Fonts and text that print badly or not at all."""
    bare = Dictionary(Type=Name.FontDescriptor)
    yield from each(
        "fonts_embedded",
        {
            "descriptor": writes(12, BaseFont=Name("/Arial"), FontDescriptor=bare),
            "standard": writes(12, Subtype=Name.Type1, BaseFont=Name.Helvetica, FontDescriptor=None, Widths=None),
        },
    )
    yield from each("type_3", {"drawn": _type_3})
    yield from each("whole_fonts", {"large": _whole_font}, (NOVEL,))
    yield from each("missing_font", {"unknown": draws("BT /None9 12 Tf 150 150 Td (Words) Tj ET")}, (NOVEL, PICTURES))
    yield from each("small_text", {"six": writes(6), "five": writes(5)}, (NOVEL,))
    yield from each(
        "small_text",
        {
            "matrix": lambda pdf, page: add(
                page, "BT /F8 24 Tf 0.25 0 0 0.25 150 150 Tm (Words) Tj ET", Font={"F8": made_font(pdf)}
            ),
            "transformed": lambda pdf, page: add(
                page, "q 0.4 0 0 0.4 100 100 cm BT /F8 12 Tf 150 150 Td (Words) Tj ET Q", Font={"F8": made_font(pdf)}
            ),
        },
    )
    yield from each("dust", {"one": writes(1), "half": writes(0.5)}, (NOVEL, PICTURES))
    yield from each("invisible_text", {"mode-3": writes(12, before="3 Tr"), "mode-7": writes(12, before="7 Tr")})
    yield from each(
        "white_text",
        {
            "gray": writes(12, before="1 g"),
            "rgb": writes(12, before="1 1 1 rg"),
            "cmyk": writes(12, before="0 0 0 0 k"),
        },
        (NOVEL, COLOURING.replace("coloring-8.5x11", SMALL)),
    )
    yield from each("covered_text", {"area": draws("q 0.9 g 40 100 350 400 re f Q")}, (NOVEL, SMALL))
    yield from each("covered_text", {"picture": places((1530, 1200), (5.1, 4), left=0.45)}, (NOVEL, SMALL))
    yield from each("black_of_inks", {"rich": writes(12, before="0.7 0.6 0.6 0.9 k")}, (NOVEL, DRAWN))


def of_colours() -> Iterator[Fault]:
    """Colours, transparency and what cannot be read."""
    area = "150 150 80 80 re f"
    yield from each(
        "opacity", {"fill": with_state(area, ca=0.5), "stroke": with_state("2 w 150 150 m 200 200 l S", CA=0.4)}
    )
    yield from each(
        "blend_mode",
        {"multiply": with_state(area, BM=Name.Multiply), "listed": with_state(area, BM=Array([Name.Screen]))},
    )
    mask = Dictionary(S=Name.Luminosity)
    yield from each("soft_mask", {"state": with_state(area, SMask=mask), "picture": _masked})
    group = Dictionary(S=Name.Transparency)
    yield from each("transparency_group", {"form": in_form("0 g 0 0 50 50 re f", Group=group)})
    yield from each("overprint", {"fill": with_state(area, op=True), "both": with_state(area, OP=True)})
    yield from each("spot_colours", {"separation": with_space(f"1 scn {area}", separation("PANTONE 185 C"))})
    device_n = Array([Name.DeviceN, Array([Name.Cyan, Name("/Gold")]), Name.DeviceCMYK, Dictionary()])
    yield from each("spot_colours", {"device-n": with_space(f"1 1 scn {area}", device_n)}, (NOVEL, COVER))
    yield from each("registration", {"all": with_space(f"1 scn {area}", separation("All"))}, (NOVEL, COVER))
    lab = Array([Name.Lab, Dictionary(WhitePoint=Array([0.95, 1, 1.09]))])
    yield from each("lab_colours", {"area": with_space(f"50 20 20 scn {area}", lab)}, (NOVEL, DRAWN))
    yield from each("lab_colours", {"picture": places((600, 600), (2, 2), ColorSpace=lab)}, (NOVEL, PICTURES))
    rgb = places((600, 600), (2, 2), ColorSpace=Name.DeviceRGB)
    ways = {"area": draws(f"q 1 0 0 rg {area} Q"), "text": writes(12, before="0 0 1 rg"), "picture": rgb}
    yield from each("colour_in_black", ways, (NOVEL, PICTURES), BLACK)
    yield from each("much_ink", {"area": draws(f"q 1 1 1 0.5 k {area} Q")}, (NOVEL, COVER))
    yield from each(
        "unreadable", {"loop": _loop, "missing": draws("/Im999 Do"), "postscript": _postscript}, (NOVEL, PICTURES)
    )
    yield from each("unreadable", {"damaged": _damages}, (NOVEL, DRAWN))


FAULTS = [*of_files(), *of_pages(), *of_margins(), *of_pictures(), *of_text(), *of_colours(), *of_covers()]

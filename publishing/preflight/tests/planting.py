"""Ways of planting faults in good files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from publishing.preflight import PrintChoices
from publishing.preflight.tests.good_files import INCH, add, gray_picture, stored

Plant = Callable[[pikepdf.Pdf, pikepdf.Page], None]


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault: the rule that must find it, where, and how it comes into which good file."""

    rule: str
    way: str
    base: str
    page: int
    plant: Plant
    choices: PrintChoices | None = None
    """Those of the good file if there are no others."""
    found_on: int | None = None
    """The page that must be named, if it is not the one where it is planted."""

    @property
    def name(self) -> str:
        """Return what tests call it."""
        return f"{self.rule}-{self.way}-{self.base}-{self.page}"


def dictionary(entries: Mapping[str, object]) -> Dictionary:
    """Make a dictionary; what is None is left out."""
    return Dictionary({f"/{key}": value for key, value in entries.items() if value is not None})


def draws(content: str, **resources: Any) -> Plant:
    """Draw something more, in points from the lower left."""
    return lambda _pdf, page: add(page, content, **resources)


def draws_at(left: float, top: float, content: str, **resources: Any) -> Plant:
    """Draw something more, in points from a place in inches from the upper left."""

    def plant(_pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
        add(page, f"q 1 0 0 1 {left * INCH} {height_of(page) - top * INCH} cm {content} Q", **resources)

    return plant


def height_of(page: pikepdf.Page) -> float:
    """Return the height of a page in points."""
    return float(page.mediabox[3])


def width_of(page: pikepdf.Page) -> float:
    """Return the width of a page in points."""
    return float(page.mediabox[2])


def font_of(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """Return a font of the file, or one made with a program that is in the file."""
    for page in pdf.pages:
        for font in page.resources.get("/Font", Dictionary()).values():
            return font
    return made_font(pdf)


def made_font(pdf: pikepdf.Pdf, **changes: object) -> pikepdf.Object:
    """Return a simple font of 500 for each letter, which claims to be embedded."""
    descriptor: dict[str, object] = {"Type": Name.FontDescriptor, "FontFile2": pdf.make_stream(b"program")}
    font: dict[str, object] = {
        "Type": Name.Font,
        "Subtype": Name.TrueType,
        "BaseFont": Name("/ABCDEF+Made"),
        "FirstChar": 32,
        "Widths": Array([500] * 96),
        "FontDescriptor": pdf.make_indirect(dictionary(descriptor)),
    }
    return pdf.make_indirect(dictionary(font | changes))


def writes(
    size: float, *, left: float = 2.0, top: float = 3.0, before: str = "", text: str = "Words", **font: object
) -> Plant:
    """Write a few words, in inches from the upper left."""

    def plant(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
        place = f"1 0 0 1 {left * INCH} {height_of(page) - top * INCH} Tm"
        add(page, f"q BT {before} /F9 {size} Tf {place} ({text}) Tj ET Q", Font={"F9": made_font(pdf, **font)})

    return plant


def places(
    pixels: tuple[int, int], size: tuple[float, float], *, left: float = 2.0, top: float = 2.0, **entries: Any
) -> Plant:
    """Place a picture of so many pixels, so many inches large, in inches from the upper left."""

    def plant(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
        foot = height_of(page) - (top + size[1]) * INCH
        place = f"q {size[0] * INCH} 0 0 {size[1] * INCH} {left * INCH} {foot} cm /Im8 Do Q"
        add(page, place, XObject={"Im8": gray_picture(pdf, *pixels, **entries)})

    return plant


def in_form(content: str, resources: dict[str, object] | None = None, **entries: object) -> Plant:
    """Draw something in a form within a form."""

    def plant(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
        inner = form(pdf, content, resources or {}, **entries)
        outer = form(pdf, "q /Fm7 Do Q", {"XObject": Dictionary(Fm7=inner)})
        add(page, "q 1 0 0 1 144 144 cm /Fm8 Do Q", XObject={"Fm8": outer})

    return plant


def form(pdf: pikepdf.Pdf, content: str, resources: dict[str, object], **entries: object) -> pikepdf.Stream:
    """Make a form."""
    stream = pdf.make_stream(content.encode())
    stream.Type, stream.Subtype, stream.BBox = Name.XObject, Name.Form, Array([-500, -500, 1000, 1000])
    stream.Resources = dictionary(resources)
    for key, value in entries.items():
        stream[f"/{key}"] = value
    return stream


def in_pattern(content: str, resources: dict[str, object] | None = None) -> Plant:
    """Fill an area with a pattern in which something is drawn."""

    def plant(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
        tile = pdf.make_stream(content.encode())
        tile.PatternType, tile.PaintType, tile.TilingType = 1, 1, 1
        tile.BBox, tile.XStep, tile.YStep = Array([0, 0, 72, 72]), 72, 72
        tile.Resources = dictionary(resources or {})
        tile.Matrix = Array([1, 0, 0, 1, 144, 144])
        add(page, "/Pattern cs /P8 scn 144 144 200 200 re f", Pattern={"P8": tile})

    return plant


def with_state(content: str, **state: object) -> Plant:
    """Draw something with parameters of the graphics state."""
    return draws(f"q /G8 gs {content} Q", ExtGState={"G8": dictionary(state)})


def with_space(content: str, space: object) -> Plant:
    """Draw something in a colour space of its own."""
    return draws(f"q /C8 cs {content} Q", ColorSpace={"C8": space})


def annotates(kind: str, **entries: object) -> Plant:
    """Put an annotation on the page."""

    def plant(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
        item = {"Type": Name.Annot, "Subtype": Name(f"/{kind}"), "Rect": Array([150, 150, 250, 200]), **entries}
        page.obj.Annots = Array([*page.obj.get("/Annots", Array()), pdf.make_indirect(dictionary(item))])

    return plant


def sets(**entries: object) -> Plant:
    """Set entries of the page's dictionary."""

    def plant(_pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
        for key, value in entries.items():
            page.obj[f"/{key}"] = value

    return plant


def roots(**entries: object) -> Plant:
    """Set entries of the catalogue."""

    def plant(pdf: pikepdf.Pdf, _page: pikepdf.Page) -> None:
        for key, value in entries.items():
            pdf.Root[f"/{key}"] = value

    return plant


def resizes(across: float, down: float) -> Plant:
    """Make a page larger by so many inches."""

    def plant(_pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
        page.obj.MediaBox = Array([0, 0, width_of(page) + across * INCH, height_of(page) + down * INCH])

    return plant


def resizes_all(across: float, down: float) -> Plant:
    """Make all pages larger."""

    def plant(pdf: pikepdf.Pdf, _page: pikepdf.Page) -> None:
        for page in pdf.pages:
            resizes(across, down)(pdf, page)

    return plant


def empties(*numbers: int) -> Plant:
    """Empty pages, or all if none are named."""

    def plant(pdf: pikepdf.Pdf, _page: pikepdf.Page) -> None:
        for number in numbers or range(1, len(pdf.pages) + 1):
            pdf.pages[number - 1].obj.Contents = pdf.make_stream(b"q 1 1 1 rg 0 0 400 400 re f Q")

    return plant


def deletes(count: int) -> Plant:
    """Delete the last pages."""

    def plant(pdf: pikepdf.Pdf, _page: pikepdf.Page) -> None:
        del pdf.pages[-count:]

    return plant


def box_of(page: pikepdf.Page, grown: float) -> Array:
    """Return the page's box, larger or smaller on all sides by so many points."""
    return Array([-grown, -grown, width_of(page) + grown, height_of(page) + grown])


def boxes(**grown: float) -> Plant:
    """Give the page boxes that are larger or smaller than it by so many points."""

    def plant(_pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
        for key, by in grown.items():
            page.obj[f"/{key}"] = box_of(page, by)

    return plant


def flat_edge(edge: str, gap: float) -> Plant:
    """Paint a bar along an edge that ends so many points from the edge of the sheet."""

    def plant(_pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
        width, height = width_of(page), height_of(page)
        bar = {
            "left": (gap, height / 2, 60, 50),
            "right": (width - 60 - gap, height / 2, 60, 50),
            "top": (width / 2, height - 60 - gap, 50, 60),
            "foot": (width / 2, gap, 50, 60),
        }[edge]
        add(page, "q 0.2 g {:.3f} {:.3f} {:.3f} {:.3f} re f Q".format(*bar))

    return plant


def without_ground(plant: Plant) -> Plant:
    """Plant on a page that has nothing on it."""

    def planting(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
        page.obj.Contents = pdf.make_stream(b"")
        plant(pdf, page)

    return planting


def names_action(kind: str) -> Dictionary:
    """Return an action."""
    return Dictionary(S=Name(f"/{kind}"), JS=String("app.alert(1)"))


def separation(ink: str) -> Array:
    """Return the colour space of an ink of its own."""
    function = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0] * 4), C1=Array([0, 1, 0, 0]), N=1)
    return Array([Name.Separation, Name(f"/{ink}"), Name.DeviceCMYK, function])


def masked(pdf: pikepdf.Pdf) -> pikepdf.Stream:
    """Return a picture with a soft mask."""
    return gray_picture(pdf, 600, 600, SMask=stored(pdf, b"\x80" * 3600, 60, 60))

"""Sheets of paper, their margins and what is left for text. Lengths are in twips (1/20 point). Knows no Django."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from publishing.kinds.docx.xml import NO_ATTRIBUTES, el, val

if TYPE_CHECKING:
    from collections.abc import Iterable

    from publishing.kinds.docx.xml import Element

INCH = 1440
EMU = 635
"""English metric units, which pictures are measured in, in a twip."""
SheetName = Literal["A5", "6 × 9 in", "A4", "Letter"]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with mirrored margins: `inside` is at the spine."""

    width: int
    height: int
    top: int
    bottom: int
    inside: int
    outside: int

    @property
    def text_width(self) -> int:
        """Of a line."""
        return self.width - self.inside - self.outside

    @property
    def text_height(self) -> int:
        """Of a page."""
        return self.height - self.top - self.bottom


SHEETS: dict[SheetName, Sheet] = {
    "A5": Sheet(8391, 11906, top=1134, bottom=1134, inside=1134, outside=964),
    "6 × 9 in": Sheet(8640, 12960, top=1224, bottom=1224, inside=1224, outside=1008),
    "A4": Sheet(11906, 16838, top=1701, bottom=1701, inside=1871, outside=1644),
    "Letter": Sheet(12240, 15840, top=1584, bottom=1584, inside=1944, outside=1656),
}


@dataclass(frozen=True, slots=True)
class Section:
    """Pages that go together: their heads and feet by relationship and kind of page, and how they are numbered.

    Heads and feet that are not named are those of the section before. `numbered_from` begins the count anew; 0 goes on.
    """

    heads: tuple[tuple[str, str], ...] = ()
    feet: tuple[tuple[str, str], ...] = ()
    start: Literal["nextPage", "oddPage"] = "nextPage"
    is_roman: bool = False
    numbered_from: int = 0
    is_centred: bool = False


def section_properties(section: Section, sheet: Sheet, *, is_rtl: bool) -> Element:
    """Write what a section's pages look like. Notes are counted anew in each; its first page has no running head."""
    numbering: dict[str, str | int] = {"w:fmt": "lowerRoman" if section.is_roman else "decimal"}
    if section.numbered_from:
        numbering["w:start"] = section.numbered_from
    return el(
        "w:sectPr",
        NO_ATTRIBUTES,
        *_references("w:headerReference", section.heads),
        *_references("w:footerReference", section.feet),
        el("w:footnotePr", NO_ATTRIBUTES, val("w:numRestart", "eachSect")),
        val("w:type", section.start),
        el("w:pgSz", {"w:w": sheet.width, "w:h": sheet.height}),
        _margins(sheet),
        el("w:pgNumType", numbering),
        el("w:cols", {"w:space": 720}),
        val("w:vAlign", "center") if section.is_centred else None,
        el("w:titlePg"),
        el("w:bidi") if is_rtl else None,
    )


def _margins(sheet: Sheet) -> Element:
    beside = {"w:left": sheet.inside, "w:right": sheet.outside}
    high = {"w:top": sheet.top, "w:bottom": sheet.bottom, "w:header": sheet.top // 2, "w:footer": sheet.bottom // 2}
    return el("w:pgMar", {**high, **beside, "w:gutter": 0})


def _references(tag: str, parts: Iterable[tuple[str, str]]) -> Iterable[Element]:
    return (el(tag, {"w:type": kind, "r:id": relationship}) for kind, relationship in parts)

"""Rules about fonts and text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publishing.preflight.rules.rule import Finding, PageRule, around

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from publishing.preflight.pdf.geometry import Box
    from publishing.preflight.pdf.marks import Mark
    from publishing.preflight.rules.rule import Sheet

SIZE_SLACK = 0.06
MARK_LETTERS, MARK_SIZE = 3, 4.5
"""So few letters are the mark of a note or an index: they may be smaller, down to that size in points."""
DUST = 2.0
"""Points: nobody sets type so small that is to be read."""
LARGE_FONT = 2 * 1024 * 1024
"""Bytes of a font that is in the file as a whole."""
INVISIBLE = {3, 7}
INKS_OF_BLACK = 200.0
BLACK_SIZE = 24.0
"""Points: in larger type inks that are not quite upon one another do not matter."""


def fonts_embedded(sheet: Sheet) -> Iterator[Finding]:
    """Find fonts that are not in the file."""
    missing = sorted(name for name, font in sheet.page.fonts.items() if not font.embedded)
    if missing:
        yield Finding(
            "error",
            f"A font is not embedded: {', '.join(missing[:5])}. The printer would set another in its place.",
            "Export with all fonts embedded.",
            _first(sheet, lambda mark: mark.font is not None and not mark.font.embedded),
        )


def type_3(sheet: Sheet) -> Iterator[Finding]:
    """Find fonts whose letters are pictures or drawings."""
    if any(font.kind == "Type3" for font in sheet.page.fonts.values()):
        yield Finding(
            "warning",
            "A font is of Type 3: its letters are drawings, and print less sharply.",
            "Use an OpenType or TrueType font, or turn the text into outlines.",
            _first(sheet, lambda mark: mark.font is not None and mark.font.kind == "Type3"),
        )


def whole_fonts(sheet: Sheet) -> Iterator[Finding]:
    """Find large fonts that are in the file with letters that it does not use."""
    whole = [font for font in sheet.page.fonts.values() if not font.subset and font.program_size > LARGE_FONT]
    if whole:
        yield Finding(
            "note",
            f"The font {whole[0].name} is in the file as a whole.",
            "Export with subsets of fonts: the file becomes smaller.",
        )


def missing_font(sheet: Sheet) -> Iterator[Finding]:
    """Find text whose font the file does not have at all."""
    if "font" in sheet.page.lacks:
        yield Finding(
            "error",
            f"The page sets text in a font that the file does not have ({sheet.page.lacks['font']}).",
            "Export the page again from the program that made it.",
        )


def small_text(sheet: Sheet) -> Iterator[Finding]:
    """Find text that is too small to be read on paper."""
    least = float(sheet.plan.printer.file.type_points)
    found = [mark for mark in sheet.of_kind("text") if DUST <= mark.size < least - SIZE_SLACK and not _is_sign(mark)]
    if found:
        smallest = min(found, key=lambda mark: mark.size)
        yield Finding(
            "warning",
            f"Text is as small as {smallest.size:.1f} points; print needs {least:g}.",
            f"Set it in at least {least:g} points.",
            around(found),
        )


def _is_sign(mark: Mark) -> bool:
    return mark.letters <= MARK_LETTERS and mark.size >= MARK_SIZE


def dust(sheet: Sheet) -> Iterator[Finding]:
    """Find text so small that it is none to a reader."""
    found = [mark for mark in sheet.of_kind("text") if mark.size < DUST]
    if found:
        yield Finding(
            "error",
            f"Text of {found[0].size:.1f} points cannot be read; printers take it for hidden text.",
            "Delete it, or set it larger.",
            found[0].box,
        )


def invisible_text(sheet: Sheet) -> Iterator[Finding]:
    """Find text that is not drawn at all."""
    found = [
        mark
        for mark in sheet.page.marks
        if mark.kind == "text" and (mark.mode in INVISIBLE or mark.opacity <= 0.005) and mark.letters
    ]
    if found:
        yield Finding(
            "warning",
            "The page has text that is not to be seen, as scanned pages have.",
            "Delete it: some printers refuse hidden text, others print it.",
            around(found),
        )


def white_text(sheet: Sheet) -> Iterator[Finding]:
    """Find white text on white paper."""
    grounds: list[Mark] = []
    found: list[Mark] = []
    for mark in sheet.page.marks:
        if mark.kind == "text" and mark.colour.is_white and mark.mode not in INVISIBLE and mark.opacity > 0.005:
            if mark.letters and not any(ground.box.meets(mark.box) for ground in grounds):
                found.append(mark)
        elif mark.kind != "text" and mark.is_seen:
            grounds.append(mark)
    if found:
        yield Finding("warning", "White text stands on white paper.", "Delete it, or set it in black.", around(found))


def covered_text(sheet: Sheet) -> Iterator[Finding]:
    """Find text that something painted later hides."""
    covers: list[Mark] = []
    hidden: list[Mark] = []
    for mark in reversed(sheet.page.marks):
        if mark.kind == "text" and mark.is_seen and any(cover.box.holds(mark.box) for cover in covers):
            hidden.append(mark)
        elif _is_cover(mark):
            covers.append(mark)
    if hidden:
        yield Finding(
            "warning",
            "Text lies under a picture or an area and cannot be seen.",
            "Bring it to the front, or delete it.",
            around(hidden),
        )


def _is_cover(mark: Mark) -> bool:
    if mark.opacity < 0.99:
        return False
    if mark.kind == "fill":
        return mark.is_box and not mark.colour.pattern
    picture = mark.picture
    return picture is not None and not picture.is_mask and not picture.is_masked


def black_of_inks(sheet: Sheet) -> Iterator[Finding]:
    """Find small black text that is printed with several inks."""
    found = [
        mark
        for mark in sheet.of_kind("text")
        if mark.colour.ink >= INKS_OF_BLACK and mark.size < BLACK_SIZE and mark.colour.values[-1] > 0.5
    ]
    if found:
        yield Finding(
            "warning",
            "Black text is mixed of several inks; if they do not meet exactly, its edges have colours.",
            "Set text in black alone (0, 0, 0, 100).",
            around(found),
        )


def _first(sheet: Sheet, wanted: Callable[[Mark], bool]) -> Box | None:
    return next((mark.box for mark in sheet.of_kind("text") if wanted(mark)), None)


RULES = (
    PageRule("fonts_embedded", "Fonts that are not embedded", fonts_embedded),
    PageRule("type_3", "Type 3 fonts", type_3),
    PageRule("whole_fonts", "Whole fonts", whole_fonts),
    PageRule("missing_font", "Missing fonts", missing_font),
    PageRule("small_text", "Small text", small_text),
    PageRule("dust", "Text that cannot be read", dust),
    PageRule("invisible_text", "Invisible text", invisible_text),
    PageRule("white_text", "White text on white", white_text),
    PageRule("covered_text", "Covered text", covered_text),
    PageRule("black_of_inks", "Black text of several inks", black_of_inks),
)

"""Rules about colours, transparency and what could not be read of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publishing.preflight.rules.rule import Finding, PageRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from publishing.preflight.pdf.marks import Lack, Mark, Transparency
    from publishing.preflight.rules.rule import Sheet

MOST_INK = 300.0
"""Percent of all four inks together: more does not dry."""
PROCESS = {"Black", "Cyan", "Magenta", "Yellow", "None"}
FLATTEN = "Export with transparency flattened, as PDF/X-1a or PDF 1.3."
TRANSPARENT: dict[Transparency, str] = {
    "opacity": "Something is painted half transparent.",
    "mask": "Something is painted through a soft mask.",
    "blend": "Something is blended with what lies under it.",
    "group": "Something is painted as a transparency group.",
}


def _transparent(kind: Transparency, sheet: Sheet) -> Iterator[Finding]:
    if area := sheet.page.transparencies.get(kind):
        yield Finding("warning", f"{TRANSPARENT[kind]} Printers flatten it, not always as it looks.", FLATTEN, area)


def opacity(sheet: Sheet) -> Iterator[Finding]:
    """Find what is half transparent."""
    yield from _transparent("opacity", sheet)


def soft_mask(sheet: Sheet) -> Iterator[Finding]:
    """Find soft masks."""
    yield from _transparent("mask", sheet)


def blend_mode(sheet: Sheet) -> Iterator[Finding]:
    """Find blend modes."""
    yield from _transparent("blend", sheet)


def transparency_group(sheet: Sheet) -> Iterator[Finding]:
    """Find forms that are painted as a group."""
    yield from _transparent("group", sheet)


def overprint(sheet: Sheet) -> Iterator[Finding]:
    """Find what is printed upon other inks."""
    if sheet.page.overprint:
        yield Finding(
            "warning",
            "Something is set to overprint; on a screen it looks otherwise.",
            "Export without overprinting, unless you know what it does.",
            sheet.page.overprint,
        )


def _inks(mark: Mark) -> tuple[str, ...]:
    return mark.picture.space.spots if mark.picture and not mark.picture.is_mask else mark.colour.space.spots


def spot_colours(sheet: Sheet) -> Iterator[Finding]:
    """Find inks of their own."""
    for mark in sheet.seen:
        if spots := [ink for ink in _inks(mark) if ink not in PROCESS and ink != "All"]:
            yield Finding(
                "warning",
                f"A spot colour is used ({', '.join(spots[:3])}); printers of single books mix four inks.",
                "Convert spot colours to CMYK or RGB.",
                mark.box,
            )
            return


def registration(sheet: Sheet) -> Iterator[Finding]:
    """Find the colour that is printed with all inks at once."""
    for mark in sheet.seen:
        if "All" in _inks(mark):
            yield Finding(
                "error",
                "The registration colour is used, which prints with all inks at once.",
                "Use black instead; it is only for crop marks.",
                mark.box,
            )
            return


def lab_colours(sheet: Sheet) -> Iterator[Finding]:
    """Find colours in Lab."""
    for mark in sheet.seen:
        space = mark.picture.space if mark.picture and not mark.picture.is_mask else mark.colour.space
        if space.family == "lab":
            yield Finding(
                "warning", "A colour or a picture is in Lab.", "Convert it to CMYK or RGB before you export.", mark.box
            )
            return


def colour_in_black(sheet: Sheet) -> Iterator[Finding]:
    """Find colours in a book that is printed in black."""
    if sheet.plan.choices.ink != "black" or sheet.plan.choices.kind == "cover":
        return
    for mark in sheet.seen:
        if _is_coloured(mark):
            yield Finding(
                "warning",
                "There is colour on a page that is printed in black; it becomes gray.",
                "Convert the page to grays and look whether it is as you want it, or choose colour ink.",
                mark.box,
            )
            return


def _is_coloured(mark: Mark) -> bool:
    if mark.picture and not mark.picture.is_mask:
        return mark.picture.space.family not in {"gray", "unknown"} and mark.picture.space.spots != ("Black",)
    if mark.colour.space.family == "spot":
        return mark.colour.space.spots != ("Black",)
    return not mark.colour.is_neutral


def much_ink(sheet: Sheet) -> Iterator[Finding]:
    """Find more ink than paper takes."""
    found = [mark for mark in sheet.of_kind("text", "fill", "stroke") if mark.colour.ink > MOST_INK]
    if found:
        most = max(found, key=lambda mark: mark.colour.ink)
        yield Finding(
            "warning",
            f"{most.colour.ink:.0f} % of ink lie upon one another; paper takes {MOST_INK:.0f} %.",
            "Choose a lighter mixture; for black, black alone or 60, 40, 40, 100.",
            most.box,
        )


LACKS: dict[Lack, tuple[str, str]] = {
    "content": ("A part of the page is damaged and was not read.", "Export the page again."),
    "picture": ("The page draws something that the file does not have.", "Export the page again."),
    "loop": ("The page draws something that draws itself.", "Export the page again from the program that made it."),
    "postscript": ("The page contains a PostScript program.", "Export it without PostScript objects."),
    "cut": ("The page is so intricate that only its beginning was checked.", "Turn intricate drawings into pictures."),
}


def unreadable(sheet: Sheet) -> Iterator[Finding]:
    """Find pages that could not be read whole."""
    for lack, (words, mend) in LACKS.items():
        if lack in sheet.page.lacks:
            yield Finding("warning" if lack == "cut" else "error", words, mend)


RULES = (
    PageRule("opacity", "Transparency", opacity),
    PageRule("soft_mask", "Soft masks", soft_mask),
    PageRule("blend_mode", "Blend modes", blend_mode),
    PageRule("transparency_group", "Transparency groups", transparency_group),
    PageRule("overprint", "Overprinting", overprint),
    PageRule("spot_colours", "Spot colours", spot_colours),
    PageRule("registration", "Registration colour", registration),
    PageRule("lab_colours", "Lab colours", lab_colours),
    PageRule("colour_in_black", "Colour in a black book", colour_in_black, ("interior",)),
    PageRule("much_ink", "Too much ink", much_ink),
    PageRule("unreadable", "Pages that cannot be read whole", unreadable),
)

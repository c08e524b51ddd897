"""Rules about pictures as they are placed, and about lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publishing.preflight.rules.rule import Finding, PageRule, inches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from publishing.preflight.pdf.marks import Mark, Picture
    from publishing.preflight.rules.rule import Sheet

COARSE = 0.5
"""Of the dots to an inch that are asked for: with fewer, single dots are seen."""
SLACK = 0.975
FINE, FINE_LINES = 2.5, 8.0
"""Times the dots that are asked for: more are thrown away; pictures of black and white alone may have more."""
UNEVEN = 1.15
SMALL = 18.0
"""Points: a smaller picture is a bullet or a piece of an ornament."""
STREAK = 9.0
"""Points from which on a thin rectangle is a line."""
LINE_SLACK = 0.03


def _judged(sheet: Sheet) -> list[tuple[Mark, Picture]]:
    return [(mark, mark.picture) for mark in sheet.of_kind("picture") if mark.picture and not mark.picture.is_flat]


def low_resolution(sheet: Sheet) -> Iterator[Finding]:
    """Find pictures with too few dots to the inch."""
    wanted = sheet.plan.printer.file.dpi
    found = [(mark, picture) for mark, picture in _judged(sheet) if picture.dpi < wanted * SLACK]
    found = [pair for pair in found if max(pair[0].box.width, pair[0].box.height) >= SMALL]
    if not found:
        return
    mark, picture = min(found, key=lambda pair: pair[1].dpi)
    others = f" (and {len(found) - 1} more on this page)" if len(found) > 1 else ""
    yield Finding(
        "error" if picture.dpi < wanted * COARSE else "warning",
        f"A picture of {picture.width} × {picture.height} pixels is printed with {picture.dpi:.0f} dots to an inch"
        f"{others}; {wanted} are needed.",
        f"Use one of at least {picture.width * wanted / picture.across:.0f} × "
        f"{picture.height * wanted / picture.down:.0f} pixels, or print it smaller.",
        mark.box,
    )


def needless_resolution(sheet: Sheet) -> Iterator[Finding]:
    """Find pictures with many more dots than are printed."""
    wanted = sheet.plan.printer.file.dpi
    for mark, picture in _judged(sheet):
        most = wanted * (FINE_LINES if picture.bits == 1 else FINE)
        if picture.dpi > most and picture.width * picture.height > 250_000:
            yield Finding(
                "note",
                f"A picture has {picture.dpi:.0f} dots to an inch; more than {wanted} are not printed.",
                "Make it smaller before it is placed: the file is needlessly large.",
                mark.box,
            )
            return


def stretched(sheet: Sheet) -> Iterator[Finding]:
    """Find pictures that are pulled in one direction."""
    for mark, picture in _judged(sheet):
        across, down = picture.across, picture.down
        is_large = min(mark.box.width, mark.box.height) > 2 * SMALL
        if is_large and max(across, down) > UNEVEN * min(across, down):
            yield Finding(
                "warning",
                f"A picture is pulled out of shape: {across:.0f} dots to an inch across, {down:.0f} down.",
                "Scale it evenly, or crop it.",
                mark.box,
            )
            return


def jpeg_2000(sheet: Sheet) -> Iterator[Finding]:
    """Find pictures in an encoding that some printers' programs cannot read."""
    for mark, picture in _judged(sheet):
        if "JPXDecode" in picture.filters:
            yield Finding(
                "warning", "A picture is stored as JPEG 2000, which some printers cannot read.", "Use JPEG.", mark.box
            )
            return


def deep_colour(sheet: Sheet) -> Iterator[Finding]:
    """Find pictures of 16 bits."""
    for mark, picture in _judged(sheet):
        if picture.bits > 8:
            yield Finding(
                "warning",
                f"A picture has {picture.bits} bits for each colour; printers take 8.",
                "Convert it to 8 bits.",
                mark.box,
            )
            return


def thin_lines(sheet: Sheet) -> Iterator[Finding]:
    """Find lines that may not be printed."""
    least = float(sheet.plan.printer.file.line_points)
    found = [mark for mark in sheet.seen if _is_thin(mark, least)]
    if found:
        thinnest = min(found, key=lambda mark: mark.width)
        many = f"{len(found)} lines are" if len(found) > 1 else "A line is"
        yield Finding(
            "warning",
            f"{many} as thin as {thinnest.width:.2f} points; what is thinner than {least:g} may break up or vanish.",
            f"Draw lines at least {least:g} points wide, also after scaling ({inches(least)}).",
            thinnest.box,
        )


def _is_thin(mark: Mark, least: float) -> bool:
    if mark.width >= least - LINE_SLACK:
        return False
    if mark.kind == "stroke":
        return True
    return mark.kind == "fill" and mark.is_box and max(mark.box.width, mark.box.height) >= STREAK


RULES = (
    PageRule("low_resolution", "Pictures with too few dots", low_resolution),
    PageRule("needless_resolution", "Pictures with needlessly many dots", needless_resolution),
    PageRule("stretched", "Pictures pulled out of shape", stretched),
    PageRule("jpeg_2000", "JPEG 2000", jpeg_2000),
    PageRule("deep_colour", "Pictures of 16 bits", deep_colour),
    PageRule("thin_lines", "Thin lines", thin_lines),
)

"""Rules about a cover: its size, its spine, the barcode and what is cut off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publishing.preflight.choices import INCH, NEAR, is_size
from publishing.preflight.pdf.geometry import Box
from publishing.preflight.rules.rule import SLACK, BookRule, Finding, PageRule, around, counted, inches, size_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from publishing.preflight.pdf.marks import Mark
    from publishing.preflight.rules.rule import BookFacts, Sheet
    from publishing.printers.boxes import Box as PaperBox

COVER = ("cover",)


def _points(box: PaperBox) -> Box:
    return Box(*(float(side) * INCH for side in (box.left, box.top, box.right, box.bottom)))


def cover_pages(book: BookFacts) -> Iterator[Finding]:
    """Find a cover of several pages."""
    if len(book.pages) != 1:
        yield Finding(
            "error",
            f"The cover has {counted(len(book.pages), 'page')}; it must be one.",
            "Lay back, spine and front side by side on one page.",
        )


def cover_unknown(book: BookFacts) -> Iterator[Finding]:
    """Say what is not checked for want of choices."""
    if book.plan.cover is None and not book.plan.unprintable:
        yield Finding(
            "note",
            "Size, spine and barcode are not checked.",
            "Say the trim size, the ink, the paper and how many pages the interior has.",
        )


def cover_size(sheet: Sheet) -> Iterator[Finding]:
    """Find a cover that does not fit its book."""
    cover, media = sheet.plan.cover, sheet.page.boxes.media
    if cover is None:
        return
    wanted = float(cover.sheet.width) * INCH, float(cover.sheet.height) * INCH
    if is_size((media.width, media.height), wanted):
        return
    spine = float(cover.spine.width) * INCH
    drawn = media.width - (wanted[0] - spine)
    is_spine = abs(media.height - wanted[1]) <= NEAR and -NEAR < drawn < 4 * INCH
    detail = f" Its spine is {inches(max(drawn, 0))} wide instead of {inches(spine)}." if is_spine else ""
    yield Finding(
        "error",
        f"The cover is {size_words((media.width, media.height))}; for {sheet.plan.pages} pages it must be "
        f"{size_words(wanted)}.{detail}",
        "Make it as large as back, spine and front with bleed on all sides.",
        media,
    )


def _fits(sheet: Sheet) -> bool:
    cover, media = sheet.plan.cover, sheet.page.boxes.media
    wanted = (float(cover.sheet.width) * INCH, float(cover.sheet.height) * INCH) if cover else (0.0, 0.0)
    return cover is not None and is_size((media.width, media.height), wanted)


def _spine_text(sheet: Sheet, spine: Box) -> list[Mark]:
    """Return the text whose middle lies on the spine."""
    return [mark for mark in sheet.of_kind("text") if spine.left < (mark.box.left + mark.box.right) / 2 < spine.right]


def spine_text(sheet: Sheet) -> Iterator[Finding]:
    """Find text on a spine that is too narrow for it."""
    cover = sheet.plan.cover
    if cover is None or not _fits(sheet) or cover.spine_text is not None:
        return
    if text := _spine_text(sheet, _points(cover.spine)):
        yield Finding("error", cover.why_no_spine_text, "Take the text off the spine.", around(text))


def spine_fold(sheet: Sheet) -> Iterator[Finding]:
    """Find text on the spine that is too near to a fold."""
    cover = sheet.plan.cover
    if cover is None or not _fits(sheet) or cover.spine_text is None:
        return
    spine, safe = _points(cover.spine), _points(cover.spine_text)
    near = [mark for mark in _spine_text(sheet, spine) if not _between(mark.box, safe)]
    if near:
        clear = inches((spine.width - safe.width) / 2)
        yield Finding(
            "error",
            f"Text on the spine is too near to its folds; it needs {clear} on each side.",
            "Set it smaller, and in the middle of the spine.",
            around(near),
        )


def _between(box: Box, safe: Box) -> bool:
    return box.left >= safe.left - SLACK and box.right <= safe.right + SLACK


def over_fold(sheet: Sheet) -> Iterator[Finding]:
    """Find text of the front or the back that runs over a fold."""
    cover = sheet.plan.cover
    if cover is None or not _fits(sheet):
        return
    spine = _points(cover.spine)
    on_spine = _spine_text(sheet, spine)
    over = [mark for mark in sheet.of_kind("text") if mark not in on_spine and spine.grown(-SLACK).meets(mark.box)]
    near = [mark for mark in over if mark.box.meets(spine)]
    if near:
        yield Finding(
            "error",
            "Text of the front or the back runs over the fold to the spine.",
            "Keep it on its side of the fold.",
            around(near),
        )


def safe_zone(sheet: Sheet) -> Iterator[Finding]:
    """Find text on the front or the back that is too near to an edge or a fold."""
    cover = sheet.plan.cover
    if cover is None or not _fits(sheet):
        return
    for name, side, safe in (("front", cover.front, cover.front_safe), ("back", cover.back, cover.back_safe)):
        panel, kept = _points(side), _points(safe)
        near = [
            mark
            for mark in sheet.of_kind("text")
            if panel.left < (mark.box.left + mark.box.right) / 2 < panel.right and not kept.holds(mark.box, SLACK)
        ]
        if near:
            yield Finding(
                "error",
                f"Text on the {name} is too near to its edge or fold; it needs {inches(kept.left - panel.left)}.",
                "Move it inside.",
                around(near),
            )


def barcode(sheet: Sheet) -> Iterator[Finding]:
    """Find text or pictures where the printer puts the barcode."""
    cover = sheet.plan.cover
    if cover is None or not _fits(sheet):
        return
    box, back = _points(cover.barcode), _points(cover.back)
    found = [mark for mark in sheet.seen if box.grown(-SLACK).meets(mark.box) and not _is_ground(mark, box, back)]
    if found:
        yield Finding(
            "error",
            "Something lies where the printer puts the barcode.",
            f"Keep {inches(box.width)} × {inches(box.height)} free at the lower right of the back.",
            around(found).within(box),
        )


def _is_ground(mark: Mark, box: Box, back: Box) -> bool:
    """Return whether a mark is what the whole back is printed upon, or the white box for the barcode itself."""
    if mark.kind == "text":
        return False
    is_large = mark.box.width >= 0.9 * back.width and mark.box.height >= 0.5 * back.height
    return is_large and mark.box.holds(box) and mark.kind != "stroke"


RULES = (
    BookRule("cover_pages", "Pages of the cover", cover_pages, COVER),
    BookRule("cover_unknown", "What is not checked", cover_unknown, COVER),
    PageRule("cover_size", "Size of the cover", cover_size, COVER),
    PageRule("spine_text", "Text on a narrow spine", spine_text, COVER),
    PageRule("spine_fold", "Text near the folds of the spine", spine_fold, COVER),
    PageRule("over_fold", "Text over a fold", over_fold, COVER),
    PageRule("safe_zone", "Text near edges of the cover", safe_zone, COVER),
    PageRule("barcode", "Place of the barcode", barcode, COVER),
)

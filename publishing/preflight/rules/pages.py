"""Rules about pages: how many, how large, which boxes, and what lies on them unprinted."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from publishing.preflight.choices import NEAR, is_size, stocks_for
from publishing.preflight.rules.rule import BookRule, Finding, PageRule, counted, size_words
from publishing.printers.boxes import Unprintable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from publishing.preflight.pdf.geometry import Box
    from publishing.preflight.rules.rule import BookFacts, Sheet

MULTIMEDIA = {"Screen", "Movie", "Sound", "RichMedia", "3D"}
UNSEEN = {"Link", "Popup", "Widget", "PrinterMark", "TrapNet", *MULTIMEDIA}
CUSTOM = "Choose a trim size that it prints, and lay the book out for it."


def trim_size(book: BookFacts) -> Iterator[Finding]:
    """Find a size that the printer does not print."""
    plan, printer = book.plan, book.plan.printer
    if plan.trim is None:
        media = book.file.pages[0].media
        yield Finding(
            "error",
            f"A page is {size_words((media.width, media.height))}, which is no trim size of {printer.title}, neither "
            "with bleed nor without.",
            CUSTOM,
            page=1,
        )
    elif plan.unprintable:
        yield Finding("error", plan.unprintable, CUSTOM)


def page_size(sheet: Sheet) -> Iterator[Finding]:
    """Find a page that has not the size of the others, or not that which was chosen."""
    wanted, media = sheet.plan.sheet, sheet.page.boxes.media
    if wanted is None or sheet.is_planned or _is_spread(media, wanted):
        return
    trim = sheet.plan.trim
    expected = f"{size_words(wanted)}" + (f" ({size_words(trim)} and bleed)" if sheet.plan.has_bleed and trim else "")
    yield Finding(
        "error",
        f"The page is {size_words((media.width, media.height))}; it should be {expected}.",
        "Give all pages the same size: the trim size, and around it the bleed if pictures reach the edge.",
        media,
    )


def spreads(sheet: Sheet) -> Iterator[Finding]:
    """Find two pages on one."""
    wanted, media = sheet.plan.sheet, sheet.page.boxes.media
    if wanted and not sheet.is_planned and _is_spread(media, wanted):
        yield Finding("error", "This is a spread of two pages.", "Export single pages, not spreads.", media)


def _is_spread(media: Box, wanted: tuple[float, float]) -> bool:
    width, height = wanted
    return abs(media.height - height) <= NEAR and 1.9 * width <= media.width <= 2.1 * width


def boxes(sheet: Sheet) -> Iterator[Finding]:
    """Find boxes that do not lie in one another."""
    given = sheet.page.boxes
    trim, bleed = given.trim or given.media, given.bleed or given.media
    problem = ""
    if not given.media.holds(trim, NEAR):
        problem = "The trim box is larger than the page"
    elif not given.media.holds(bleed, NEAR):
        problem = "The bleed box is larger than the page"
    elif not bleed.holds(trim, NEAR):
        problem = "The bleed box cuts into the trim box"
    elif given.crop and not given.crop.holds(trim, NEAR):
        problem = "The crop box cuts off a part of the page"
    if problem:
        yield Finding(
            "error",
            f"{problem}, so it is unclear what is printed.",
            "Export with a trim box of the book's size, within the bleed box, within the page.",
            trim.within(given.media),
        )


def trim_box(sheet: Sheet) -> Iterator[Finding]:
    """Find a trim box that is not the trim which was chosen."""
    box, trim = sheet.page.boxes.trim, sheet.plan.trim
    if box is None or trim is None or box == sheet.page.boxes.media or not sheet.is_planned:
        return
    if not is_size((box.width, box.height), trim):
        yield Finding(
            "error",
            f"The trim box is {size_words((box.width, box.height))}; the book is {size_words(trim)}.",
            "Set the trim box to the size that the book has after it is cut.",
            box,
        )


def rotation(sheet: Sheet) -> Iterator[Finding]:
    """Find a page that is turned only for showing."""
    if turned := sheet.page.boxes.rotation:
        yield Finding(
            "warning",
            f"The page is turned by {turned} degrees for showing; printers may print it unturned.",
            "Turn the page in the program that made it, and export it upright.",
        )


def user_unit(sheet: Sheet) -> Iterator[Finding]:
    """Find a page whose measure is another than a point."""
    if sheet.page.boxes.unit != 1.0:
        yield Finding(
            "error",
            f"The page is scaled by a unit of its own ({sheet.page.boxes.unit:g}), which printers ignore.",
            "Export the page in its true size.",
        )


def page_count(book: BookFacts) -> Iterator[Finding]:
    """Find too few or too many pages for the paper and the trim."""
    plan, pages = book.plan, len(book.pages)
    if plan.book is not None:
        try:
            plan.book.bound_pages(pages)
        except Unprintable as error:
            yield Finding("error", str(error), "See the printer's limits for the paper and the trim size.")
        return
    stocks = stocks_for(plan.printer, plan.choices)
    if plan.unprintable or not stocks:
        return
    fewest, most = min(stock.fewest for stock in stocks), max(limit.pages for stock in stocks for limit in stock.most)
    if pages + pages % 2 < fewest:
        yield Finding(
            "error",
            f"The book has {counted(pages, 'page')}; {plan.printer.title} binds at least {fewest}.",
            "Add pages, choose larger type or a smaller trim size.",
        )
    elif pages > most:
        yield Finding(
            "error",
            f"The book has {pages} pages; {plan.printer.title} binds at most {most}.",
            "Choose smaller type or a larger trim size, or divide the book into volumes.",
        )


def odd_count(book: BookFacts) -> Iterator[Finding]:
    """Find an odd number of pages."""
    if len(book.pages) % 2:
        yield Finding(
            "note",
            f"The book has {counted(len(book.pages), 'page')}; a leaf has two, so the printer adds an empty one.",
            "Add a page, or leave it to the printer.",
        )


def blank_pages(book: BookFacts) -> Iterator[Finding]:
    """Find more empty pages in a row than the printer takes."""
    most = book.plan.printer.file.blank_pages_in_a_row
    run = 0
    for page in book.pages:
        run = run + 1 if page.is_blank else 0
        if run == most + 1:
            yield Finding(
                "error",
                f"More than {most} empty pages follow one another.",
                "Delete empty pages, or put something on them.",
                page=page.number - most,
            )


def blank_first(book: BookFacts) -> Iterator[Finding]:
    """Find an empty first page."""
    if book.pages and book.pages[0].is_blank and len(book.pages) > 1:
        yield Finding("note", "The first page is empty.", "Begin with the title page.", page=1)


def nothing_printed(book: BookFacts) -> Iterator[Finding]:
    """Find a file that is empty as a whole."""
    if book.pages and all(page.is_blank for page in book.pages):
        yield Finding("error", "Nothing is to be seen on any page.", "Check what was exported.")


def same_pages(book: BookFacts) -> Iterator[Finding]:
    """Find a page that is the same as the one before."""
    for one, other in pairwise(book.pages):
        if other.digest and one.digest == other.digest and not other.is_blank:
            yield Finding(
                "warning",
                "The page is the same as the one before it.",
                "Delete it, if it is there twice.",
                page=other.number,
            )


def links(sheet: Sheet) -> Iterator[Finding]:
    """Find links, which do nothing on paper."""
    if found := [item for item in sheet.page.annotations if item.kind == "Link"]:
        yield Finding(
            "warning",
            f"The page has {counted(len(found), 'link')}, which do nothing on paper.",
            "Export for print, without links.",
            found[0].box,
        )


def comments(sheet: Sheet) -> Iterator[Finding]:
    """Find comments and stamps."""
    if found := [item for item in sheet.page.annotations if item.kind not in UNSEEN]:
        yield Finding(
            "error",
            f"The page has {counted(len(found), 'annotation')} ({found[0].kind or 'unnamed'}).",
            "Delete comments, or flatten them into the page.",
            found[0].box,
        )


def multimedia(sheet: Sheet) -> Iterator[Finding]:
    """Find films and sounds."""
    if found := [item for item in sheet.page.annotations if item.kind in MULTIMEDIA]:
        yield Finding("error", "The page has a film, a sound or a 3D model.", "Take it out.", found[0].box)


def page_actions(sheet: Sheet) -> Iterator[Finding]:
    """Find what viewers are to do when a page is shown."""
    if sheet.page.has_actions:
        yield Finding("warning", "Something is to happen when the page is shown.", "Export for print, without actions.")


def printers_marks(sheet: Sheet) -> Iterator[Finding]:
    """Find crop marks, colour bars and slugs outside of what is kept."""
    if any(item.kind == "PrinterMark" for item in sheet.page.annotations):
        yield Finding("error", "The page has printer's marks.", "Export without crop marks and colour bars.")
        return
    bleed = sheet.page.boxes.bleed or sheet.bleed
    outer = bleed.joined(sheet.trim)
    found = [mark for mark in sheet.seen if not outer.meets(mark.box) or _crosses(mark.box, sheet.trim, outer)]
    found = [mark for mark in found if sheet.page.boxes.media.meets(mark.box.grown(0.1))]
    if found:
        yield Finding(
            "error",
            "There are marks outside of the page: crop marks, colour bars or notes.",
            "Export without crop marks and other printer's marks.",
            found[0].box,
        )


def _crosses(box: Box, trim: Box, outer: Box) -> bool:
    """Return whether a box lies beside the trim, partly beyond the bleed, as a crop mark does."""
    return not trim.grown(-0.1).meets(box) and not outer.holds(box, 0.6) and min(box.width, box.height) < 6


def off_page(sheet: Sheet) -> Iterator[Finding]:
    """Find text that is cut off by the edge of the page."""
    found = [
        mark
        for mark in sheet.of_kind("text")
        if not sheet.trim.grown(0.5).holds(mark.box) and sheet.trim.meets(mark.box)
    ]
    if found:
        yield Finding(
            "error", "Text is cut off by the edge of the page.", "Move it inside, or set it smaller.", found[0].box
        )


RULES = (
    BookRule("trim_size", "Trim size", trim_size),
    PageRule("page_size", "Page size", page_size, ("interior",)),
    PageRule("spreads", "Spreads", spreads, ("interior",)),
    PageRule("boxes", "Page boxes", boxes),
    PageRule("trim_box", "Trim box", trim_box),
    PageRule("rotation", "Turned pages", rotation),
    PageRule("user_unit", "Scaled pages", user_unit),
    BookRule("page_count", "Number of pages", page_count, ("interior",)),
    BookRule("odd_count", "Odd number of pages", odd_count, ("interior",)),
    BookRule("blank_pages", "Empty pages", blank_pages, ("interior",)),
    BookRule("blank_first", "Empty first page", blank_first, ("interior",)),
    BookRule("nothing_printed", "Empty file", nothing_printed),
    BookRule("same_pages", "Pages that are there twice", same_pages, ("interior",)),
    PageRule("links", "Links", links),
    PageRule("annotations", "Annotations", comments),
    PageRule("multimedia", "Films and sounds", multimedia),
    PageRule("page_actions", "Actions of pages", page_actions),
    PageRule("printers_marks", "Printer's marks", printers_marks),
    PageRule("off_page", "Text that is cut off", off_page),
)

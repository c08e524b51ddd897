"""Checking a file: each page is read once, shown to the rules and forgotten."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from publishing.checks import Check
from publishing.preflight.choices import plan_for
from publishing.preflight.pdf.document import Locked, Unreadable, opened
from publishing.preflight.rules.catalogue import LOCKED, RULES, UNREADABLE
from publishing.preflight.rules.rule import BookFacts, BookRule, PageRule, PageSummary, Sheet

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from publishing.preflight.choices import Plan, PrintChoices
    from publishing.preflight.pdf.geometry import Box
    from publishing.preflight.pdf.marks import PageFacts
    from publishing.preflight.rules.rule import Finding

MOST_OF_ONE_RULE = 60
"""Pages that are named for one rule: a book whose margins are too narrow says so on each."""
ORDER = {"error": 0, "warning": 1, "note": 2}
THIRDS = {0: ("left", "upper"), 1: ("", ""), 2: ("right", "lower")}


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was found in a file, the most serious first, and what it was taken for."""

    checks: tuple[Check, ...]
    pages: int = 0
    about: str = ""

    @property
    def is_refused(self) -> bool:
        """Return whether a printer would refuse it."""
        return any(check.severity == "error" for check in self.checks)


def inspect(path: Path, choices: PrintChoices, *, tell: Callable[[int, int], None] | None = None) -> Inspection:
    """Check a PDF. `tell` hears how many pages of how many are read. Raises ChoiceRefused."""
    try:
        with opened(path) as document:
            plan = plan_for(choices, document.facts.pages, is_read_from_right=document.facts.is_read_from_right)
            book = BookFacts(document.facts, plan)
            checks: list[Check] = []
            for page in document.pages():
                sheet = _sheet(page, plan)
                checks += _found_on(sheet, book)
                book.pages.append(PageSummary(page.number, not sheet.seen, page.digest))
                if tell:
                    tell(page.number, len(document.facts.pages))
            checks += _found_in(book)
            return Inspection(_ordered(checks), len(book.pages), _about(plan))
    except Locked as error:
        mend = "Export it without a password."
        return Inspection((Check(LOCKED, "error", str(error), mend),))
    except Unreadable as error:
        mend = "Export it again as PDF from the program that made it."
        return Inspection((Check(UNREADABLE, "error", str(error), mend),))


def _sheet(page: PageFacts, plan: Plan) -> Sheet:
    trim = plan.trim_on(page.boxes, page.number)
    return Sheet(page, plan, trim, _is_planned(page, plan, trim), [mark for mark in page.marks if mark.is_seen])


def _is_planned(page: PageFacts, plan: Plan, trim: Box) -> bool:
    """Return whether a page has the size that it should have, as a whole or by its trim box."""
    from publishing.preflight.choices import is_size

    if plan.trim is None or not page.boxes.media.holds(trim, 1.0):
        return False
    media = page.boxes.media
    if plan.sheet is not None and is_size((media.width, media.height), plan.sheet):
        return True
    is_cover = plan.choices.kind == "cover"
    return (page.boxes.trim is not None or is_cover) and is_size((trim.width, trim.height), plan.trim)


def _found_on(sheet: Sheet, book: BookFacts) -> list[Check]:
    media, number = sheet.page.boxes.media, sheet.page.number
    return [
        _check(rule, finding, number, media)
        for rule in RULES
        if isinstance(rule, PageRule) and book.plan.choices.kind in rule.kinds
        for finding in rule.look(sheet)
    ]


def _found_in(book: BookFacts) -> list[Check]:
    return [
        _check(rule, finding, finding.page, None)
        for rule in RULES
        if isinstance(rule, BookRule) and book.plan.choices.kind in rule.kinds
        for finding in rule.look(book)
    ]


def _check(rule: PageRule | BookRule, finding: Finding, page: int, media: Box | None) -> Check:
    area = finding.area.within(media) if finding.area and media else None
    if area is not None and area.is_empty:
        area = None
    place = _place(area, media) if area and media else ""
    rounded = (round(area.left, 1), round(area.top, 1), round(area.right, 1), round(area.foot, 1)) if area else None
    return Check(rule.name, finding.severity, finding.words, finding.mend, page, place, rounded)


def _place(area: Box, media: Box) -> str:
    """Return in words where on a page something is: "upper left", "middle", "whole page"."""
    if area.width > 0.85 * media.width and area.height > 0.85 * media.height:
        return "whole page"
    across = min(2, max(0, int(3 * ((area.left + area.right) / 2 - media.left) / media.width)))
    down = min(2, max(0, int(3 * ((area.top + area.foot) / 2 - media.top) / media.height)))
    return f"{THIRDS[down][1]} {THIRDS[across][0]}".strip() or "middle"


def _ordered(checks: list[Check]) -> tuple[Check, ...]:
    """Put the most serious first, and what one rule finds together; name no more pages than anybody reads."""
    places = {rule.name: number for number, rule in enumerate(RULES)}
    ordered = sorted(checks, key=lambda check: (ORDER[check.severity], places[check.rule], check.page))
    kept: list[Check] = []
    counts: dict[tuple[str, str], int] = {}
    for check in ordered:
        key = (check.severity, check.rule)
        counts[key] = counts.get(key, 0) + 1
        if counts[key] <= MOST_OF_ONE_RULE:
            kept.append(check)
    return tuple(kept)


def _about(plan: Plan) -> str:
    """Return in words what the file was taken for."""
    if plan.book is not None:
        return f"{plan.printer.title}: {plan.book.about}{', with bleed' if plan.has_bleed else ''}"
    if plan.trim is None:
        return plan.printer.title
    width, height = (f"{side / 72:.2f}".rstrip("0").rstrip(".") for side in plan.trim)
    return f"{plan.printer.title}: {width} × {height} in{', with bleed' if plan.has_bleed else ''}"

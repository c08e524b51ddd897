"""Writing a plan down: as the next version, with a row for each of its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Max

from writing.models import PlannedPart, PlanVersion, WrittenBook

if TYPE_CHECKING:
    from authors.contract import Outline


def write_plan(*, book: WrittenBook, outline: Outline, author: str, feedback: str = "") -> PlanVersion:
    """Make an outline the plan of a book that is locked. Parts that it has keep their drafts by their keys."""
    last = book.plans.aggregate(last=Max("number"))["last"] or 0
    version = PlanVersion.objects.create(
        book=book, number=last + 1, data=outline.model_dump(mode="json"), author=author, feedback=feedback
    )
    lay_out(book=book, outline=outline)
    book.plan = version
    book.save(update_fields=["plan"])
    return version


def lay_out(*, book: WrittenBook, outline: Outline) -> None:
    """Give each part of an outline its row; rows of parts that it has not keep their drafts, out of the plan."""
    known = {row.key: row for row in book.parts.all()}
    rows = []
    for number, part in enumerate(outline.parts, 1):
        row = known.get(part.key) or PlannedPart(book=book, key=part.key)
        row.number, row.data, row.is_planned = number, part.model_dump(mode="json"), True
        rows.append(row)
    PlannedPart.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["book", "key"],
        update_fields=["number", "data", "is_planned"],
    )
    book.parts.exclude(key__in=[part.key for part in outline.parts]).update(is_planned=False, wanted="")

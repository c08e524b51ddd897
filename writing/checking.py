"""From a row to what the authors' checks take, and what they find."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authors.contract import Context
from writing.dependence import texts_before
from writing.kinds.catalogue import kind_named

if TYPE_CHECKING:
    from authors.contract import Brief, Finding, Outline, Text
    from writing.models import PlannedPart, WrittenBook


def brief_of(book: WrittenBook) -> Brief:
    """Return the brief of a book as its kind takes it."""
    brief: Brief = kind_named(book.kind).brief.model_validate(book.brief)
    return brief


def outline_of(book: WrittenBook) -> Outline:
    """Return the plan of a book that has one, with the parts in it as its rows have them."""
    assert book.plan is not None
    return book.plan.outline


def context_of(book: WrittenBook, part: PlannedPart, *, feedback: str = "") -> Context:
    """Return what an author may know while it writes a part. Reads the database."""
    kind = kind_named(book.kind)
    return Context(
        outline=outline_of(book),
        written=texts_before(book, part.key),
        memory=book.remembered,
        material=kind.material(book.pk),
        feedback=feedback,
        before=part.accepted.text if part.accepted is not None else None,
    )


def findings_of_part(book: WrittenBook, part: PlannedPart, text: Text) -> tuple[Finding, ...]:
    """Check a text of a part with what is known around it."""
    return kind_named(book.kind).check(brief_of(book), part.part, text, context_of(book, part))

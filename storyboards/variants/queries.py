"""Reads of the variants of a book."""

from __future__ import annotations

from typing import TYPE_CHECKING

from books.models import VividPage
from characters.models import Edit
from storyboards.looks.look import Look, look_of

if TYPE_CHECKING:
    from collections.abc import Iterable

OF_PICTURES = ("picture", "look")
"""Kinds of edits that choose among the pictures of one variant."""


def variants_of(vividpage: VividPage) -> list[VividPage]:
    """Read the other variants of a book, the eldest first. One query, or none if it has never had one."""
    if vividpage.work is None:
        return []
    others = VividPage.objects.owned_by(vividpage.owner).filter(work=vividpage.work).exclude(pk=vividpage.pk)
    return list(others.select_related("owner").order_by("created"))


def same_look(books: Iterable[VividPage], look: Look) -> VividPage | None:
    """Return the book that has a look; None if none of these has."""
    return next((book for book in books if look_of(book) == look), None)


def corrected_elsewhere(vividpage: VividPage) -> list[Edit]:
    """Read what was corrected in other variants of a book since both are there, the latest first. At most two queries.

    Choices among pictures are left out: each variant has its own.
    """
    others = {book.pk: book for book in variants_of(vividpage)}
    if not others:
        return []
    edits = Edit.objects.filter(vividpage__in=others, undone_at=None).exclude(kind__in=OF_PICTURES).defer("steps")
    found = [edit for edit in edits.order_by("-created") if edit.created > vividpage.created]
    for edit in found:
        edit.vividpage = others[edit.vividpage_id]
    return [edit for edit in found if edit.created > edit.vividpage.created]

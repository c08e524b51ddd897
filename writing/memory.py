"""What a writer's books have used of the authors' stock, so that the next ones repeat little of it."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from django.db.models import F

from authors.contract import EarlierBook, Memory, Text
from writing.models import Draft, PlanVersion, WrittenBook

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any
    from uuid import UUID

    from accounts.models import User

USED = "used"
"""Among the details of an outline and of a text: what of the author's stock is in it, by name, or how often each."""


MOST_BOOKS, MOST_NAMES, BEGINNING = 12, 8, 3
"""Of the shelf, the latest first; names of each book; and parts in which its first words are looked for."""
ENDS = re.compile(r"(?<=[.!?…])[”’\"']?\s")


def memory_of(owner: User, *, kind: str = "") -> Memory:
    """Count what all books of a writer have used: by their plans as they stand, and the texts that are accepted.

    Of those of a kind the latest are told by their titles, first sentences and names. Three queries, five with a kind.
    """
    books = WrittenBook.objects.owned_by(owner)
    plans = PlanVersion.objects.filter(pk__in=books.values("plan"))
    drafts = Draft.objects.filter(part__book__in=books, part__is_planned=True, part__accepted__isnull=False)
    accepted = drafts.filter(pk__in=drafts.values("part__accepted"))
    used: Counter[str] = Counter()
    for rows in (plans, accepted):
        for data in rows.values_list("data", flat=True):
            used.update(data.get("details", {}).get(USED, ()))
    return Memory(used=dict(sorted(used.items())), shelf=_shelf(owner, kind) if kind else ())


def _shelf(owner: User, kind: str) -> tuple[EarlierBook, ...]:
    books = WrittenBook.objects.owned_by(owner).filter(kind=kind).exclude(plan=None)
    plans = {
        book.pk: book.plan.data for book in books.select_related("plan").order_by("-created")[:MOST_BOOKS] if book.plan
    }
    first = Draft.objects.filter(
        part__book__in=list(plans), part__number__lte=BEGINNING, part__is_planned=True, part__accepted=F("pk")
    )
    openings: dict[UUID, str] = {}
    for book, data in first.order_by("-part__number").values_list("part__book", "data"):
        openings[book] = _first_sentence(data) or openings.get(book, "")
    return tuple(
        EarlierBook(title=str(plan.get("title", "")), opening=openings.get(book, ""), names=_names(plan))
        for book, plan in plans.items()
    )


def _first_sentence(data: Mapping[str, Any]) -> str:
    return ENDS.split(" ".join(Text.model_validate(data).plain.split()), 1)[0]


def _names(plan: Mapping[str, Any]) -> tuple[str, ...]:
    """Return who is in a plan; of one without anybody what its parts show."""
    people = [str(person["name"]) for person in plan.get("people", ())]
    return tuple((people or [str(part.get("title", "")) for part in plan.get("parts", ())])[:MOST_NAMES])

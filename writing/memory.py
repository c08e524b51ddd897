"""What a writer's books have used of the authors' stock, so that the next ones repeat little of it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from authors.contract import Memory
from writing.models import Draft, PlanVersion, WrittenBook

if TYPE_CHECKING:
    from accounts.models import User

USED = "used"
"""Among the details of an outline and of a text: what of the author's stock is in it, by name, or how often each."""


def memory_of(owner: User) -> Memory:
    """Count what all books of a writer have used: by their plans as they stand, and the texts that are accepted."""
    books = WrittenBook.objects.owned_by(owner)
    plans = PlanVersion.objects.filter(pk__in=books.values("plan"))
    drafts = Draft.objects.filter(part__book__in=books, part__is_planned=True, part__accepted__isnull=False)
    accepted = drafts.filter(pk__in=drafts.values("part__accepted"))
    used: Counter[str] = Counter()
    for rows in (plans, accepted):
        for data in rows.values_list("data", flat=True):
            used.update(data.get("details", {}).get(USED, ()))
    return Memory(used=dict(sorted(used.items())))

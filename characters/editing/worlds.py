"""When and where a book plays, and what was worn, used and built there: kept as found, or as the reader says."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from books.models import VividPage
from books.text.names import shortened
from characters.editing import EditRefused
from characters.editing.journal import fresh, recorded

if TYPE_CHECKING:
    from accounts.models import User
    from analysts.bible import World
    from characters.models import Edit

LONGEST = {"period": 60, "country": 60, "dress": 400, "technology": 400, "architecture": 400}
"""Characters of each fact."""
NAMES = {
    "period": "time",
    "country": "country",
    "dress": "clothes",
    "technology": "technology",
    "architecture": "architecture",
}
"""What readers call each fact."""


def edit_world(*, vividpage: VividPage, by: User | None, **facts: str) -> Edit | None:
    """Say when and where a book plays, and what was worn, used and built there (`LONGEST` names the facts).

    Raises EditRefused for a fact that there is not, and for one that is too long.
    """
    cleaned = {field: " ".join(value.split()) for field, value in facts.items()}
    for field, value in cleaned.items():
        if field not in LONGEST:
            raise EditRefused(f"A book's world has no {field}.")
        if len(value) > LONGEST[field]:
            raise EditRefused(f"Describe the {field} in {LONGEST[field]} letters at most.")
    with recorded(vividpage_id=vividpage.pk, by=by, kind="world") as journal:
        book = fresh(vividpage)
        changed = journal.correct(book, cleaned)
        journal.summary = f"Time and country: {', '.join(NAMES[field] for field in changed)} changed"
    return journal.edit


def keep_world(*, vividpage: VividPage, world: World) -> None:
    """Write the world that an analysis found, but for what the reader has said of it."""
    locked = VividPage.objects.values_list("locked", flat=True).get(pk=vividpage.pk)
    values = {field: shortened(value, LONGEST[field]) for field, value in asdict(world).items() if field not in locked}
    VividPage.objects.filter(pk=vividpage.pk).update(**values)

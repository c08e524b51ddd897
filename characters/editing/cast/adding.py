"""People and places that the reader adds by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysts.vocabulary import INDOOR_KINDS
from characters.editing import EditRefused
from characters.editing.journal import recorded
from characters.editing.people import DETAILS, clean_species
from characters.editing.places import KINDS
from characters.editing.renaming import clean_name
from characters.models import Character, Edit, Nobody, Setting

if TYPE_CHECKING:
    from accounts.models import User
    from books.models import VividPage


def add_person(
    *,
    vividpage: VividPage,
    name: str,
    by: User | None,
    gender: str = "unknown",
    age: str = "unknown",
    species: str = "",
) -> Edit | None:
    """Add somebody to a book, who is in none of its scenes yet; no analysis takes them out again.

    Whoever is added is no longer among those of whom the reader has said that there is no such person. Raises
    EditRefused for a name that is none or taken, and for an unknown gender or age.
    """
    for field, value in (("gender", gender), ("age", age)):
        if value not in DETAILS[field]:
            raise EditRefused(f"“{value}” is no {field}.")
    with recorded(vividpage_id=vividpage.pk, by=by, kind="add") as journal:
        name = clean_name(Character, vividpage.pk, name)
        journal.remove(Nobody.objects.filter(vividpage=vividpage, name__iexact=name))
        known = {field: value for field, value in (("gender", gender), ("age", age)) if value != "unknown"}
        known |= {"species": clean_species(species)} if species.strip() else {}
        journal.summary = f"{name} is added"
        journal.add(Character(vividpage=vividpage, name=name, role="minor", locked=["name", *known], **known))
    return journal.edit


def add_place(*, vividpage: VividPage, name: str, kind: str, by: User | None) -> Edit | None:
    """Add a place to a book, at which no scene plays yet. Raises EditRefused for a name that is taken or no kind."""
    if kind not in KINDS:
        raise EditRefused(f"“{kind}” is no kind of place.")
    with recorded(vividpage_id=vividpage.pk, by=by, kind="add") as journal:
        name = clean_name(Setting, vividpage.pk, name)
        journal.summary = f"{name} is added"
        journal.add(
            Setting(
                vividpage=vividpage,
                name=name,
                kind=kind,
                indoors=kind in INDOOR_KINDS,
                locked=["name", "kind", "indoors"],
            )
        )
    return journal.edit

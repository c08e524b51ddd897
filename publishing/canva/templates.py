"""The templates of a reader: looked up at Canva, and how each is filled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from publishing.canva import designs, mapping
from publishing.canva.client import Canva
from publishing.canva.connections import Access
from publishing.models import Template

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

TITLE_LENGTH = 300
ID_LENGTH = 200


def look_up(*, owner_id: UUID) -> int:
    """Read which templates a reader has at Canva; those that are gone go, with how they were filled.

    Returns how many there are. Raises CanvaRefused.
    """
    listed = {one.id: one.title[:TITLE_LENGTH] for one in designs.templates(Canva(Access(owner_id))) if one.id}
    now = timezone.now()
    with transaction.atomic():
        for canva_id, title in listed.items():
            if len(canva_id) <= ID_LENGTH:
                Template.objects.update_or_create(
                    owner_id=owner_id, canva_id=canva_id, defaults={"title": title, "looked_up": now}
                )
        Template.objects.filter(owner=owner_id).exclude(canva_id__in=listed).delete()
    return len(listed)


def look_up_fields(*, template: Template) -> None:
    """Read which fields a template has; what fills them stays, and new ones get what their names suggest.

    Raises CanvaRefused.
    """
    fields = designs.fields_of(Canva(Access(template.owner_id)), template.canva_id)
    new = {name: kind for name, kind in fields.items() if name not in template.fields}
    kept = {name: source for name, source in template.mapping.items() if name in fields}
    template.fields, template.mapping = fields, mapping.suggested(new) | kept
    template.looked_up = timezone.now()
    template.save(update_fields=["fields", "mapping", "looked_up"])


def map_fields(*, template: Template, sources: Mapping[str, str]) -> None:
    """Keep what fills the fields of a template. Raises ValueError for a source that its field cannot have."""
    for name, source in sources.items():
        known = mapping.parsed(source)
        if known is None or mapping.TYPES[known[0]] != template.fields.get(name):
            raise ValueError(name)
    template.mapping = dict(sources)
    template.save(update_fields=["mapping"])

"""Laying out what a film consists of anew: rows of equal keys stay with their files, wherever they stand now."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, TypeVar

from django.db.models import F, Max

from films.models import Clip, Passage, Shot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from films.models import Film

Row = TypeVar("Row", Passage, Shot, Clip)
AT_ONCE = 500
"""Rows in one statement."""


def lay_passages(film: Film, wanted: Sequence[Passage]) -> set[str]:
    """Make a film's passages those that are wanted; return the names of files that none of them names any more."""
    names = set(film.passages.exclude(file="").values_list("file", flat=True))
    _lay(Passage, film, wanted, ("order",))
    return names - set(film.passages.values_list("file", flat=True))


def lay_shots(film: Film, wanted: Sequence[Shot]) -> set[str]:
    """Make a film's shots those that are wanted; return the names of files that none of them names any more."""
    names = set(film.shots.exclude(files=None).values_list("files__file", flat=True))
    _lay(Shot, film, wanted, ("order", "kind", "chapter", "scene", "version", "title", "cues", "passages", "starts"))
    return names - set(film.shots.exclude(files=None).values_list("files__file", flat=True))


def lay_clips(film: Film, wanted: Sequence[Clip]) -> set[str]:
    """Make a film's clips those that are wanted; return the names of files that none of them names any more."""
    names = set(film.clips.exclude(file="").values_list("file", flat=True))
    _lay(Clip, film, wanted, ("order",))
    return names - set(film.clips.values_list("file", flat=True))


def _lay(model: type[Row], film: Film, wanted: Sequence[Row], columns: Sequence[str]) -> None:
    """Give known rows the columns that do not follow from their keys, make those that are new, delete the others."""
    rows: Any = model.objects.filter(film=film)
    by_key: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows.order_by("-order").defer("recipe") if model is Shot else rows.order_by("-order"):
        by_key[row.key].append(row)
    changed, new = [], []
    for row in wanted:
        known = by_key[row.key].pop() if by_key[row.key] else None
        if known is None:
            new.append(row)
        elif any(getattr(known, column) != getattr(row, column) for column in columns):
            for column in columns:
                setattr(known, column, getattr(row, column))
            changed.append(known)
    rows.filter(pk__in=[row.pk for unused in by_key.values() for row in unused]).delete()
    beyond = max(len(wanted), (rows.aggregate(last=Max("order"))["last"] or 0) + 1)
    # Out of the way first, for each place is taken once.
    rows.filter(pk__in=[row.pk for row in changed]).update(order=F("order") + beyond)
    model.objects.bulk_update(changed, list(columns), batch_size=AT_ONCE)
    model.objects.bulk_create(new, batch_size=AT_ONCE)

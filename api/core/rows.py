"""Rows that a route is about: those of somebody else are not found."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.http import Http404

from books.models import VividPage

if TYPE_CHECKING:
    from uuid import UUID

    from django.db.models import Model, QuerySet

    from accounts.models import User

Row = TypeVar("Row", bound="Model")


def owned(rows: QuerySet[Row], pk: UUID | int) -> Row:
    """Return the row of that id among those that the caller may have. Raises Http404."""
    return found_by(rows, pk=pk)


def vividpage_of(user: User, vividpage_id: UUID) -> VividPage:
    """Return the caller's own book of that id. Raises Http404."""
    vividpage = owned(VividPage.objects.owned_by(user).select_related("budget"), vividpage_id)
    vividpage.owner = user
    return vividpage


def found_by(rows: QuerySet[Row], **columns: str | int | UUID) -> Row:
    """Return the row with those columns among those that the caller may have. Raises Http404."""
    row = rows.filter(**columns).first()
    if row is None:
        raise Http404
    return row

"""Reads of the reference pictures of people and places, each in one query."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from storyboards.models import SHOWN_OF_VERSION, Picture, PictureVersion

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from uuid import UUID

    from books.models import VividPage


def references_of(vividpage: VividPage) -> dict[UUID, Picture]:
    """Read the reference pictures of a book's people and places by whose they are, hidden ones too. One query."""
    return _by_target(Q(vividpage=vividpage, kind__in=Picture.REFERENCES))


def references_among(targets: Iterable[UUID]) -> dict[UUID, Picture]:
    """Read the reference pictures of these people and places by whose they are, hidden ones too. One query."""
    wanted = list(targets)
    return _by_target(Q(person__in=wanted) | Q(place__in=wanted))


def portraits_in(vividpage: VividPage) -> dict[UUID, PictureVersion]:
    """Read what the people and places of a book look like, as pages may show them, by whose they are. One query."""
    return _shown(references_of(vividpage))


def portraits_of(targets: Iterable[UUID]) -> dict[UUID, PictureVersion]:
    """Read what these people and places look like, as pages may show them, by whose they are. One query.

    Of each no more is read than showing it needs.
    """
    wanted = list(targets)
    versions = PictureVersion.objects.filter(Q(active_for__person__in=wanted) | Q(active_for__place__in=wanted))
    of_picture = ("active_for__active_version", "active_for__person", "active_for__place")
    shown = versions.select_related("active_for").only(*SHOWN_OF_VERSION, *of_picture)
    portraits = {}
    for version in shown.order_by():
        target = version.active_for.person_id or version.active_for.place_id
        if target and version.is_presentable:
            portraits[target] = version
    return portraits


def earlier_versions(target: UUID) -> list[PictureVersion]:
    """Read the versions of a reference picture that can be shown instead of the one that is, newest first."""
    versions = PictureVersion.objects.filter(Q(picture__person=target) | Q(picture__place=target), active_for=None)
    return [version for version in versions.order_by("-number") if version.is_presentable]


def _shown(pictures: Mapping[UUID, Picture]) -> dict[UUID, PictureVersion]:
    return {target: picture.shown for target, picture in pictures.items() if picture.shown}


def _by_target(wanted: Q) -> dict[UUID, Picture]:
    pictures = Picture.objects.filter(wanted).select_related("active_version").order_by()
    return {picture.target_id: picture for picture in pictures}

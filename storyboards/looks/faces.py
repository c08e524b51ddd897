"""Scenes as they are drawn in a look, with the pictures of people and places that go with them in its style."""

from __future__ import annotations

from copy import copy
from dataclasses import replace
from typing import TYPE_CHECKING

from storyboards.looks.look import Look, drawn_look
from storyboards.models import Picture, PictureVersion
from storyboards.styles.resolving import style_for

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from books.models import VividPage
    from storyboards.requests.facts import SceneToDraw


class BookInLook:
    """A book as it is drawn in a look. Its style, and its people and places in that, are read once."""

    def __init__(self, vividpage: VividPage, look: Look) -> None:
        self._look = look
        self._style = style_for(look.on(vividpage)) if look else None
        self._styled: dict[UUID, PictureVersion] | None = None

    def facts(self, facts: SceneToDraw) -> SceneToDraw:
        """Return what is to be drawn of a scene. Those of one book have the same people and places, or are one."""
        if self._style is None:
            return facts
        if self._styled is None:
            self._styled = styled_versions(facts.references.values(), self._look.style)
        references = {target: _styled(picture, self._styled) for target, picture in facts.references.items()}
        drawn_as = self._look.on(facts.vividpage)
        return replace(facts, vividpage=drawn_as, style=self._style, references=references)


class LooksOfVersions:
    """What scenes of one book show in the styles that versions of them were drawn in."""

    def __init__(self, vividpage: VividPage) -> None:
        self._vividpage = vividpage
        self._books: dict[str, BookInLook] = {}

    def as_drawn(self, facts: SceneToDraw, version: PictureVersion) -> SceneToDraw:
        """Return what is to be drawn of a scene in the style of a version of it."""
        style = drawn_look(version).style
        if style in ("", self._vividpage.style):
            return facts
        if style not in self._books:
            self._books[style] = BookInLook(self._vividpage, Look(style=style))
        return self._books[style].facts(facts)


def styled_versions(pictures: Iterable[Picture], style: str) -> dict[UUID, PictureVersion]:
    """Find the latest version in a style of reference pictures that show another one, by picture. At most one query.

    A picture of the reader's own has no style: it goes with all. What was put aside goes with none, nor does another
    draught than the one that is shown.
    """
    others = {picture.pk: picture for picture in pictures if lacks(picture, style)}
    if not others:
        return {}
    versions = PictureVersion.objects.filter(picture__in=others, parameters__style=style)
    versions = versions.exclude(standing=PictureVersion.Standing.REJECTED).order_by("number")
    return {
        version.picture_id: version
        for version in versions
        if version.is_presentable and _is_same_draught(version, others[version.picture_id])
    }


def lacks(picture: Picture, style: str) -> bool:
    """Return whether a reference picture shows somebody or a place in another style."""
    shown = picture.shown
    return bool(style) and shown is not None and shown.parameters.get("style", style) != style


def _is_same_draught(version: PictureVersion, picture: Picture) -> bool:
    return picture.variant_of(version) == picture.shown_variant


def _styled(picture: Picture, styled: dict[UUID, PictureVersion]) -> Picture:
    version = styled.get(picture.pk)
    if version is None:
        return picture
    changed = copy(picture)
    changed.active_version = version  # for this drawing alone: it is not saved
    return changed

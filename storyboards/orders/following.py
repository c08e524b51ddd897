"""Orders that follow what is shown: each picture is wanted as its reader has wanted it before."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.db.models import Q

from sketch.styles import Style, UnknownStyle
from storyboards.looks.look import Look, drawn_look
from storyboards.looks.wording import restyled
from storyboards.models import PictureVersion
from storyboards.pictures.redrawing import order_again
from storyboards.styles.resolving import style_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from uuid import UUID

    from accounts.models import User
    from storyboards.looks.sheets import Sheets
    from storyboards.orders.redraw_order import RedrawOrder
    from storyboards.pictures.redrawing import Target
    from storyboards.requests.facts import SceneToDraw


def orders_like(
    scenes: Collection[SceneToDraw], sheets: Sheets, *, look: Look, by: User | None
) -> dict[Target, RedrawOrder]:
    """Order pictures anew as they are wanted: with wishes, adjustments and own prompts of those that are shown.

    In another look they have the seeds of those, so that what is seen from where stays. Three queries.
    """
    orders: dict[Target, RedrawOrder] = {
        row: replace(order_again(shown, by), look=look, after=shown.pk) for row, shown in sheets.items()
    }
    versions = _versions_by_scene(facts.scene.pk for facts in scenes)
    for facts in scenes:
        drawn = versions.get(facts.scene.pk, [])
        shown = next((version for version in drawn if version.picture.active_version_id == version.pk), None)
        orders[facts.scene] = follow(shown, look=look, by=by, others=drawn)
    return orders


def follow(
    shown: PictureVersion | None, *, look: Look, by: User | None, others: Iterable[PictureVersion] = ()
) -> RedrawOrder:
    """Order one picture anew; `others` are all of its versions.

    The seed of the one that is shown is left where a version has been drawn with it in the look already: that one was
    not what its reader wanted.
    """
    order = replace(order_again(shown, by), look=look)
    if shown is None or shown.origin != PictureVersion.Origin.DRAWN:
        return order
    take = take_of(shown)
    if look and not any(look.shows(version) and take_of(version) == take for version in others):
        order = replace(order, take=take)
    return replace(order, prompt=_own_prompt(shown, look))


def take_of(version: PictureVersion) -> int:
    """Return of which number a version has the seed."""
    return int(version.parameters.get("take") or version.number)


def _own_prompt(shown: PictureVersion, look: Look) -> str:
    """Return the reader's own prompt, in the words of the look's style; "" if it was written for them."""
    if not shown.parameters.get("own_prompt"):
        return ""
    before = drawn_look(shown).style
    if not look.style or look.style == before:
        return shown.prompt
    return restyled(shown.prompt, before=_style_or_none(before), after=style_of(look.style))


def _style_or_none(key: str) -> Style | None:
    try:
        return style_of(key)
    except UnknownStyle:
        return None


def _versions_by_scene(scenes: Iterable[UUID]) -> dict[UUID, list[PictureVersion]]:
    versions: dict[UUID, list[PictureVersion]] = {}
    of_scenes = Q(picture__scene__in=list(scenes))
    for version in PictureVersion.objects.filter(of_scenes).select_related("picture").order_by("number"):
        if version.picture.scene_id:
            versions.setdefault(version.picture.scene_id, []).append(version)
    return versions

"""How far a correction goes: one scene, all from that scene on, or the whole book."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

from books.models import Scene
from characters.editing import EditRefused

if TYPE_CHECKING:
    from django.db.models import QuerySet

Scope = Literal["here", "on", "everywhere"]
SCOPES: tuple[Scope, ...] = get_args(Scope)
WORDS: dict[Scope, str] = {"here": "in this scene", "on": "from this scene on", "everywhere": "in the whole book"}


def clean_scope(scope: str) -> Scope:
    """Return a scope as such. Raises EditRefused for anything else."""
    for known in SCOPES:
        if scope == known:
            return known
    raise EditRefused("Choose where it holds: here, from here on, or everywhere.")


def scenes_of(scene: Scene, scope: Scope) -> QuerySet[Scene]:
    """Return the scenes that a correction made at `scene` concerns."""
    scenes = Scene.objects.filter(vividpage=scene.vividpage_id)
    if scope == "here":
        return scenes.filter(pk=scene.pk)
    return scenes.filter(number__gte=scene.number) if scope == "on" else scenes


def next_scene(scene: Scene) -> Scene | None:
    """Return the scene after this one; None after the last."""
    return Scene.objects.filter(vividpage=scene.vividpage_id, number__gt=scene.number).order_by("number").first()

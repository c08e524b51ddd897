"""The first scene of a book in each style that its reader is offered, drawn by a worker one after the other."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.cache import cache

from jobs import queue
from sketch.artist import draw_scene
from sketch.styles import STYLE_GROUPS, StyleGroup
from storyboards.requests.composing import seed_of
from storyboards.styles.first_scene import depicted_first_scene, first_scene_of
from storyboards.styles.models import StyleSpecimen
from storyboards.styles.resolving import own_styles

if TYPE_CHECKING:
    from accounts.models import User
    from books.models import Scene, VividPage
    from sketch.styles import Style

SIDE = 480
"""Pixels, both ways."""
DRAW_SPECIMENS = "storyboards.tasks.draw_specimens"
ASKED_SECONDS = 60
"""Until what a worker was asked for is asked for again, if it is not there."""
DRAWING_SECONDS = 180
"""Until another worker draws the pictures of a book in the place of one that has been killed."""
NOTHING_SECONDS = 3600
"""For which a book is remembered of whose first scene nothing could be seen."""
OWN = "Yours"


@dataclass(frozen=True, slots=True)
class Specimens:
    """The pictures that are there, by the keys of their styles, with what changes when one does.

    `is_coming`: a worker has been asked for those that are not.
    """

    digests: dict[str, str]
    is_coming: bool


def offered_groups(reader: User) -> list[StyleGroup]:
    """Return the styles that a reader may choose from, their own first."""
    own = own_styles(reader)
    return [*([StyleGroup(OWN, tuple(own))] if own else []), *STYLE_GROUPS]


def offered_styles(reader: User) -> list[Style]:
    """Return the same one after the other."""
    return [style for group in offered_groups(reader) for style in group.styles]


def specimens_of(vividpage: VividPage) -> Specimens:
    """Return which pictures of a book there are; have a worker draw the others."""
    wanted = _wanted(vividpage)
    kept = dict(StyleSpecimen.objects.filter(vividpage=vividpage).values_list("style", "digest"))
    digests = {style.key: digest for style, digest in wanted if kept.get(style.key) == digest}
    is_coming = len(digests) < len(wanted) and not cache.get(_nothing(vividpage))
    if is_coming and cache.add(f"specimens:{vividpage.pk}", 1, timeout=ASKED_SECONDS):
        queue.enqueue(DRAW_SPECIMENS, str(vividpage.pk))
    return Specimens(digests, is_coming)


def draw_missing(*, vividpage: VividPage) -> None:
    """Draw the pictures that are not there or do not fit any more; each is there as soon as it is drawn.

    Nothing happens while another worker draws those of this book.
    """
    if not cache.add(_drawing(vividpage), 1, timeout=DRAWING_SECONDS):
        return
    try:
        _draw_missing(vividpage)
    finally:
        cache.delete(_drawing(vividpage))


def _draw_missing(vividpage: VividPage) -> None:
    wanted = _wanted(vividpage)
    kept = dict(StyleSpecimen.objects.filter(vividpage=vividpage).values_list("style", "digest"))
    missing = [(style, digest) for style, digest in wanted if kept.get(style.key) != digest]
    if not missing:
        return
    scene = depicted_first_scene(vividpage)
    if scene is None:
        cache.set(_nothing(vividpage), 1, timeout=NOTHING_SECONDS)
        return
    seed = seed_of(vividpage, "specimens")
    for style, digest in missing:
        cache.touch(_drawing(vividpage), DRAWING_SECONDS)
        image = draw_scene(scene, size=(SIDE, SIDE), seed=seed, style=style)
        StyleSpecimen.objects.update_or_create(
            vividpage_id=vividpage.pk, style=style.key, defaults={"digest": digest, "image": image}
        )
    cache.delete(f"specimens:{vividpage.pk}")


def specimen_of(vividpage: VividPage, key: str) -> StyleSpecimen | None:
    """Return the picture of a book in a style; None while there is none."""
    return StyleSpecimen.objects.filter(vividpage=vividpage, style=key).first()


def _wanted(vividpage: VividPage) -> list[tuple[Style, str]]:
    """Return the styles whose pictures are wanted, the book's own first, with the digest of what each is drawn from."""
    scene = first_scene_of(vividpage)
    if scene is None:
        return []
    styles = sorted(offered_styles(vividpage.owner), key=lambda style: style.key != vividpage.style)
    return [(style, _digest(scene, style)) for style in styles]


def _digest(scene: Scene, style: Style) -> str:
    drawn_from = [str(scene.pk), scene.revision, hasattr(scene, "analysis"), style.drawn_from]
    return hashlib.sha256(json.dumps(drawn_from).encode()).hexdigest()


def _drawing(vividpage: VividPage) -> str:
    return f"drawing-specimens:{vividpage.pk}"


def _nothing(vividpage: VividPage) -> str:
    return f"no-specimens:{vividpage.pk}"

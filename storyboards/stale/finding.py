"""Pictures that no longer fit, because what they were drawn from has been edited since.

A picture fits as long as the request that would be made now is the one that it was drawn from, in the style that it was
drawn in. Pictures of which that is not known count as fitting, and so do those beside which one waits that fits, or has
been put aside: their reader has been asked.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, TypedDict
from uuid import UUID

from books.making import MAKING
from books.models import Scene, VividPage
from books.row_states import states_of
from characters.models import Analysis, Character, CharacterChange, Presence, Setting
from jobs.models import Unit
from providers.choosing.catalogue import entry_named
from providers.errors import UnknownModel
from storyboards.kinds import SCENE, STAGE
from storyboards.looks.faces import LooksOfVersions
from storyboards.models import Picture, PictureVersion
from storyboards.requests import composing
from storyboards.requests.facts import SceneToDraw, facts_of_book
from storyboards.styles.models import ReaderStyle

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from django.db.models import Model

KEPT_BOOKS = 32
"""Books of which a process remembers which pictures no longer fit."""
_OF_PERSON = "r.character_id IN (SELECT id FROM characters_character c WHERE c.vividpage_id = b.id)"
_DRAWN_FROM: dict[type[Model], str] = {
    VividPage: "r.id = b.id",
    Scene: "r.vividpage_id = b.id",
    Analysis: "r.scene_id IN (SELECT id FROM books_scene s WHERE s.vividpage_id = b.id)",
    Presence: _OF_PERSON,
    Character: "r.vividpage_id = b.id",
    CharacterChange: _OF_PERSON,
    Setting: "r.vividpage_id = b.id",
    Picture: "r.vividpage_id = b.id",
    PictureVersion: "r.picture_id IN (SELECT id FROM storyboards_picture p WHERE p.vividpage_id = b.id)",
    ReaderStyle: "r.owner_id = b.owner_id",  # single pictures may be drawn in another than their book
    Unit: "r.job_id IN (SELECT id FROM jobs_job j WHERE j.subject = b.id)",
}
_kept: OrderedDict[UUID, tuple[object, list[StalePicture]]] = OrderedDict()
_kept_lock = threading.Lock()


class ArtistReads(TypedDict):
    """What a model takes of a request, as `digest_of` has it."""

    references: int
    reads_words: bool
    style_picture: bool


@dataclass(frozen=True, slots=True)
class StalePicture:
    """A scene whose picture no longer fits. `shown` is that, and `earlier` a version that does, if there is one."""

    scene_id: UUID
    number: int
    facts: SceneToDraw
    shown: PictureVersion
    earlier: PictureVersion | None


def stale_scenes(vividpage: VividPage) -> list[StalePicture]:
    """Find the pictures of a book that no longer fit, in its order, without those not drawn yet or being redrawn.

    The number of queries does not grow with the book.
    """
    shown = _shown_by_scene(vividpage)
    if not any(version.digest for version in shown.values()):
        return []
    coming = set(
        Unit.objects.filter(
            job__pipeline=MAKING, job__subject=vividpage.pk, job__stage=STAGE, kind=SCENE, state__in=Unit.OPEN
        ).values_list("target", flat=True)
    )
    artist = cache(_artist)
    looks = LooksOfVersions(vividpage)
    stale: list[tuple[SceneToDraw, str]] = []
    for facts in facts_of_book(vividpage).values():
        version = shown.get(facts.scene.pk)
        if version is None or not version.digest or facts.scene.pk in coming:
            continue
        reads = artist(str(version.parameters.get("model", "")))
        digest = composing.digest_of(looks.as_drawn(facts, version), **reads)
        if digest != version.digest:
            stale.append((facts, digest))
    known = _known_to_reader([facts for facts, _ in stale], artist, looks)
    stale = [(facts, digest) for facts, digest in stale if facts.scene.pk not in known]
    earlier = _drawn_before(stale)
    pictures = [
        StalePicture(f.scene.pk, f.scene.number, f, shown[f.scene.pk], earlier.get((f.scene.pk, digest)))
        for f, digest in stale
    ]
    return sorted(pictures, key=lambda picture: picture.number)


def _shown_by_scene(vividpage: VividPage) -> dict[UUID | None, PictureVersion]:
    of_scenes = Picture.objects.filter(vividpage=vividpage, kind=Picture.Kind.SCENE).select_related("active_version")
    return {picture.scene_id: picture.active_version for picture in of_scenes if picture.active_version is not None}


def stale_scenes_for_page(vividpage: VividPage) -> list[StalePicture]:
    """Return what `stale_scenes` finds, looked for anew only when a row has changed that pictures are drawn from.

    If none has, it takes one query.
    """
    state = states_of([vividpage.pk], _DRAWN_FROM)[vividpage.pk]
    with _kept_lock:
        kept = _kept.get(vividpage.pk)
    if kept is None or kept[0] != state:
        kept = state, stale_scenes(vividpage)
        with _kept_lock:
            _kept[vividpage.pk] = kept
            _kept.move_to_end(vividpage.pk)
            while len(_kept) > KEPT_BOOKS:
                _kept.popitem(last=False)
    return kept[1]


def _known_to_reader(
    scenes: Collection[SceneToDraw], artist: Callable[[str], ArtistReads], looks: LooksOfVersions
) -> set[UUID]:
    """Find the scenes of which a version fits that waits for its reader's word, or that they have put aside."""
    asked = (PictureVersion.Standing.WAITING, PictureVersion.Standing.REJECTED)
    by_scene: dict[UUID | None, SceneToDraw] = {facts.scene.pk: facts for facts in scenes}
    known: set[UUID] = set()
    versions = PictureVersion.objects.filter(picture__scene__in=by_scene, standing__in=asked).exclude(digest="")
    for version in versions.select_related("picture") if by_scene else ():
        facts = by_scene[version.picture.scene_id]
        if facts.scene.pk not in known and version.is_presentable:
            reads = artist(str(version.parameters.get("model", "")))
            if version.digest == composing.digest_of(looks.as_drawn(facts, version), **reads):
                known.add(facts.scene.pk)
    return known


def _drawn_before(stale: Collection[tuple[SceneToDraw, str]]) -> dict[tuple[UUID, str], PictureVersion]:
    """Find the versions that were drawn from what holds again now, by scene and digest; the newest of each."""
    if not stale:
        return {}
    versions = PictureVersion.objects.filter(
        picture__scene__in=[facts.scene.pk for facts, _ in stale], digest__in={digest for _, digest in stale}
    ).select_related("picture")
    return {
        (version.picture.scene_id, version.digest): version
        for version in versions.order_by("number")
        if version.picture.scene_id and version.is_presentable
    }


def _artist(model: str) -> ArtistReads:
    """Return what a model takes of a request."""
    try:
        entry = entry_named(model, "image")
    except UnknownModel:
        return {"references": 0, "reads_words": True, "style_picture": False}
    return {
        "references": entry.references,
        "reads_words": not entry.is_built_in,
        "style_picture": entry.takes_style_picture,
    }

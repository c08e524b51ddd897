"""The stage that draws a book: portraits of its main people first, then a picture for each chosen scene."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from characters.editing import portraits
from characters.models import Analysis, Character
from jobs.models import Job, Unit
from jobs.registry import Lane, PlannedUnit
from providers.images import ImageModel, Picture, PictureRequest
from storyboards import requests, services
from storyboards.artists import artist_entry, artist_for, lane_of
from storyboards.facts import facts_of

PORTRAIT, SCENE = "portrait", "scene"
MOST_PORTRAITS = 12


class ImageGeneration:
    """One unit a picture."""

    name = "image-generation"
    title = "Drawing the pictures"

    def lane(self, job: Job) -> Lane:
        """Calls in flight, as the artist bears them."""
        return lane_of(job.vividpage)

    def plan(self, job: Job) -> Sequence[PlannedUnit]:
        """The main people, then the chosen scenes that have been analysed."""
        main = Character.objects.filter(
            vividpage=job.vividpage, role__in=("protagonist", "major"), first_scene__isnull=False
        )[:MOST_PORTRAITS]
        scenes = job.vividpage.scenes.filter(is_chosen=True, analysis__isnull=False).order_by("number")
        return [
            # Labels stand on pages of books that are not read to their end, so they name nobody.
            *(PlannedUnit(kind=PORTRAIT, label=f"Portrait {n}", target=c.pk) for n, c in enumerate(main, 1)),
            *(PlannedUnit(kind=SCENE, label=f"Scene {s.number}", target=s.pk, phase=1) for s in scenes),
        ]

    def prepare(self, unit: Unit) -> Callable[[], object]:
        """Compose the request. Whoever has become one with somebody else meanwhile needs no portrait."""
        model, entry = artist_for(unit), artist_entry(unit.job.vividpage, unit)
        if unit.kind == PORTRAIT:
            people = Character.objects.select_related("vividpage", "first_scene")
            character = people.filter(pk=unit.required_target, first_scene__isnull=False).first()
            if character is None or character.first_scene is None:
                return lambda: None
            return partial(model.draw, requests.portrait_request(character, character.first_scene))
        analysis = Analysis.objects.select_related("scene__vividpage", "setting").get(scene_id=unit.required_target)
        facts = facts_of(analysis)
        request = requests.scene_request(
            facts, version=services.next_number(analysis.scene), references=entry.references
        )
        return partial(draw_scene, model, request, requests.digest_of(facts, references=entry.references))

    def record(self, unit: Unit, result: Any) -> None:
        """Keep the picture."""
        if unit.kind == PORTRAIT:
            character = Character.objects.filter(pk=unit.required_target).first()
            if character is not None and result is not None:
                portraits.keep_drawn(character=character, data=result.data)
            return
        services.add_version(
            scene=Analysis.objects.select_related("scene__vividpage").get(scene_id=unit.required_target).scene,
            request=result.request,
            picture=result.picture,
            thumbnail=result.thumbnail,
            digest=result.digest,
            model=artist_entry(unit.job.vividpage, unit).name,
        )


@dataclass(frozen=True, slots=True)
class DrawnScene:
    """A scene's picture with its thumbnail, and what it was drawn from."""

    request: PictureRequest
    picture: Picture
    thumbnail: bytes
    digest: str


def draw_scene(model: ImageModel, request: PictureRequest, digest: str) -> DrawnScene:
    """Draw a scene and make its thumbnail, away from the database."""
    picture = model.draw(request)
    return DrawnScene(request, picture, services.thumbnail_of(picture.data), digest)

"""The pages of a colouring book, one picture after another: drawn as contours where the artist is ours, else traced."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PIL import Image

from publishing.kinds.coloring.tracing import trace
from publishing.kinds.kind import Check
from publishing.print_size import picture_at
from sketch.artist import record_scene
from sketch.outputs.contours import contour_page
from sketch.outputs.masks import MEASURED, flat_image
from sketch.plans.wording.genres import in_genre
from sketch.styles import DEFAULT_STYLE, STYLES

if TYPE_CHECKING:
    from providers.interfaces.images import PictureRequest
    from publishing.publication import Publication
    from sketch.outputs.contours import ContourPage, Crayon
    from sketch.record.shapes import DisplayList
    from sketch.scene import DepictedScene
    from storyboards.illustrated.tree import Illustration

WANTED_SHARE = 0.75
"""Of the areas: how many should be large enough to be coloured."""
RECORDED_HEIGHT = 1500
"""Pixels: contours are shapes, and drawn at any size from what is recorded at this one."""
REDRAW = "Have the built-in artist draw this scene, or leave the picture out by a lower number of pictures."


@dataclass(frozen=True, slots=True)
class ColoringPicture:
    """A page to colour in mode 1, how many areas it has, how many of them are large enough, and what is wrong."""

    image: Image.Image
    regions: int
    large: int
    checks: tuple[Check, ...] = ()


_ELSEWHERE = (0, 17, 46)
"""Steps through a book after which a scene is seen from elsewhere."""
_LEAST_FACE = 0.0004
"""Which part of a page the features of a face take at least."""


def coloring_picture(
    publication: Publication, plate: Illustration, *, box: tuple[int, int], crayon: Crayon, fills_page: bool, page: int
) -> ColoringPicture:
    """Make the page of a picture, no larger than a box of pixels. `page` is its number, for what is to be said of it.

    Raises OSError if a picture that would be traced is gone.
    """
    origin = publication.drawn_by.get(plate.image.name)
    if origin and origin.redraw:
        return _said(_contours(origin.redraw, box, crayon, fills_page=fills_page), "", page)
    found = picture_at(publication, plate.image, least=(1, 1)).image
    width, height = found.size
    tall = min(box[1], round(box[0] * height / width))
    traced = trace(found, height=tall, crayon=crayon)
    return _said(traced.page, traced.problem, page)


def _contours(request: PictureRequest, box: tuple[int, int], crayon: Crayon, *, fills_page: bool) -> ContourPage:
    """Draw the contours of a scene, for the whole box or in the picture's own proportions."""
    width, height = box if fills_page else (request.width, request.height)
    style = request.own_style or STYLES.get(request.style) or STYLES[DEFAULT_STYLE]
    size = (round(RECORDED_HEIGHT * width / height), RECORDED_HEIGHT)
    drawn = _with_a_face(in_genre(request.scene, style.genre), size, request.seed)
    tall = min(box[1], int(box[0] * height / width))
    return contour_page(drawn, height=tall, crayon=crayon)


def _with_a_face(scene: DepictedScene, size: tuple[int, int], seed: int) -> DisplayList:
    """Draw a scene from where the face of whom it is about can be coloured: of some views the first that shows it.

    If none does, the first view of all.
    """
    views = (replace(scene, position=scene.position + step) for step in _ELSEWHERE)
    drawn = [record_scene(next(views), size=size, seed=seed).drawn]
    while scene.people and _face(drawn[-1], scene.people[0].key) < _LEAST_FACE:
        view = next(views, None)
        if view is None:
            return drawn[0]
        drawn.append(record_scene(view, size=size, seed=seed).drawn)
    return drawn[-1]


def _face(drawn: DisplayList, owner: str) -> float:
    """Return which part of a page eyes, brows and mouth of somebody take."""
    seen = flat_image(
        drawn, lambda shape: 255 if shape.tags.role == "face" and shape.tags.owner == owner else 0, height=MEASURED
    )
    return seen.histogram()[255] / (seen.width * seen.height)


def _said(made: ContourPage, problem: str, page: int) -> ColoringPicture:
    checks: list[Check] = []
    if problem:
        checks.append(Check("tracing", "warning", problem, REDRAW, page=page))
    elif made.share_large < WANTED_SHARE:
        words = f"Only {made.large_regions} of {made.regions} areas are large enough to be coloured at this age."
        checks.append(Check("areas", "note", words, "Choose a higher age, or a larger page.", page=page))
    image = made.image.point(lambda value: 255 if value > 127 else 0).convert("1", dither=Image.Dither.NONE)
    return ColoringPicture(image, made.regions, made.large_regions, tuple(checks))

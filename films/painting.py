"""From a recipe to what paints it. Knows no ORM: it runs in a process of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cinema.contract import Box, Move, Painter, Shape
from cinema.frames.decoding import opened
from cinema.frames.lettering.titles import CreditsPainter, TitlePainter
from cinema.frames.still import StillPainter
from cinema.moves import Sight, moments_for, sight_of
from sketch.artist import record_scene
from sketch.plans.wording.genres import in_genre
from sketch.styles import Style

if TYPE_CHECKING:
    from films.drawn import Drawn
    from films.recipes import Recipe

COVER_GROWS = 1.04
"""By so much a cover grows while it is seen."""


@dataclass(frozen=True, slots=True)
class Material:
    """What a recipe is painted from: the bytes of its picture, and the style that it was drawn in if that is known."""

    picture: bytes = b""
    style: Style | None = None


def painter_of(recipe: Recipe, material: Material, *, shape: Shape, language: str) -> Painter:
    """Return what paints a recipe in films of a shape."""
    if recipe.kind == "credits":
        return CreditsPainter(recipe.credits, recipe.words[0], picture=material.picture, language=language)
    if recipe.kind == "title":
        title, *below = recipe.words or ("",)
        return TitlePainter(title, recipe.above, tuple(below), picture=material.picture, language=language)
    if recipe.kind == "cover":
        return StillPainter(material.picture, whole(_aspect(recipe, material), shape.aspect))
    return _pictured(recipe, material, shape)


def _pictured(recipe: Recipe, material: Material, shape: Shape) -> Painter:
    sight = _sight(recipe, material)
    moves = moments_for(
        sight,
        recipe.moment + 1,
        aspect=shape.aspect,
        key=recipe.image,
        seconds=recipe.seconds,
        mood=recipe.mood,
        deed=recipe.deed,
    )
    return StillPainter(material.picture, moves[recipe.moment])


def _sight(recipe: Recipe, material: Material) -> Sight:
    """Return what is known of a picture: where people and their heads are, if the built-in artist drew it."""
    drawn = recipe.drawn
    if drawn is None or material.style is None:
        return Sight(_aspect(recipe, material))
    scene = in_genre(drawn.scene, material.style.genre)
    recorded = record_scene(scene, size=(drawn.width, drawn.height), seed=drawn.seed)
    return sight_of(recorded.drawn, focus=_focus(drawn))


def _aspect(recipe: Recipe, material: Material) -> float:
    """Return a picture's width by its height. Raises PictureUnusable if only its file could tell, and does not."""
    if recipe.width and recipe.height:
        return recipe.width / recipe.height
    picture = opened(material.picture)
    return picture.width / picture.height


def _focus(drawn: Drawn) -> str:
    return drawn.scene.people[0].key if drawn.scene.people else ""


def whole(picture: float, film: float) -> Move:
    """Return a move that shows a whole picture (width by height) in a film of an aspect, and comes a little nearer."""
    wide, high = max(1.0, film / picture), max(1.0, picture / film)
    return Move(_around(wide * COVER_GROWS, high * COVER_GROWS), _around(wide, high))


def _around(wide: float, high: float) -> Box:
    return ((1 - wide) / 2, (1 - high) / 2, (1 + wide) / 2, (1 + high) / 2)

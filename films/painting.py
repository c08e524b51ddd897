"""From a recipe to what paints it. Knows no ORM: it runs in a process of its own."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cinema.contract import FRAME_RATE, Box, Move, Painter, Shape
from cinema.frames.decoding import opened
from cinema.frames.depth.painter import ScenePainter, sight_of_scene
from cinema.frames.lettering.titles import CreditsPainter, TitlePainter
from cinema.frames.still import StillPainter
from cinema.moves import Sight, moments_for
from sketch.styles import Style

if TYPE_CHECKING:
    from films.recipes import Recipe

COVER_GROWS = 1.04
"""By so much a cover grows while it is seen."""


@dataclass(frozen=True, slots=True)
class Material:
    """What a recipe is painted from: the bytes of its picture, the style that it was drawn in if that is known, and the
    bytes of its clip if it is to be shown."""

    picture: bytes = b""
    style: Style | None = None
    clip: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Camera:
    """What is known of a picture, and how the camera goes over it."""

    sight: Sight
    move: Move

    @property
    def heads_in_frame(self) -> list[Box]:
        """Where heads are in the frame as the move begins and as it ends, in parts of the frame."""
        return [_within(head, box) for box in (self.move.start, self.move.end) for head in self.sight.heads]


def camera_of(recipe: Recipe, material: Material, shape: Shape) -> Camera | None:
    """Return how the camera goes in films of a shape; None where there is none, as on cards. Raises PictureUnusable."""
    if recipe.kind != "picture":
        return None
    drawn, style = recipe.drawn, material.style
    if drawn is None or style is None:
        sight = Sight(_aspect(recipe, material))
    else:
        sight = sight_of_scene(drawn.scene, seed=drawn.seed, style=style, aspect=shape.aspect)
    return Camera(sight, _move(recipe, sight, shape))


def painter_of(
    recipe: Recipe, material: Material, *, shape: Shape, language: str, camera: Camera | None = None
) -> Painter:
    """Return what paints a recipe in films of a shape. `camera` is what `camera_of` returns, if somebody has asked."""
    if recipe.kind == "credits":
        return CreditsPainter(recipe.credits, recipe.words[0], picture=material.picture, language=language)
    if recipe.kind == "title":
        title, *below = recipe.words or ("",)
        return TitlePainter(title, recipe.above, tuple(below), picture=material.picture, language=language)
    if recipe.kind == "cover":
        return StillPainter(material.picture, whole(_aspect(recipe, material), shape.aspect))
    camera = camera or camera_of(recipe, material, shape)
    assert camera is not None
    return _pictured(recipe, material, camera.move, round(recipe.seconds * FRAME_RATE))


def _pictured(recipe: Recipe, material: Material, move: Move, frames: int) -> Painter:
    """Return what paints a view of a picture: one of ours is drawn in depth at the film's shape, others lie flat."""
    drawn, style = recipe.drawn, material.style
    if drawn is None or style is None:
        return StillPainter(material.picture, move)
    return ScenePainter(drawn.scene, drawn.seed, style, move, frames)


def _within(box: Box, frame: Box) -> Box:
    wide, high = frame[2] - frame[0], frame[3] - frame[1]
    left, top = (box[0] - frame[0]) / wide, (box[1] - frame[1]) / high
    return (left, top, (box[2] - frame[0]) / wide, (box[3] - frame[1]) / high)


def _move(recipe: Recipe, sight: Sight, shape: Shape) -> Move:
    """Return the move of one of the moments of a picture."""
    moves = moments_for(
        sight,
        recipe.moment + 1,
        aspect=shape.aspect,
        key=recipe.image,
        seconds=recipe.seconds,
        mood=recipe.mood,
        deed=recipe.deed,
        unlike=recipe.unlike or None,  # type: ignore[arg-type]  # a kind, as `films.planning` has it
    )
    return moves[recipe.moment]


def _aspect(recipe: Recipe, material: Material) -> float:
    """Return a picture's width by its height. Raises PictureUnusable if only its file could tell, and does not."""
    if recipe.width and recipe.height:
        return recipe.width / recipe.height
    picture = opened(material.picture)
    return picture.width / picture.height


def whole(picture: float, film: float) -> Move:
    """Return a move that shows a whole picture (width by height) in a film of an aspect, and comes a little nearer."""
    wide, high = max(1.0, film / picture), max(1.0, picture / film)
    return Move(_around(wide * COVER_GROWS, high * COVER_GROWS), _around(wide, high))


def _around(wide: float, high: float) -> Box:
    return ((1 - wide) / 2, (1 - high) / 2, (1 + wide) / 2, (1 + high) / 2)

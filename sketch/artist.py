"""Draw a scene or a portrait and encode it: what this library is for."""

from __future__ import annotations

import io
import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sketch.paint.light import Light, light_for
from sketch.picture import compose, paint
from sketch.plans.wording.genres import dressed_in_genre, in_genre
from sketch.portrait import FACE, draw_bust
from sketch.record.recorder import Recorder
from sketch.record.shapes import DisplayList
from sketch.repertoire import KNOWN
from sketch.staging.ground import plan_of
from sketch.world.camera import Camera

if TYPE_CHECKING:
    from PIL import Image

    from sketch.scene import DepictedPerson, DepictedScene
    from sketch.styles import Style

SMALLEST, LARGEST = 64, 5000
"""Pixels of a side: from a thumbnail to a sheet of 42 cm at 300 dots an inch, which takes up to 0.6 GB to paint."""
QUALITY, METHOD = 88, 0
"""Of the WebP: at this method a tenth more bytes than at 2, in half the time."""


class SizeOutOfRange(ValueError):
    """A picture was asked for that is too small or too large to draw."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A drawn scene before it is paint: any style can paint it, and `sketch.outputs` makes masks and more of it.

    `camera` is the eye that sees it.
    """

    drawn: DisplayList
    light: Light
    camera: Camera


def draw_scene(scene: DepictedScene, *, size: tuple[int, int], seed: int, style: Style) -> bytes:
    """Draw a scene as a WebP of `size` pixels. The same arguments give the same bytes. Raises SizeOutOfRange."""
    recorded = record_scene(in_genre(scene, style.genre), size=size, seed=seed)
    return _encoded(style.medium.render(recorded.drawn, recorded.light))


def record_scene(scene: DepictedScene, *, size: tuple[int, int], seed: int, room: float = 0.0) -> Recorded:
    """Draw a scene for a picture of `size` pixels, in no style yet. Raises SizeOutOfRange.

    With `room` what lies beside it is drawn, too: it then is the middle of a picture that is larger by that part of
    its width and height.
    """
    if scene.time_of_day == "unknown":
        scene = replace(scene, time_of_day=KNOWN.lights.get(scene.light, "unknown"))
    light = light_for(scene.time_of_day, scene.weather, scene.mood)
    recorder = _recorder(size)
    plan = plan_of(scene)
    light = plan.light_within(light)
    composed = compose(scene, plan, light, seed=seed, width=recorder.width)
    if room:
        wider = _recorder((_with_room(size[0], room), _with_room(size[1], room)))
        camera = _seeing_more(composed.shot.camera, recorder, wider)
        recorder, composed = wider, replace(composed, shot=replace(composed.shot, camera=camera))
    paint(composed, recorder, light, scene, seed)
    return Recorded(recorder.drawn(), light, composed.shot.camera)


def _with_room(side: int, room: float) -> int:
    return side + 2 * math.ceil(side * room / 2)


def _seeing_more(camera: Camera, sheet: Recorder, wider: Recorder) -> Camera:
    """Return a camera in the same place that sees what lies beside a sheet in its middle, too."""
    scale = sheet.size[1] / wider.size[1]
    x, y = camera.centre[0] - sheet.width / 2, camera.centre[1] - sheet.height / 2
    return replace(camera, lens=camera.lens * scale, centre=(wider.width / 2 + x * scale, wider.height / 2 + y * scale))


def draw_portrait(person: DepictedPerson, *, size: tuple[int, int], style: Style) -> bytes:
    """Draw head and shoulders of a person as a WebP of `size` pixels. Raises SizeOutOfRange."""
    return _encoded(_portrait(person, size, style, "calm"))


def draw_face(person: DepictedPerson, *, expression: str, size: int, style: Style) -> bytes:
    """Draw a person's face with an expression of `sketch.figures` as a square WebP with sides of `size` pixels.

    It is cut out of their portrait. Raises SizeOutOfRange.
    """
    left, top, right, _ = FACE
    side = round(size / (right - left))
    portrait = _portrait(person, (side, side), style, expression)
    corner = (round(left * side), round(top * side))
    return _encoded(portrait.crop((*corner, corner[0] + size, corner[1] + size)))


def _portrait(person: DepictedPerson, size: tuple[int, int], style: Style, expression: str) -> Image.Image:
    light = light_for("day", "clear", "calm")
    recorder = _recorder(size)
    draw_bust(recorder, light, dressed_in_genre(person, style.genre), expression=expression)
    return style.medium.render(recorder.drawn(), light)


def _recorder(size: tuple[int, int]) -> Recorder:
    width, height = size
    if not (SMALLEST <= width <= LARGEST and SMALLEST <= height <= LARGEST):
        raise SizeOutOfRange(
            f"The sketch artist draws pictures of {SMALLEST} to {LARGEST} pixels a side; {width} × {height} is not."
        )
    return Recorder(size, height / 1000)


def _encoded(image: Image.Image) -> bytes:
    encoded = io.BytesIO()
    image.save(encoded, "WEBP", quality=QUALITY, method=METHOD)
    return encoded.getvalue()

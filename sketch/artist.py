"""The built-in sketch artist: draws the depicted scene itself, on this machine, for nothing."""

from __future__ import annotations

import io

from PIL import Image

from providers.errors import ProviderError
from providers.images import Picture, PictureRequest
from providers.sketch.canvas import Canvas
from providers.sketch.compose import draw_people, draw_things, place_people
from providers.sketch.palette import light_for
from providers.sketch.places import paint_place
from providers.sketch.portrait import draw_portrait
from providers.sketch.stage import Stage
from providers.sketch.styles import medium_for
from providers.sketch.weather import near_weather

SMALLEST, LARGEST = 64, 4096
"""Pixels of a side."""
QUALITY, METHOD = 88, 0
"""Of the WebP: at this method a tenth more bytes than at 2, in half the time."""


class SketchArtist:
    """Draws with Pillow. The same request gives the same bytes."""

    name = "sketch"

    def draw(self, request: PictureRequest) -> Picture:
        """Draw one picture, as WebP. Raises ProviderError for a size out of reach and a portrait of nobody."""
        width, height = request.width, request.height
        if not (SMALLEST <= width <= LARGEST and SMALLEST <= height <= LARGEST):
            raise ProviderError(
                f"The sketch artist draws pictures of {SMALLEST} to {LARGEST} pixels a side; {width} × {height} is not."
            )
        image = _portrait(request) if request.portrait else _scene(request)
        encoded = io.BytesIO()
        image.save(encoded, "WEBP", quality=QUALITY, method=METHOD)
        return Picture(encoded.getvalue(), "image/webp", width, height, request.seed)


def _scene(request: PictureRequest) -> Image.Image:
    scene = request.scene
    light = light_for(scene.time_of_day, scene.weather, scene.mood)
    unit = request.height / 1000
    canvas = Canvas((request.width, request.height), unit, medium_for(request.style, light, unit))
    stage = Stage(canvas, light, scene, request.seed)
    under_roof = paint_place(stage)
    placed = place_people(stage)
    draw_things(stage, placed, indoors=under_roof)
    draw_people(stage, placed)
    if not under_roof:
        near_weather(stage)
    return canvas.finished()


def _portrait(request: PictureRequest) -> Image.Image:
    if not request.scene.people:
        raise ProviderError("A portrait needs somebody to draw.")
    light = light_for("day", "clear", "calm")
    unit = request.height / 1000
    canvas = Canvas((request.width, request.height), unit, medium_for(request.style, light, unit))
    draw_portrait(canvas, light, request.scene.people[0])
    return canvas.finished()

"""The built-in artist as an image model: it draws on this machine, for nothing."""

from __future__ import annotations

from providers.errors import ProviderError
from providers.interfaces.images import DrawnImage, PictureRequest
from sketch.artist import SizeOutOfRange, draw_portrait, draw_scene
from sketch.styles import DEFAULT_STYLE, STYLES


class SketchArtist:
    """Draws the depicted scene and reads no prompt. The same request gives the same bytes.

    A style that is not known (its file was taken away) is drawn as the default.
    """

    name = "sketch"

    def draw(self, request: PictureRequest) -> DrawnImage:
        """Draw one picture, as WebP. Raises ProviderError for a size out of range and a portrait of nobody."""
        if request.portrait and not request.scene.people:
            raise ProviderError("A portrait needs somebody to draw.")
        try:
            data = _draw(request)
        except SizeOutOfRange as error:
            raise ProviderError(str(error)) from None
        return DrawnImage(data, request.seed)


def _draw(request: PictureRequest) -> bytes:
    size = (request.width, request.height)
    style = request.own_style or STYLES.get(request.style) or STYLES[DEFAULT_STYLE]
    if request.portrait:
        return draw_portrait(request.scene.people[0], size=size, style=style)
    return draw_scene(request.scene, size=size, seed=request.seed, style=style)

"""Silhouette: a shadow theatre, black figures before a bright sky, with light cut into them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from sketch.media.fields import Colour, Part
from sketch.media.settings import MediumSettings
from sketch.paint import paper
from sketch.paint.canvas import Canvas, Piece
from sketch.paint.colours import RGB, haze_of, lighter, local_colour, luminance, mix, tuned
from sketch.paint.medium import Medium, Tone
from sketch.paint.values import relit, snapped

if TYPE_CHECKING:
    from sketch.paint.light import Light
    from sketch.record.shapes import Shape, Tags


_THIN = 0.4
"""How much light comes through folds that are cut out of a figure."""


class SilhouetteCanvas(Canvas):
    """Near things are dark, what lies off is paler, and folds, features and panes are cut out."""

    def tone(self, colour: RGB, tags: Tags) -> Tone:
        """Return the shadow of a thing by what it is."""
        settings = self.medium.settings
        assert isinstance(settings, Silhouette)
        colour = self.told_apart(colour, tags)
        if tags.role in ("sky", "weather"):
            return self.medium.tone(colour)
        if tags.owner:
            own = tuned(local_colour(colour), saturation=1.25)
            return Tone(mix(settings.shadow, own, settings.tint if tags.role == "figure" else settings.tint * 0.6))
        far = haze_of(colour) ** 0.8 + luminance(colour) * 0.3
        if tags.role == "wall":
            return self.medium.tone(mix(self.light.glow, colour, 0.4))
        dusk = mix(settings.shadow, settings.dusk, min(1.0, far * 1.5))
        return Tone(mix(dusk, self.medium.tone(self.light.sky[2]).base, max(0.0, far - 0.45) * 1.1))

    def shape(self, shape: Shape) -> None:
        """Cast a shape's shadow; small light marks on a figure are cut out of it."""
        if shape.tags.role == "face":
            return  # a shadow has no face
        cut_out = shape.tags.owner and shape.stroke and self.alpha is not None
        if not cut_out:
            super().shape(shape)
            return
        piece = self.cut(shape)
        if piece is not None:
            self._cut_out(piece)

    def _cut_out(self, piece: Piece) -> None:
        glow = lighter(mix(self.light.glow, self.light.sky[2], 0.3), 0.2)
        self.image.paste(glow, piece.box, paper.scaled(piece.mask, _THIN * min(1.0, piece.shape.alpha)))
        if self.alpha is not None:
            self.alpha.paste(255, piece.box, paper.scaled(piece.mask, piece.shape.alpha))


class Silhouette(MediumSettings):
    """`shadow` is what figures turn to, keeping a part `tint` of their own colours; what lies off turns to `dusk`."""

    canvas: ClassVar[type[Canvas]] = SilhouetteCanvas

    shadow: Colour
    dusk: Colour
    tint: Part

    def medium(self, light: Light, unit: float) -> Medium:
        """Return the lit screen of the theatre."""

        def tone(colour: RGB) -> Tone:
            bright = snapped(relit(colour, 1.0), hues=36, values=12, saturation=1.35)
            return Tone(lighter(bright, 0.12 if not light.dark else 0.2))

        def line_colour(_colour: RGB) -> RGB:
            return lighter(light.glow, 0.25)

        return Medium(tone, paper.speckle(), line_colour=line_colour, settings=self, **self.surface())

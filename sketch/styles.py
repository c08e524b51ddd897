"""The five styles. Each makes the medium that a picture is painted in, from the light of its scene."""

from __future__ import annotations

from collections.abc import Callable

from sketch import paper
from sketch.colours import RGB, darker, luminance, mix, saturation, tuned
from sketch.medium import Medium, Tone
from sketch.palette import Light

_CREAM: RGB = (247, 238, 218)
_INK: RGB = (34, 30, 34)


def _storybook(light: Light, unit: float) -> Medium:
    def tone(colour: RGB) -> Tone:
        return Tone(tuned(colour, saturation=0.96))

    return Medium("storybook", tone, paper.speckle(), (248, 241, 224), hardness=2.2, wash=0.10, grain=0.13, halo=0.55)


def _ink(light: Light, unit: float) -> Medium:
    wash = mix(tuned(light.sky[1], saturation=1.1, value=0.9), (150, 132, 106), 0.45)
    # Pen and paper have no night of their own: dark scenes are lifted, so that the hatching stays open.
    lift = 0.16 if light.dark else 0.0

    def tone(colour: RGB) -> Tone:
        level = min(1.0, luminance(colour) * (1 - lift) + lift)
        base = mix(_CREAM, wash, max(0.0, min(0.62, (0.86 - level) * 1.05)))
        if level < 0.16:
            return Tone(base, _INK, 0.97)
        return Tone(base, _INK, max(0.0, 0.72 - level) * 0.95)

    return Medium(
        "ink", tone, paper.crosshatch(max(3.0, 6.2 * unit)), _CREAM, hardness=3.4, hard=True, line=2.1,
        line_colour=lambda colour: _INK, halo=0.0, glow="rays", grain=0.09, margin=0.022, ragged=0.002,
    )  # fmt: skip


def _watercolour(light: Light, unit: float) -> Medium:
    def tone(colour: RGB) -> Tone:
        return Tone(mix(tuned(colour, saturation=1.22), (252, 249, 242), 0.16))

    return Medium(
        "watercolour", tone, paper.blotches(), (252, 249, 242), hardness=1.1, wash=0.42, pool=0.34, halo=0.7,
        glow_strength=0.8, grain=0.11, margin=0.034, ragged=0.012,
    )  # fmt: skip


def _linocut(light: Light, unit: float) -> Medium:
    dark = (27, 33, 54) if light.dark else mix(darker(light.shade, 0.62), (30, 28, 44), 0.5)
    cool = tuned(mix(light.sky[0], (76, 132, 140), 0.5), saturation=1.05, value=0.86 if light.dark else 1.0)
    if light.dark:
        cool = mix(cool, (64, 104, 140), 0.5)
    warm: RGB = (206, 88, 58)
    sand = mix(_CREAM, (232, 190, 120), 0.62)

    def tone(colour: RGB) -> Tone:
        level, red_first = luminance(colour), colour[0] > colour[2] + 34
        if level < 0.24:
            return Tone(dark)
        if red_first and saturation(colour) > 0.5 and level < 0.66:
            return Tone(warm) if level > 0.33 else Tone(dark, warm, 0.3)
        if level < 0.36:
            return Tone(dark, cool, (level - 0.24) * 3.2)
        if level < 0.56:
            return Tone(cool, dark, max(0.0, 0.46 - level) * 2.6)
        if level < 0.76:
            return Tone(sand, cool, max(0.0, 0.66 - level) * 3.4) if not red_first else Tone(sand)
        return Tone(_CREAM)

    def line_colour(colour: RGB) -> RGB:
        return _CREAM if luminance(colour) < 0.3 else dark

    return Medium(
        "linocut", tone, paper.gouges(max(4.5, 9.0 * unit)), _CREAM, hardness=5.0, hard=True, line=2.7,
        line_colour=line_colour, halo=1.0, glow="rays", grain=0.10, margin=0.03, ragged=0.0025,
    )  # fmt: skip


def _nocturne(light: Light, unit: float) -> Medium:
    def tone(colour: RGB) -> Tone:
        level = luminance(colour)
        blue = mix((12, 18, 44), (132, 160, 204), level**1.25)
        keep = 0.26 + 0.34 * saturation(colour) * (1 if colour[0] > colour[2] else 0.3)
        return Tone(mix(blue, tuned(colour, value=0.74), keep))

    return Medium(
        "nocturne", tone, paper.speckle(), (15, 20, 42), hardness=2.0, wash=0.08, grain=0.15, halo=0.35,
        glow_strength=1.35, margin=0.014, ragged=0.004,
    )  # fmt: skip


_MEDIA: dict[str, Callable[[Light, float], Medium]] = {
    "storybook": _storybook, "ink": _ink, "watercolour": _watercolour, "linocut": _linocut, "nocturne": _nocturne,
}  # fmt: skip

STYLES: tuple[str, ...] = tuple(_MEDIA)
"""The keys of the styles that the sketch artist has a hand for."""


def medium_for(style: str, light: Light, unit: float) -> Medium:
    """The medium of `style` (storybook for a key that is not known) at `unit` pixels to a drawing unit."""
    return _MEDIA.get(style, _storybook)(light, unit)

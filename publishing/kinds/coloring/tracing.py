"""Pictures that were not drawn by the built-in artist, traced to closed outlines of one weight.

A dark picture is lightened first; then light is evened out (CLAHE), texture is smoothed away, edges of any of the three
channels of Lab are followed with hysteresis (Canny), short pieces are dropped, and all lines get the same stroke.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np
from PIL import Image, ImageDraw

from sketch.outputs.contours import ContourPage
from sketch.outputs.regions import fill_regions, regions_of

if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

    from sketch.outputs.contours import Crayon

    Pixels = NDArray[np.uint8]

WORKING_SIDE = 1100
"""Pixels of the longer side of a picture while edges are looked for: finer than that is texture."""
DARK, WANTED = 105.0, 135.0
"""Means of lightness, of 255: below the first a picture is lightened to the second."""
TOO_DARK = 28.0
LEAST_REGIONS = 8
MOST_INK = 0.3
HIGH, LOW = 91.0, 0.42
"""The percentile of the gradients from which an edge begins, and the share of that down to which it is followed."""
FAR = 100.0
"""Pixels: what is farther from an edge than this is as far, also where there is none."""
WEAK, STRONG = 60.0, 200.0
"""Between these the gradient lies from which an edge begins, whatever the picture."""


@dataclass(frozen=True, slots=True)
class TracedPage:
    """A traced page, the mean lightness of its picture, and the share of it that is ink."""

    page: ContourPage
    lightness: float
    ink: float

    @property
    def problem(self) -> str:
        """Say why it is not worth colouring; "" if it is."""
        if self.lightness < TOO_DARK:
            return "This picture is too dark for its outlines to be found."
        if self.page.regions < LEAST_REGIONS:
            return "Hardly any outlines were found in this picture."
        if self.ink > MOST_INK:
            return "So many outlines were found in this picture that little is left to colour."
        return ""


def trace(image: Image.Image, *, height: int, crayon: Crayon) -> TracedPage:
    """Trace a picture to a page `height` pixels high, in the picture's proportions."""
    scale = min(1.0, WORKING_SIDE / max(image.size))
    small = image.convert("RGB").resize((round(image.width * scale), round(image.height * scale)), Image.Resampling.BOX)
    colours = np.asarray(small)
    lightness = float(_lab(colours)[:, :, 0].mean())
    unit = small.height / 1000
    edges = _without_short(_edges(_even(_lightened(colours, lightness))), least=crayon.width * unit * 2.2)
    size = (round(height * small.width / small.height), height)
    drawn = _stroked(edges, size, nib=max(3.0, crayon.line * height / 1000))
    page = _closed(drawn, height / 1000, crayon)
    ink = 1 - float(np.asarray(page.image).mean()) / 255
    return TracedPage(page, lightness, ink)


def _lab(colours: Pixels) -> Pixels:
    return np.asarray(cv2.cvtColor(colours, cv2.COLOR_RGB2LAB), dtype=np.uint8)


def _lightened(colours: Pixels, lightness: float) -> Pixels:
    """Lighten what is dark, its colours with it."""
    if lightness >= DARK:
        return colours
    power = float(np.log(WANTED / 255) / np.log(max(lightness, 4.0) / 255))
    return np.asarray(255 * (colours / 255.0) ** power, dtype=np.uint8)


def _even(colours: Pixels) -> Pixels:
    """Even out the light and smooth textures away; return Lab."""
    light, red, yellow = (_lab(colours)[:, :, channel] for channel in range(3))
    light = np.asarray(cv2.createCLAHE(clipLimit=2.0, tileGridSize=(6, 6)).apply(light), dtype=np.uint8)
    smooth = np.asarray(cv2.medianBlur(np.dstack([light, red, yellow]), 5), dtype=np.uint8)
    for _ in range(4):
        smooth = np.asarray(cv2.bilateralFilter(smooth, 9, 28, 7), dtype=np.uint8)
    return smooth


def _edges(lab: Pixels) -> Pixels:
    """Follow the strongest edge of the three channels; colours count more, since they differ less."""
    weighted = lab.astype(np.float32) * np.array([1.0, 1.6, 1.6], dtype=np.float32)
    across, down = (cv2.Sobel(weighted, cv2.CV_32F, dx, 1 - dx, ksize=3) for dx in (1, 0))
    strength = across**2 + down**2
    strongest = strength.argmax(axis=2)[:, :, None]
    dx, dy = (np.take_along_axis(each, strongest, axis=2)[:, :, 0] for each in (across, down))
    high = min(STRONG, max(WEAK, float(np.percentile(np.abs(dx) + np.abs(dy), HIGH))))
    found = cv2.Canny(_shorts(dx), _shorts(dy), high * LOW, high)
    bridged = cv2.morphologyEx(found, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (5, 5)))
    return np.asarray(bridged, dtype=np.uint8)


def _shorts(gradient: NDArray[Any]) -> NDArray[np.int16]:
    return np.asarray(np.clip(gradient, -32000, 32000), dtype=np.int16)


def _without_short(edges: Pixels, *, least: float) -> Pixels:
    """Drop pieces whose box is smaller than `least` pixels both ways."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(edges, connectivity=8)
    sizes = np.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT])
    kept = sizes >= least
    kept[0] = False
    assert len(kept) == count
    return np.asarray(kept[labels] * 255, dtype=np.uint8)


def _stroked(edges: Pixels, size: tuple[int, int], *, nib: float) -> Image.Image:
    """Draw edges in one stroke at another size: what is nearer to an edge than half a nib is ink."""
    away = np.minimum(cv2.distanceTransform(255 - edges, cv2.DIST_L2, 5), FAR)
    larger = cv2.resize(away, size, interpolation=cv2.INTER_CUBIC) * (size[1] / edges.shape[0])
    page = Image.fromarray(np.where(larger < nib / 2, 0, 255).astype(np.uint8))
    ImageDraw.Draw(page).rectangle((0, 0, size[0] - 1, size[1] - 1), outline=0, width=round(nib))
    return page


def _closed(page: Image.Image, unit: float, crayon: Crayon) -> ContourPage:
    """Let slivers be one with the lines around them, and count what can be coloured."""
    smallest = (crayon.width * unit) ** 2
    regions = regions_of(page)
    slivers = [region for region in regions if region.area < smallest / 3]
    fill_regions(page, slivers, 0)
    kept = [region for region in regions if region.area >= smallest / 3]
    return ContourPage(page, len(kept), sum(region.area >= smallest for region in kept), len(slivers))

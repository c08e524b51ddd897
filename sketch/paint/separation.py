"""Clothes that a medium would paint alike are told apart: one goes lighter, one darker, no more than they must."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from sketch.paint.colours import RGB, luminance, mix
from sketch.paint.differences import delta_e, lab
from sketch.paint.geometry import bounds
from sketch.record.shapes import Shape

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sketch.paint.medium import Tone
    from sketch.record.shapes import DisplayList, Tags

GARMENTS = frozenset({"dress", "over", "top", "cloak"})
APART, COARSE_APART = 16.0, 25.0
"""How different (CIEDE2000) paint has to be, so that with folds and shades on it 10 are left: flat, and broken up."""
MIDDLE = (0.5, 0.45)
"""The focus of a picture with nobody in it, as parts of its width and height."""
STEP, LARGEST, ROUNDS = 0.06, 0.8, 30
MOST_PEOPLE = 6
BLACK: RGB = (0, 0, 0)
WHITE: RGB = (255, 255, 255)


def separation(drawn: DisplayList, tone: Callable[[RGB, Tags], Tone], *, least: float) -> Mapping[str, float]:
    """Return by how much the clothes of each owner go towards white (above 0) or black (below), -1 to 1."""
    worn = _worn(drawn)
    shifts = dict.fromkeys(worn, 0.0)
    for _ in range(ROUNDS):
        painted = {owner: lab(_painted(tone(shifted(s.colour, shifts[owner]), s.tags))) for owner, s in worn.items()}
        close = [pair for pair in combinations(worn, 2) if delta_e(painted[pair[0]], painted[pair[1]]) < least]
        if not close:
            break
        for one, other in close:
            dark, light = sorted((one, other), key=lambda owner: (painted[owner][0], luminance(worn[owner].colour)))
            shifts[dark] = max(-LARGEST, shifts[dark] - STEP)
            shifts[light] = min(LARGEST, shifts[light] + STEP)
    return {owner: shift for owner, shift in shifts.items() if shift}


def shifted(colour: RGB, shift: float) -> RGB:
    """Return a colour so far towards white or black."""
    return mix(colour, WHITE, shift) if shift > 0 else mix(colour, BLACK, -shift)


def _worn(drawn: DisplayList) -> dict[str, Shape]:
    """Return the largest piece of clothing of everybody who is large enough to be told apart."""
    largest: dict[str, tuple[float, Shape]] = {}
    for item in drawn.flat():
        if isinstance(item, Shape) and item.tags.owner and item.tags.part in GARMENTS and not item.stroke:
            x0, y0, x1, y1 = bounds(item.outlines)
            size = (x1 - x0) * (y1 - y0)
            if size > largest.get(item.tags.owner, (0.0, item))[0]:
                largest[item.tags.owner] = (size, item)
    first = sorted(largest, key=lambda owner: (-largest[owner][0], owner))[:MOST_PEOPLE]
    return {owner: largest[owner][1] for owner in first}


def focus_of(drawn: DisplayList) -> tuple[float, float]:
    """Return where the largest face of a picture is, as parts of its width and height."""
    width, height = drawn.size[0] / drawn.unit, drawn.size[1] / drawn.unit
    boxes = [
        bounds(item.outlines)
        for item in drawn.flat()
        if isinstance(item, Shape) and item.tags.owner and item.tags.part in ("face", "head")
    ]
    within = [box for box in boxes if box[0] < width and box[2] > 0 and box[1] < height and box[3] > 0]
    if not within:
        return MIDDLE
    x0, y0, x1, y1 = max(within, key=lambda box: (box[2] - box[0]) * (box[3] - box[1]))
    return (round(min(0.9, max(0.1, (x0 + x1) / 2 / width)), 2), round(min(0.9, max(0.1, (y0 + y1) / 2 / height)), 2))


def _painted(tone: Tone) -> RGB:
    return mix(tone.base, tone.ink, tone.amount)

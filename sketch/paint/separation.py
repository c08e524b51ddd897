"""Clothes that a medium would paint alike are told apart: one goes lighter, one darker, no more than they must."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from sketch.paint.colours import RGB, luminance, mix
from sketch.paint.differences import delta_e, lab
from sketch.record.shapes import Shape

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sketch.paint.medium import Tone
    from sketch.record.shapes import DisplayList, Tags

GARMENTS = frozenset({"dress", "over", "top", "cloak"})
LEAST = 20.0
"""How different (CIEDE2000) flat paint has to be, so that with folds and shades on it 10 are left."""
STEP, LARGEST, ROUNDS = 0.06, 0.8, 30
MOST_PEOPLE = 6
BLACK: RGB = (0, 0, 0)
WHITE: RGB = (255, 255, 255)


def separation(drawn: DisplayList, tone: Callable[[RGB, Tags], Tone]) -> Mapping[str, float]:
    """Return by how much the clothes of each owner go towards white (above 0) or black (below), -1 to 1."""
    worn = _worn(drawn)
    shifts = dict.fromkeys(worn, 0.0)
    for _ in range(ROUNDS):
        painted = {owner: lab(_painted(tone(shifted(s.colour, shifts[owner]), s.tags))) for owner, s in worn.items()}
        close = [pair for pair in combinations(worn, 2) if delta_e(painted[pair[0]], painted[pair[1]]) < LEAST]
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
            xs = [x for outline in item.outlines for x, _ in outline]
            ys = [y for outline in item.outlines for _, y in outline]
            size = (max(xs) - min(xs)) * (max(ys) - min(ys))
            if size > largest.get(item.tags.owner, (0.0, item))[0]:
                largest[item.tags.owner] = (size, item)
    first = sorted(largest, key=lambda owner: (-largest[owner][0], owner))[:MOST_PEOPLE]
    return {owner: largest[owner][1] for owner in first}


def _painted(tone: Tone) -> RGB:
    return mix(tone.base, tone.ink, tone.amount)

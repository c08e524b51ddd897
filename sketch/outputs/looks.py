"""What somebody looks like in a picture, measured: which parts of them are seen, in which colours of their own."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sketch.outputs.masks import MEASURED, flat_image
from sketch.paint.colours import local_colour

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sketch.record.shapes import DisplayList, Shape

Trait = tuple[str, tuple[int, int, int]]
"""A part of a figure and the colour of the thing itself, in no light."""
NOT_THEIRS = frozenset({"held", "shadow"})
"""Parts of a figure that are not somebody: what they hold, and their shadow."""
_MOST = 255


def looks_in(drawn: DisplayList, owner: str) -> Counter[Trait]:
    """Count the pixels in which each part and colour of somebody is seen, in a picture `MEASURED` pixels high.

    Expressions, light and what hides them change from picture to picture; this does not, if it is the same person. Of
    more traits than fit a mask the rest is left out.
    """
    numbers: dict[Trait, int] = {}

    def number_of(shape: Shape) -> int:
        if shape.tags.owner != owner or shape.tags.part in NOT_THEIRS:
            return 0
        trait = (shape.tags.part, local_colour(shape.colour))
        if trait not in numbers and len(numbers) < _MOST:
            numbers[trait] = len(numbers) + 1
        return numbers.get(trait, 0)

    seen = flat_image(drawn, number_of, height=MEASURED).histogram()
    return Counter({trait: seen[number] for trait, number in numbers.items() if seen[number]})


def known_share(looks: Mapping[Trait, int], known: Iterable[Trait]) -> float:
    """Return which part of what is seen of somebody has parts and colours that are known of them, 0 to 1."""
    before, total = set(known), sum(looks.values())
    return sum(pixels for trait, pixels in looks.items() if trait in before) / total if total else 1.0

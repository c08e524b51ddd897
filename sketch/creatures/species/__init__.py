"""Every species that is drawn, by the name that the repertoire has for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sketch.creatures.species import (
    beings,
    birds,
    farm,
    furred,
    insects,
    landmarks,
    scaled,
    sky,
    small,
    things,
    vehicles,
    wild,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sketch.creatures.anatomy import Species

SPECIES: Mapping[str, Species] = {
    **furred.ROWS,
    **wild.ROWS,
    **farm.ROWS,
    **small.ROWS,
    **birds.ROWS,
    **scaled.ROWS,
    **insects.ROWS,
    **beings.ROWS,
    **landmarks.ROWS,
    **sky.ROWS,
    **things.ROWS,
    **vehicles.ROWS,
}

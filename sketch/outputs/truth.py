"""Whether a picture shows those that its facts name, and nobody else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sketch.outputs.masks import visible

if TYPE_CHECKING:
    from collections.abc import Collection

    from sketch.outputs.masks import Visible
    from sketch.record.shapes import DisplayList
    from sketch.scene import DepictedScene

RECOGNISABLE = 0.25
"""So much of a head has to be visible."""
SMALLEST = 0.0004
"""So much of the picture has somebody to be who is seen at all."""
CROWD = "/crowd/"
"""Owners with this in their keys are named by nobody."""


@dataclass(frozen=True, slots=True)
class Truth:
    """Keys of those who are `shown`, `hidden` (drawn, but not to be seen), `missing` (not drawn), and `unnamed`."""

    shown: tuple[str, ...]
    hidden: tuple[str, ...]
    missing: tuple[str, ...]
    unnamed: tuple[str, ...]

    @property
    def score(self) -> float:
        """Return 0 to 100: those shown, of all who should be or should not."""
        counted = len(self.shown) + len(self.hidden) + len(self.missing) + len(self.unnamed)
        return 100.0 * len(self.shown) / counted if counted else 100.0


def truth_of(drawn: DisplayList, scene: DepictedScene, *, left_out: Collection[str] = ()) -> Truth:
    """Compare a picture with its facts. Who is `left_out` on purpose, by key, is not expected."""
    seen = {one.owner: one for one in visible(drawn)}
    expected = [key for person in scene.people if (key := person.key or person.name) not in left_out]
    return Truth(
        shown=tuple(key for key in expected if key in seen and is_recognisable(seen[key])),
        hidden=tuple(key for key in expected if key in seen and not is_recognisable(seen[key])),
        missing=tuple(key for key in expected if key not in seen),
        unnamed=tuple(owner for owner in seen if owner not in expected and CROWD not in owner),
    )


def is_recognisable(one: Visible) -> bool:
    """Say whether enough of somebody is visible."""
    return one.head >= RECOGNISABLE and one.picture >= SMALLEST

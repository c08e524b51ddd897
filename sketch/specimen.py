"""One small scene that shows what a style looks like, for the pages on which a style is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sketch.artist import draw_scene
from sketch.scene import DepictedPerson, DepictedScene, Garment

if TYPE_CHECKING:
    from sketch.styles import Style

SIDE = 480
"""Pixels."""
SCENE = DepictedScene(
    place="village",
    place_key="the quay",
    time_of_day="evening",
    weather="clear",
    mood="calm",
    people=(
        DepictedPerson(
            key="tamsin",
            name="Tamsin",
            gender="female",
            age="child",
            hair="copper hair in a long braid",
            clothes=(Garment("coat", "scarlet"), Garment("boots")),
            pose="walking",
        ),
        DepictedPerson(
            key="silas",
            name="Silas",
            gender="male",
            age="old",
            hair="white",
            beard="square white beard",
            clothes=(Garment("coat", "navy"), Garment("cap", "black")),
        ),
    ),
    props=("lantern",),
)


def draw_specimen(style: Style) -> bytes:
    """Draw the scene in a style, as a WebP of SIDE × SIDE pixels."""
    return draw_scene(SCENE, size=(SIDE, SIDE), seed=5, style=style)

"""One small scene in each style, for the pages on which a style is chosen.

`python -m samples.styles FOLDER` writes FOLDER/style-<key>.webp.
"""

from __future__ import annotations

import sys
from pathlib import Path

from providers.images import PictureRequest
from providers.sketch_artist import SketchArtist
from providers.styles import STYLES
from sketch.scene import DepictedPerson, DepictedScene, Garment

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
            key="tamsin", name="Tamsin", gender="female", age="child", hair="copper hair in a long braid",
            clothes=(Garment("coat", "scarlet"), Garment("boots")), pose="walking",
        ),
        DepictedPerson(
            key="silas", name="Silas", gender="male", age="old", hair="white", beard="square white beard",
            clothes=(Garment("coat", "navy"), Garment("cap", "black")),
        ),
    ),
    props=("lantern",),
)  # fmt: skip


def draw_styles(folder: Path) -> list[Path]:
    """Draw the scene in every style and return the files."""
    drawn: list[Path] = []
    for style in STYLES:
        request = PictureRequest(prompt="", width=SIDE, height=SIDE, seed=5, style=style.key, scene=SCENE)
        path = folder / f"style-{style.key}.webp"
        path.write_bytes(SketchArtist().draw(request).data)
        drawn.append(path)
    return drawn


if __name__ == "__main__":
    draw_styles(Path(sys.argv[1]))

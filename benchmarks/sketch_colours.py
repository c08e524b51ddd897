"""Whether clothes have the colours that the facts give them.

    python -m benchmarks.sketch_colours [--size 540]

Prints one JSON object. `named`: in storybook by day, of seven colours of dress in two places, how many are nearest to
their own word by the median Lab inside the garment's mask (budget: 12 of 14). `apart`: for each hour and style, the
least colour difference (CIEDE2000) between the mean colours of two people's garments in one picture, over all pairs of
colours (budget: 10).
"""

from __future__ import annotations

import argparse
import json
import math
from itertools import combinations
from statistics import median
from typing import TYPE_CHECKING

from PIL import Image, ImageStat

from sketch.artist import record_scene
from sketch.outputs.masks import garment_mask
from sketch.paint.colours import cloth_colour
from sketch.paint.differences import delta_e, lab
from sketch.scene import DepictedPerson, DepictedScene, Garment
from sketch.styles import STYLES

if TYPE_CHECKING:
    from sketch.paint.colours import RGB

WORDS = ("red", "green", "blue", "yellow", "purple", "brown", "white", "black", "grey", "pink", "orange")
WORN = ("red", "green", "blue", "yellow", "purple", "white", "black")
PLACES = ("field", "room")
HOURS = ("day", "night")
PART = "dress"


def person(colour: str, n: int) -> DepictedPerson:
    """Return somebody in a dress of that colour."""
    return DepictedPerson(
        key=f"{n} {colour}", name="N", gender="female", age="adult", clothes=(Garment("dress", colour),)
    )


def scene(place: str, hour: str, *people: DepictedPerson) -> DepictedScene:
    """Return people at a place."""
    return DepictedScene(
        place=place, place_key="x", indoors=place == "room", time_of_day=hour, weather="clear", people=people
    )


def within(picture: Image.Image, mask: Image.Image) -> list[RGB]:
    """Return the colours of a picture inside of a mask."""
    raw = picture.tobytes()
    colours: list[RGB] = list(zip(raw[0::3], raw[1::3], raw[2::3], strict=True))
    return [colour for colour, seen in zip(colours, mask.tobytes(), strict=True) if seen]


def named(size: int) -> dict[str, str]:
    """Return what each colour looks like, by colour and place."""
    found = {}
    known = {word: lab(_cloth(word)) for word in WORDS}
    for place in PLACES:
        for word in WORN:
            one = person(word, 1)
            recorded = record_scene(scene(place, "day", one), size=(size, size), seed=3)
            picture = STYLES["storybook"].medium.render(recorded.drawn, recorded.light)
            seen = within(picture, garment_mask(recorded.drawn, one.key, [PART]))
            middle = [median(values) for values in zip(*map(lab, seen), strict=True)]
            found[f"{word}, {place}"] = min(known, key=lambda other: math.dist(middle, known[other]))
    return found


def apart(styles: list[str], hour: str, size: int) -> dict[str, tuple[float, str]]:
    """Return, for each style, the least difference of two people's garments in one picture, and which two it was."""
    least: dict[str, tuple[float, str]] = {}
    for pair in combinations(WORN, 2):
        one, other = person(pair[0], 1), person(pair[1], 2)
        recorded = record_scene(scene(PLACES[0], hour, one, other), size=(size, size), seed=3)
        masks = [garment_mask(recorded.drawn, each.key, [PART]) for each in (one, other)]
        for style in styles:
            picture = STYLES[style].medium.render(recorded.drawn, recorded.light)
            first, second = (lab(_mean(picture, mask)) for mask in masks)
            difference = round(delta_e(first, second), 1)
            least[style] = min(least.get(style, (100.0, "")), (difference, ", ".join(pair)))
    return least


def _mean(picture: Image.Image, mask: Image.Image) -> RGB:
    red, green, blue = ImageStat.Stat(picture, mask).mean
    return (round(red), round(green), round(blue))


def _cloth(word: str) -> RGB:
    colour = cloth_colour(word)
    assert colour is not None
    return colour


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=360)
    parser.add_argument("--styles", nargs="+", default=list(STYLES), choices=list(STYLES))
    arguments = parser.parse_args()
    words = named(arguments.size)
    right = sum(key.startswith(f"{word},") for key, word in words.items())
    wrong = {key: word for key, word in words.items() if not key.startswith(f"{word},")}
    differences = {hour: apart(arguments.styles, hour, arguments.size) for hour in HOURS}
    print(json.dumps({"named": f"{right} of {len(words)}", "wrong": wrong, "apart": differences}))


if __name__ == "__main__":
    main()

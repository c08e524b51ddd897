"""How fast the built-in artist draws, and how much memory it takes.

    python -m benchmarks.sketch [--size 1080] [--styles storybook ink …] [--places room street sea forest] [--rounds 2]

Prints one JSON object: pictures per second and core for each style and place, with one to three people (budgets at
1080: 4 in storybook, 2 in every style), beside the floor: encoding one finished picture with the same settings; and the
most memory, in MB, that a process takes which draws all of that in one style (budget at 1080: 150).
"""

from __future__ import annotations

import argparse
import io
import json
import resource
import subprocess
import sys
import time
from statistics import median

from PIL import Image

from sketch.artist import METHOD, QUALITY, draw_scene
from sketch.scene import DepictedPerson, DepictedScene, Garment
from sketch.styles import DEFAULT_STYLE, STYLES

PLACES = ("room", "street", "sea", "forest")
INDOORS = frozenset({"room"})
TIMES = ("day", "evening", "night")
PEOPLE = tuple(
    DepictedPerson(key=f"person {n}", name="N", gender=gender, clothes=(Garment("coat", colour),))
    for n, (gender, colour) in enumerate((("female", "red"), ("male", "blue"), ("female", "green")))
)


def scene(place: str, n: int) -> DepictedScene:
    """Return the n-th picture of a place: another hour, and more people."""
    return DepictedScene(
        place=place,
        place_key=f"k{n}",
        indoors=place in INDOORS,
        time_of_day=TIMES[n % len(TIMES)],
        weather="clear",
        people=PEOPLE[: 1 + n % len(PEOPLE)],
        props=("lantern",),
    )


def seconds(style: str, place: str, size: int, rounds: int) -> float:
    """Return processor time for one picture: what else the machine does is not counted."""
    times = []
    for n in range(rounds * len(TIMES)):
        began = time.process_time()
        draw_scene(scene(place, n), size=(size, size), seed=n, style=STYLES[style])
        times.append(time.process_time() - began)
    return median(times)


def floor(size: int) -> float:
    """Return processor time for encoding one finished picture."""
    image = Image.open(io.BytesIO(draw_scene(scene("room", 1), size=(size, size), seed=1, style=STYLES[DEFAULT_STYLE])))
    finished = image.convert("RGB")
    began = time.process_time()
    for _ in range(5):
        finished.save(io.BytesIO(), "WEBP", quality=QUALITY, method=METHOD)
    return (time.process_time() - began) / 5


def measure(style: str, places: list[str], size: int, rounds: int) -> dict[str, float]:
    """Return pictures per second by place in one style, and the memory of this process in MB."""
    draw_scene(scene(places[0], 0), size=(size, size), seed=0, style=STYLES[style])  # textures are made once
    found = {place: round(1 / seconds(style, place, size, rounds), 2) for place in places}
    return {**found, "memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)}


def apart(style: str, arguments: argparse.Namespace) -> dict[str, float]:
    """Measure a style in a process of its own, so that its memory is its own."""
    command = [sys.executable, "-m", "benchmarks.sketch", "--one", style]
    command += ["--size", str(arguments.size), "--rounds", str(arguments.rounds), "--places", *arguments.places]
    found: dict[str, float] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=1080)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--styles", nargs="+", default=list(STYLES), choices=list(STYLES))
    parser.add_argument("--places", nargs="+", default=list(PLACES))
    parser.add_argument("--one", choices=list(STYLES), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        print(json.dumps(measure(arguments.one, arguments.places, arguments.size, arguments.rounds)))
        return
    styles = {style: apart(style, arguments) for style in arguments.styles}
    print(json.dumps({"size": arguments.size, "encoding_ms": round(floor(arguments.size) * 1000, 1), "styles": styles}))


if __name__ == "__main__":
    main()

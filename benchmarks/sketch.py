"""How fast the built-in artist draws.

    python -m benchmarks.sketch [--size 1080]

Prints one JSON object: pictures per second and core for each style, over every place with one to four people
(budget at 1080: 4), beside the floor: encoding one finished picture with the same settings.
"""

from __future__ import annotations

import argparse
import io
import json
import time

from PIL import Image

from providers.interfaces.images import PictureRequest
from providers.services.sketch.artist import SketchArtist
from sketch.artist import METHOD, QUALITY
from sketch.repertoire import KNOWN
from sketch.scene import DepictedPerson, DepictedScene, Garment
from sketch.styles import DEFAULT_STYLE, STYLES

TIMES = ("day", "night", "evening", "morning", "dawn")
WEATHERS = ("clear", "rain", "fog", "snow", "storm", "cloudy", "wind")
PEOPLE = tuple(
    DepictedPerson(key=f"person {n}", name="N", gender=gender, clothes=(Garment("coat", colour),), pose=pose)
    for n, (gender, colour, pose) in enumerate(
        (("female", "red", "standing"), ("male", "blue", "walking"), ("female", "", "sitting"), ("male", "green", ""))
    )
)


def requests(style: str, size: int) -> list[PictureRequest]:
    """Return one picture of every place."""
    return [
        PictureRequest(
            prompt="",
            width=size,
            height=size,
            seed=n,
            style=style,
            scene=DepictedScene(
                place=place,
                place_key="k",
                time_of_day=TIMES[n % 5],
                weather=WEATHERS[n % 7],
                people=PEOPLE[: 1 + n % 4],
                props=("lantern", "barrel"),
            ),
        )
        for n, place in enumerate(KNOWN.places)
    ]


def seconds(work: list[PictureRequest]) -> float:
    """Return processor time for drawing all of it: what else the machine does is not counted."""
    artist = SketchArtist()
    began = time.process_time()
    for request in work:
        artist.draw(request)
    return time.process_time() - began


def floor(size: int) -> float:
    """Return processor time for encoding one finished picture."""
    picture = SketchArtist().draw(requests(DEFAULT_STYLE, size)[0])
    image = Image.open(io.BytesIO(picture.data)).convert("RGB")
    began = time.process_time()
    for _ in range(5):
        image.save(io.BytesIO(), "WEBP", quality=QUALITY, method=METHOD)
    return (time.process_time() - began) / 5


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=1080)
    size = parser.parse_args().size
    encoding = floor(size)
    styles = {}
    for style in STYLES:
        work = requests(style, size)
        seconds(work[:6])  # textures are made once
        each = seconds(work) / len(work)
        styles[style] = {"pictures_per_second": round(1 / each, 2), "ratio_to_encoding": round(each / encoding, 2)}
    print(json.dumps({"size": size, "encoding_ms": round(encoding * 1000, 1), "styles": styles}))


if __name__ == "__main__":
    main()

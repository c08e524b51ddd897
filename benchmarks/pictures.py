"""Pictures a second and core: drawn, encoded, made smaller, stored and asked for, against Pillow's own encoding.

    python -m benchmarks.pictures [--count 20] [--keep FOLDER]

Prints one JSON object. `drawing`: for each size, pictures a second of processor time, beside Pillow's encoding of the
same pictures in the same run with the settings of our renditions; `bytes` are means of a picture. `storing`: pictures a
second by the clock, each with its renditions and its row in a transaction, new ones and such as the reader has already.
`asking`: milliseconds of processor time of this process for a picture that a browser has not, and for one that it asks
about again. `redrawing`: seconds from the click, through a real web server and worker, until the page has the new
version, each time; the page asks once a second.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import re
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from PIL import Image

from benchmarks.sketch import PLACES, scene
from sandbox.renditions import SIDES, renditions_of
from sketch.artist import draw_scene
from sketch.styles import DEFAULT_STYLE, STYLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from books.models import Scene, VividPage

SIZES = {"720": (720, 720), "1080": (1080, 1080), "wide": (1280, 720)}
QUALITY, METHOD = 82, 4
"""Of Pillow's own encoding: those of our renditions."""
DEADLINE_SECONDS = 120
REDRAWN = 6


def processor_seconds(work: Callable[[Any], Any], items: Iterable[Any]) -> tuple[float, list[Any]]:
    """Return the processor time that the work on all items took, and what came of each."""
    began = time.process_time()
    results = [work(item) for item in items]
    return time.process_time() - began, results


def measure_drawing(count: int, size: tuple[int, int]) -> dict[str, Any]:
    """Draw, encode and make smaller `count` pictures of a size."""

    def draw(number: int) -> bytes:
        facts = scene(PLACES[number % len(PLACES)], number)
        return draw_scene(facts, size=size, seed=number, style=STYLES[DEFAULT_STYLE])

    draw(0)  # each process loads a few things once
    drawing, drawn = processor_seconds(draw, range(count))
    _, decoded = processor_seconds(_decoded, drawn)
    encoding, encoded = processor_seconds(_encoded, decoded)
    shrinking, made = processor_seconds(renditions_of, drawn)
    by_side = {str(side): _mean(len(one.files[index]) for one in made) for index, side in enumerate(SIDES)}
    return {
        "drawn_a_second": round(count / drawing, 1),
        "drawn_and_made_smaller_a_second": round(count / (drawing + shrinking), 1),
        "pillow_encodes_a_second": round(count / encoding, 1),
        "made_smaller_against_pillow": round(shrinking / encoding, 2),
        "bytes": {
            "picture": _mean(map(len, drawn)),
            "pillow": _mean(map(len, encoded)),
            **by_side,
            "blur": _mean(len(one.blur) for one in made),
        },
    }


def _decoded(data: bytes) -> Image.Image:
    with Image.open(io.BytesIO(data)) as opened:
        return opened.convert("RGB")


def _encoded(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "WEBP", quality=QUALITY, method=METHOD)
    return out.getvalue()


def _mean(numbers: Iterable[int]) -> int:
    values = list(numbers)
    return round(sum(values) / len(values))


def measure_storing(target: Scene, count: int) -> dict[str, float]:
    """Store pictures of 720 pixels a side, new ones and then the same again."""
    from django.db import transaction

    from storyboards.pictures.keeping import ImageFiles, added_version, picture_for

    drawn = draw_scene(scene("street", 1), size=SIZES["720"], seed=1, style=STYLES[DEFAULT_STYLE])
    made = renditions_of(drawn)
    picture = picture_for(target)
    different = [drawn + uuid4().bytes for _ in range(count)]  # decoders stop before what follows

    def store(data: bytes) -> None:
        with transaction.atomic(), added_version(picture, ImageFiles(data, "webp", 720, 720, made)):
            pass

    def pictures_a_second() -> float:
        began = time.perf_counter()
        for data in different:
            store(data)
        return round(count / (time.perf_counter() - began), 1)

    return {"new_a_second": pictures_a_second(), "known_a_second": pictures_a_second()}


def measure_asking(vividpage: VividPage, count: int) -> dict[str, float]:
    """Ask for a picture as a browser does that has it not, and as one does that has it."""
    from django.test import Client

    from storyboards.models import PictureVersion

    client = Client(headers={"host": "localhost"})
    client.force_login(vividpage.owner)
    version = PictureVersion.objects.filter(active_for__vividpage=vividpage)[0]
    tag = client.get(version.image.url).headers["ETag"]

    def milliseconds(headers: dict[str, str]) -> float:
        def ask(_: int) -> bytes:
            return b"".join(client.get(version.image.url, headers=headers))

        taken, _ = processor_seconds(ask, range(count))
        return round(1000 * taken / count, 2)

    return {"whole_ms": milliseconds({}), "again_ms": milliseconds({"if-none-match": tag})}


def measure_redrawing(vividpage: VividPage) -> list[float]:
    """Redraw pictures as a reader does; the worker and the web server are processes of their own."""
    import subprocess
    import sys

    import httpx
    from django.conf import settings
    from django.urls import reverse

    from benchmarks.load import ROOT, Web, sessions

    web = Web("manage.py web --port PORT", ROOT)
    worker = subprocess.Popen([sys.executable, "manage.py", "worker"], cwd=ROOT, start_new_session=True)
    try:
        cookies = {settings.SESSION_COOKIE_NAME: sessions(vividpage.owner, 1)[0]}
        with httpx.Client(base_url=f"http://127.0.0.1:{web.port}", cookies=cookies, timeout=60) as reader:
            numbers = vividpage.scenes.order_by("number").values_list("number", flat=True)[: REDRAWN + 1]
            taken = [_redraw(reader, reverse("versions", args=[vividpage.pk, number])) for number in numbers]
            return taken[1:]  # the first finds processes that have drawn nothing yet
    finally:
        worker.terminate()
        web.stop()
        worker.wait(30)


def _redraw(reader: Any, page: str) -> float:
    html = reader.get(page).raise_for_status().text
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', html)
    assert found is not None
    latest = _latest(html)
    began = time.perf_counter()
    reader.post(f"{page}redraw/", data={"csrfmiddlewaretoken": found[1], "wish": "more snow"})
    while _latest(reader.get(page).text) == latest:
        assert time.perf_counter() - began < DEADLINE_SECONDS, "no picture came"
        time.sleep(1)  # as the page does
    return round(time.perf_counter() - began, 2)


def _latest(html: str) -> str:
    """Return the number of the latest version that the page shows."""
    found = re.search(r'data-latest="(\d+)"', html)
    assert found is not None
    return found[1]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--keep", type=Path, help="a folder for the database and files, used again the next time")
    options = parser.parse_args()
    drawing = {name: measure_drawing(options.count, size) for name, size in SIZES.items()}
    with tempfile.TemporaryDirectory() as folder:
        os.environ["VIVIDPAGES_VAR"] = str(options.keep or folder)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vividpages.settings")
        import django

        django.setup()
        vividpage = _drawn_book()
        result = {
            "drawing": drawing,
            "storing": measure_storing(vividpage.scenes.latest("number"), 5 * options.count),
            "asking": measure_asking(vividpage, 5 * options.count),
            "redrawing_seconds": measure_redrawing(vividpage),
        }
    print(json.dumps(result, indent=1))


def _drawn_book() -> VividPage:
    from django.core.management import call_command

    from accounts.services import local_reader
    from books.models import Reading, VividPage
    from books.services import set_spoilers
    from storyboards.making.sample import sample_epub

    call_command("migrate", verbosity=0)
    books = VividPage.objects.filter(owner=local_reader(), status=VividPage.Status.COMPLETED)
    if not books.exists():
        call_command("generate_vividpage", sample_epub(), verbosity=0, stdout=io.StringIO())
    vividpage = books.latest("created")
    set_spoilers(reader=vividpage.owner, vividpage=vividpage, spoilers=Reading.Spoilers.ALL)
    return vividpage


if __name__ == "__main__":
    main()

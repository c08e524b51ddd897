"""Contact sheets of novels, to judge by eye: scenes at equal distances, each picture beside its moment and its text.

    python -m benchmarks.sheets NOVEL.epub… [--scenes 12] [--out FOLDER] [--keep FOLDER]
    python -m benchmarks.sheets --count FILE_OR_FOLDER…

Each novel is read by the built-in analyst, and its chosen scenes are drawn by the built-in artist, in a database made
for the run (`--keep` names a folder for it, used again the next time). Writes for each novel to FOLDER (default: the
current one): `NOVEL.html` with the whole text of the scenes, `NOVEL-1.png`, … with four scenes each, and
`NOVEL.marks.json`, a form for the marks. A judge fills in 1 (right) or 0 (wrong) for each question, and a word on each
fault; a form in the folder is never overwritten.

`--count` adds up the marks of forms and prints a table in Markdown; scenes that nobody has marked are left out.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.sheets_judged import JudgedScene
from benchmarks.sheets_marks import table_of, write_form
from benchmarks.sheets_pages import write_html, write_images

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from books.models import VividPage
    from characters.models import Analysis
    from storyboards.requests.facts import SceneToDraw

SCENES = 12


def at_equal_distances(numbers: Sequence[int], count: int) -> list[int]:
    """Return up to `count` of some numbers: the middle one of each of as many equal stretches."""
    if len(numbers) <= count:
        return list(numbers)
    return [numbers[(2 * n + 1) * len(numbers) // (2 * count)] for n in range(count)]


def analysed(novel: Path) -> VividPage:
    """Return the novel, read by the built-in analyst; one that has been read before is not read again."""
    from accounts.services import local_reader
    from books.choices import Choices
    from storyboards.making.choosing import take_up_or_upload
    from vividpages.drive import drive

    with novel.open("rb") as epub:
        choices = Choices(text_model="rules", image_model="sketch", density="per-scene")
        vividpage = take_up_or_upload(owner=local_reader(), epub=epub, choices=choices)
    drive(vividpage, until="analysis")
    return vividpage


def judged_scenes(vividpage: VividPage, count: int) -> Iterator[JudgedScene]:
    """Draw `count` scenes of an analysed book, and yield each with what the analyst says of it."""
    from characters.models import Analysis

    analyses = Analysis.objects.filter(scene__vividpage=vividpage).select_related("scene__vividpage", "setting")
    numbers = list(analyses.order_by("scene__number").values_list("scene__number", flat=True))
    for number in at_equal_distances(numbers, count):
        yield _judged(analyses.get(scene__number=number))


def _judged(analysis: Analysis) -> JudgedScene:
    from providers.services.sketch.artist import SketchArtist
    from storyboards.requests.composing import scene_request
    from storyboards.requests.facts import facts_of

    facts = facts_of(analysis)
    request = scene_request(facts)
    scene = analysis.scene
    return JudgedScene(
        number=scene.number,
        chapter=scene.chapter.number,
        title=scene.chapter.title,
        text=scene.text,
        start=analysis.moment_start,
        end=analysis.moment_end,
        moment=analysis.moment,
        facts=tuple(_facts_in_words(facts)),
        prompt=request.prompt,
        picture=SketchArtist().draw(request).data,
    )


def _facts_in_words(facts: SceneToDraw) -> Iterator[tuple[str, str]]:
    """Yield what the analyst says, by its name: who, what they do, where, when, with which things."""
    analysis = facts.analysis
    people = [
        f"{p.character.name} ({p.character.species}, {p.part}, {p.pose}){_sure(p.confidence)}" for p in facts.people
    ]
    people += [f"{s['words']} ({s['species']}, {s['part']}, {s['pose']})" for s in analysis.strangers]
    place = analysis.setting.name if analysis.setting else "–"
    where = f"{place} [{analysis.place_kind}{', indoors' if analysis.indoors else ''}]"
    yield "people", "; ".join(people) or "–"
    yield "deed", f"{analysis.deed} {analysis.deed_thing} “{analysis.deed_words}”{_sure(analysis.deed_confidence)}"
    yield "place", where + _sure(analysis.place_confidence)
    yield "time", analysis.time_of_day + _sure(analysis.time_confidence)
    yield "weather", analysis.weather + _sure(analysis.weather_confidence)
    yield "things", ", ".join(analysis.props) or "–"
    yield "staging", f"{analysis.relation}, {analysis.distance}, {analysis.light}"


def _sure(confidence: float | None) -> str:
    return "" if confidence is None else f" {confidence:.2f}"


def make_sheets(novel: Path, *, count: int, folder: Path) -> list[Path]:
    """Write the contact sheets and the form of one novel, and return their files."""
    vividpage = analysed(novel)
    scenes = list(judged_scenes(vividpage, count))
    form = folder / f"{novel.stem}.marks.json"
    write_form(form, book=novel.stem, scenes=scenes)
    page = folder / f"{novel.stem}.html"
    write_html(page, title=vividpage.title, scenes=scenes)
    return [page, *write_images(folder, novel.stem, scenes), form]


def main() -> None:
    """Make sheets, or count marks."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("novels", type=Path, nargs="*", metavar="NOVEL.epub")
    parser.add_argument("--scenes", type=int, default=SCENES)
    parser.add_argument("--out", type=Path, default=Path(), metavar="FOLDER")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="for the database, used again the next time")
    parser.add_argument("--count", type=Path, nargs="+", metavar="FORM", help="add up the marks of these forms")
    options = parser.parse_args()
    if options.count:
        print(table_of(options.count), end="")
        return
    if not options.novels:
        parser.error("name the novels, or --count the forms")
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["VIVIDPAGES_VAR"] = str(options.keep or folder)
        os.environ["MEDIA_ROOT"] = str((options.keep or Path(folder)) / "media")
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vividpages.settings")
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        for novel in options.novels:
            for file in make_sheets(novel, count=options.scenes, folder=options.out):
                print(file)
            sys.stdout.flush()


if __name__ == "__main__":
    main()

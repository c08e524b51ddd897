"""A novel with pictures as editions are made from it, without a database: the text of an EPUB, and drawings beside it.

    DATABASE_URL=postgresql://not-used MEDIA_ROOT=/tmp/media python -m benchmarks.publications KIND NOVEL.epub OUT

makes one edition of it and prints seconds and the peak of memory in MB as JSON. With the kind `prepare`, OUT is the
book itself, to be given in place of the novel: the memory that drawing takes is then not counted. Few drawings are
made, and each is kept many times in another cut, as their contents do not matter to who sets the book.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import pickle
import resource
import shutil
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vividpages.settings")
import django

django.setup()

from django.core.files.base import ContentFile  # noqa: E402
from django.core.files.storage import default_storage  # noqa: E402
from PIL import Image  # noqa: E402

from benchmarks.sketch import PLACES, scene  # noqa: E402
from books.epub import read_epub  # noqa: E402
from books.text.passages import Passage, passage_of  # noqa: E402
from books.text.scenes import cut_scenes  # noqa: E402
from publishing.kinds.kind import Refused  # noqa: E402
from publishing.publication import DrawnBy, Publication  # noqa: E402
from sketch.artist import draw_scene  # noqa: E402
from sketch.styles import STYLES  # noqa: E402
from storyboards.illustrated.blocks import NoteSigns, blocks_of  # noqa: E402
from storyboards.illustrated.building import title_of  # noqa: E402
from storyboards.illustrated.tree import (  # noqa: E402
    BookParagraph,
    ChapterNote,
    Figure,
    IllustratedBook,
    IllustratedChapter,
    IllustratedScene,
    Illustration,
)
from storyboards.pictures.stored_image import StoredImage  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator

    from books.manuscript import Manuscript, ManuscriptChapter, OwnPicture
    from books.text.content import SceneText

SIZE = (1024, 1536)
DRAWINGS = 8
EXTENSIONS = {"image/jpeg": "jpg", "image/png": "png", "image/gif": "gif", "image/webp": "webp"}


def publication_of_epub(epub: Path, *, pictures: int = 200) -> Publication:
    """Read an EPUB and set drawings at equal distances into its scenes."""
    manuscript = read_epub(epub)
    cut = cut_scenes(manuscript.chapters)
    scenes = [scene for chapter in cut for scene in chapter.scenes]
    every = max(1, len(scenes) // pictures) if pictures else len(scenes) + 1
    pictured = [scene.number for scene in scenes[::every]][:pictures]
    plates = dict(zip(pictured, _drawings(len(pictured)), strict=True))
    by_chapter = iter(cut)
    chapters: list[IllustratedChapter] = []
    part, stories = "", 0
    for number, chapter in enumerate(manuscript.chapters, 1):
        stories += chapter.kind == "body"
        own = next(by_chapter).scenes if chapter.kind == "body" else ()
        made = _chapter(number, chapter, own, plates)
        title = title_of(chapter.kind, chapter.title, stories)
        chapters.append(replace(made, title=title, opens_part=bool(chapter.part) and chapter.part != part))
        part = chapter.part
    return _publication(manuscript, tuple(chapters), plates, epub)


def _publication(
    manuscript: Manuscript, chapters: tuple[IllustratedChapter, ...], plates: dict[int, StoredImage], epub: Path
) -> Publication:
    cover = manuscript.cover
    kept = _kept("cover", cover.data, EXTENSIONS[cover.media_type], (0, 0)) if cover else None
    book = IllustratedBook(UUID(int=1), manuscript.title, manuscript.authors, manuscript.language, kept, chapters)
    return Publication(
        book=book,
        identity=epub.stem,
        original=default_storage.save(f"originals/{epub.name}", ContentFile(epub.read_bytes())),
        is_own=False,
        style="storybook",
        description=manuscript.description,
        series=manuscript.series,
        series_index=manuscript.series_index,
        subjects=manuscript.subjects,
        drawn_by={
            image.name: DrawnBy(UUID(int=number), "sketch", "", number, is_built_in=True, scene=UUID(int=number))
            for number, image in plates.items()
        },
    )


def _chapter(
    number: int, chapter: ManuscriptChapter, scenes: tuple[SceneText, ...], plates: dict[int, StoredImage]
) -> IllustratedChapter:
    labels = {n: note.label or str(n) for n, note in enumerate(chapter.notes, 1)}
    signs = NoteSigns(labels)
    figures = [(picture.after, _figure(picture)) for picture in chapter.pictures]
    whole = passage_of(chapter.paragraphs)
    return IllustratedChapter(
        number=number,
        kind=chapter.kind,
        title=chapter.title,
        part=chapter.part,
        scenes=tuple(_scene(each, [figure for _, figure in figures], signs, plates) for each in scenes),
        matter=() if chapter.kind == "body" else blocks_of(whole, figures=figures, signs=signs),
        notes=tuple(
            ChapterNote(n, labels[n], blocks_of(passage_of(note.paragraphs))) for n, note in enumerate(chapter.notes, 1)
        ),
    )


def _scene(
    text: SceneText, figures: list[Figure], signs: NoteSigns, plates: dict[int, StoredImage]
) -> IllustratedScene:
    passage = Passage(text.paragraphs, text.kinds, text.marks, text.anchors, text.breaks)
    moment = len(text.text) // 2
    said = text.text[moment : moment + 80].replace("\n", " ")
    plate = plates.get(text.number)
    blocks = blocks_of(
        passage,
        figures=[(place.after, figures[place.picture]) for place in text.pictures],
        signs=signs,
        plate=(moment, Illustration(plate, f"Picture of scene {text.number}", said)) if plate else None,
    )
    return IllustratedScene(UUID(int=text.number), text.number, blocks)


def _figure(picture: OwnPicture) -> Figure:
    with Image.open(io.BytesIO(picture.data)) as image:
        size = image.size
    kept = _kept("own", picture.data, EXTENSIONS[picture.media_type], size)
    caption = tuple(BookParagraph(text, "caption") for text in picture.caption.split("\n\n") if text)
    return Figure(kept, picture.alt, caption)


def _drawings(count: int) -> Iterator[StoredImage]:
    """Draw some pictures in several styles, and yield cuts of them, each another file."""
    styles = list(STYLES)
    drawn = [
        Image.open(io.BytesIO(draw_scene(_facts(n), size=SIZE, seed=n, style=STYLES[styles[n % len(styles)]])))
        for n in range(min(DRAWINGS, count))
    ]
    for number in range(count):
        left = number // DRAWINGS
        image = drawn[number % DRAWINGS].convert("RGB").crop((left, left, SIZE[0], SIZE[1]))
        out = io.BytesIO()
        image.save(out, "WEBP", quality=90, method=0)
        yield _kept(f"scene-{number}", out.getvalue(), "webp", image.size)


def _facts(n: int) -> Any:
    return scene(PLACES[n % len(PLACES)], n)


def _kept(name: str, data: bytes, extension: str, size: tuple[int, int]) -> StoredImage:
    return StoredImage(default_storage.save(f"pictures/{name}.{extension}", ContentFile(data)), *size)


def make_edition(kind: str, publication: Publication, out: Path, **options: Any) -> dict[str, float | int | str]:
    """Make an edition and say how long it took, and how much memory this process and its children had at most, in MB.

    What the process had before, its program and the book, is counted: a worker has it, too.
    """
    from publishing.catalogue import kind_named

    chosen = kind_named(kind)
    folder = out.with_suffix(".making")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    before = _peak(resource.RUSAGE_SELF)
    began = time.perf_counter()
    try:
        made = chosen.make(publication, chosen.options(**options), folder, lambda _done, _all: None)
    except Refused as refused:
        return {"refused": str(refused)}
    seconds = time.perf_counter() - began
    shutil.move(made.file, out)
    shutil.rmtree(folder)
    return {
        "seconds": round(seconds, 1),
        "memory_before_mb": before,
        "memory_mb": _peak(resource.RUSAGE_SELF),
        "helpers_mb": _peak(resource.RUSAGE_CHILDREN),
        "file_mb": round(out.stat().st_size / 1_000_000, 1),
        "pages": made.pages,
    }


def _peak(who: int) -> int:
    return round(resource.getrusage(who).ru_maxrss / 1024)


def main() -> None:
    """Make one edition."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind")
    parser.add_argument("novel", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--pictures", type=int, default=200)
    parser.add_argument("--option", action="append", default=[], metavar="NAME=VALUE")
    arguments = parser.parse_args()
    options = {name: value for name, _, value in (each.partition("=") for each in arguments.option)}
    novel: Path = arguments.novel
    if novel.suffix == ".epub":
        publication = publication_of_epub(novel, pictures=arguments.pictures)
    else:
        publication = pickle.loads(novel.read_bytes())
    if arguments.kind == "prepare":
        arguments.out.write_bytes(pickle.dumps(publication))
    else:
        sys.stdout.write(json.dumps(make_edition(arguments.kind, publication, arguments.out, **options)) + "\n")


if __name__ == "__main__":
    main()

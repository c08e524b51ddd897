"""Illustrated books for tests of EPUBs, with pictures that can be opened."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

from publishing.kinds.epub.kind import make
from publishing.kinds.epub.options import EpubOptions
from publishing.publication import publication_of
from storyboards.illustrated.tests.books import make_illustrated_book
from storyboards.pictures.keeping import ImageFiles, added_version, picture_for, show
from storyboards.tests.making import encoded, made_up_renditions

if TYPE_CHECKING:
    from pathlib import Path

    from accounts.models import User
    from books.models import VividPage
    from storyboards.pictures.keeping import Target

SIZE = (72, 96)
"""Pixels."""


def make_drawn_book(owner: User) -> VividPage:
    """Make front matter and two chapters with everything in them, a picture in each scene, and a portrait."""
    vividpage = make_illustrated_book(owner)
    targets: list[Target] = [*vividpage.scenes.order_by("number"), *vividpage.characters.all()]
    for number, target in enumerate(targets):
        draw(target, number)
    return vividpage


def draw(target: Target, number: int, *, size: tuple[int, int] = SIZE) -> None:
    """Show a picture of one colour, another one for each number."""
    data = encoded(f"hsl({47 * number % 360}, 60%, 50%)", "WEBP", size)
    with added_version(picture_for(target), ImageFiles(data, "webp", *size, made_up_renditions())) as version:
        show(version=version)


def epub_of(vividpage: VividPage, folder: Path, **options: object) -> Path:
    """Make the illustrated EPUB of a book."""
    return make(publication_of(vividpage), EpubOptions.model_validate(options), folder, lambda _done, _all: None).file


def files_of(epub: Path) -> dict[str, bytes]:
    """Read the files of an archive."""
    with zipfile.ZipFile(epub) as archive:
        return {name: archive.read(name) for name in archive.namelist()}

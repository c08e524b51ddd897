"""What fills the fields of a template: `title`, or with the number of an illustrated scene `picture:3`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from publishing.pages.markup import paragraphs_in
from storyboards.pictures.stored_image import StoredImage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from publishing.publication import Publication
    from storyboards.illustrated.tree import IllustratedScene

TEXT, IMAGE = "text", "image"
"""The types of fields that can be filled."""
OF_THE_BOOK = {"title": TEXT, "author": TEXT, "description": TEXT, "cover": IMAGE}
OF_A_SCENE = {"picture": IMAGE, "caption": TEXT, "chapter": TEXT, "text": TEXT}
OF_A_PAGE = {"page": TEXT}
TITLES = {
    "title": "title",
    "author": "author",
    "description": "description",
    "cover": "cover of the book",
    "picture": "picture of scene",
    "caption": "caption of scene",
    "chapter": "chapter of scene",
    "text": "text of scene",
    "page": "text of page",
}
TYPES = OF_THE_BOOK | OF_A_SCENE | OF_A_PAGE
LONGEST_TEXT = 5_000
"""Characters that are sent for one field."""
MOST_NUMBER = 9_999
_SOURCE = re.compile(r"([a-z]+)(?::([1-9]\d{0,3}))?")
_WORDS = (
    ("cover", ("cover",)),
    ("picture", ("picture", "image", "photo", "illustration")),
    ("caption", ("caption", "quote")),
    ("chapter", ("chapter",)),
    ("page", ("page",)),
    ("author", ("author", "writer", "by")),
    ("description", ("description", "blurb", "summary")),
    ("title", ("title",)),
    ("text", ("text", "scene", "body", "story")),
)


@dataclass(frozen=True, slots=True)
class Filled:
    """What goes into fields, and the fields that there is nothing for, in words."""

    texts: dict[str, str]
    images: dict[str, StoredImage]
    empty: list[str]


def parsed(source: str) -> tuple[str, int] | None:
    """Return what a source names and its number (0: none); None if there is no such source."""
    match = _SOURCE.fullmatch(source)
    if match is None or match[1] not in TYPES or (match[2] is None) != (match[1] in OF_THE_BOOK):
        return None
    return match[1], int(match[2] or 0)


def suggested(fields: Mapping[str, str]) -> dict[str, str]:
    """Guess sources from the names of fields, such as PICTURE_3; a field that tells nothing has none."""
    return {name: source for name, kind in fields.items() if (source := _guess(name, kind))}


def _guess(name: str, kind: str) -> str:
    words = set(re.findall(r"[a-z]+", name.lower()))
    number = re.search(r"\d+", name)
    counted = min(max(int(number[0]), 1), MOST_NUMBER) if number else 1
    for what, hints in _WORDS:
        if TYPES[what] == kind and words.intersection(hints):
            return what if what in OF_THE_BOOK else f"{what}:{counted}"
    return ""


def filled(publication: Publication, fields: Mapping[str, str], mapping: Mapping[str, str]) -> Filled:
    """Find what a book has for the fields of a template."""
    scenes = [
        (chapter.title, scene)
        for chapter in publication.book.chapters
        for scene in chapter.scenes
        if scene.picture is not None
    ]
    texts: dict[str, str] = {}
    images: dict[str, StoredImage] = {}
    empty = []
    for name, kind in fields.items():
        source = parsed(mapping.get(name, ""))
        if source is None or TYPES[source[0]] != kind:
            continue
        image = _image(publication, scenes, *source) if kind == IMAGE else None
        text = _text(publication, scenes, *source) if kind == TEXT else ""
        if image is not None:
            images[name] = image
        elif text:
            texts[name] = text[:LONGEST_TEXT]
        else:
            empty.append(f"{name} ({TITLES[source[0]]}{f' {source[1]}' if source[1] else ''})")
    return Filled(texts, images, empty)


def _image(
    publication: Publication, scenes: list[tuple[str, IllustratedScene]], what: str, number: int
) -> StoredImage | None:
    if what == "cover":
        return publication.book.cover
    picture = scenes[number - 1][1].picture if number <= len(scenes) else None
    return picture.image if picture else None


def _text(publication: Publication, scenes: list[tuple[str, IllustratedScene]], what: str, number: int) -> str:
    if what in OF_THE_BOOK:
        return {
            "title": publication.book.title,
            "author": ", ".join(publication.book.authors),
            "description": publication.description,
        }[what]
    if what == "page":
        return _page_text(publication, number)
    if number > len(scenes):
        return ""
    chapter, scene = scenes[number - 1]
    if what == "chapter":
        return chapter
    if what == "caption":
        return scene.picture.caption if scene.picture else ""
    return "\n".join(paragraph.text for paragraph in scene.paragraphs)


def _page_text(publication: Publication, number: int) -> str:
    pages = publication.pages.pages if publication.pages else ()
    text = next((page.text for page in pages if page.number == number), None)
    if text is None:
        return ""
    return "\n".join(paragraph.text for paragraph in paragraphs_in(text.source))

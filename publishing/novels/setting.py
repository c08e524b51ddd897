"""Setting a novel: from a publication and a look to a finished PDF."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from publishing.kinds.kind import Refused
from publishing.novels.look import FONTS, ORNAMENT
from publishing.novels.pictures import Box, Boxes, fitted, jpegs_of, measured
from publishing.novels.text import ChapterTexts
from publishing.novels.words import language_and_region, words_in
from publishing.publication import data_of
from publishing.typesetting.pictures import opened_with_pictures
from publishing.typesetting.press import NotSet, SetPages, TooLarge, set_pages

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pikepdf

    from publishing.kinds.kind import Tell
    from publishing.novels.look import Look
    from publishing.novels.pictures import Read
    from publishing.publication import Publication

PORTRAIT_WIDTH = 0.28
"""Of the measure, on the page of the people."""
NOT_HYPHENATED = frozenset({"zh", "ja", "ko", "ar", "he", "fa", "ur", "hi", "th"})


@dataclass(frozen=True, slots=True)
class Novel:
    """A novel as it is told to the typesetter, and the pictures that are put on its pages."""

    data: dict[str, Any]
    boxes: Boxes


def novel_of(publication: Publication, look: Look, *, copyright_page: list[list[str]]) -> Novel:
    """Write down a book as the typesetter takes it. `copyright_page` has paragraphs of lines."""
    book, boxes = publication.book, Boxes()
    language, region = language_and_region(book.language)
    words = words_in(language)
    chapters = ChapterTexts(book, look, boxes).all()
    if not chapters:
        raise Refused("This book has no text yet. Upload it again, or write a chapter first.")
    has_list = look.illustrations and any(box.listed for box in boxes)
    data = {
        "title": book.title,
        "subtitle": _series_of(publication),
        "authors": list(book.authors),
        "keywords": list(publication.subjects),
        "description": publication.description or None,
        "imprint": "",
        "language": language,
        "region": region,
        "words": words,
        "page": _page_of(look),
        "look": _look_of(look, language),
        "cover": _cover_of(publication, look, boxes, words["cover"]),
        "copyright": copyright_page,
        "illustrations": has_list,
        "cast": _cast_of(publication, look, boxes),
        "chapters": chapters,
    }
    return Novel(data, boxes)


def set_novel(novel: Novel, look: Look) -> SetPages:
    """Set the pages, without pictures. Raises Refused."""
    try:
        return set_pages("book.typ", novel.data, is_tagged=look.links)
    except TooLarge as problem:
        raise Refused("This book is too long to be set as one file. Make it in parts.") from problem
    except NotSet as problem:
        raise Refused(f"The typesetter could not set this book: {problem}") from problem


@contextmanager
def with_pictures(
    novel: Novel, pages: SetPages, look: Look, tell: Tell, *, read: Read = lambda image, _width, _height: data_of(image)
) -> Iterator[pikepdf.Pdf]:
    """Open the pages with their pictures, to be finished and saved."""
    jpegs = jpegs_of(novel.boxes, dots_per_inch=look.dots_per_inch, grey=look.grey, tell=tell, read=read)
    with opened_with_pictures(pages.pdf, jpegs) as pdf:
        yield pdf


def _page_of(look: Look) -> dict[str, float]:
    page = look.page
    names = ("width", "height", "inside", "outside", "top", "bottom")
    return {name: round(getattr(page, name), 3) for name in names}


def _look_of(look: Look, language: str) -> dict[str, Any]:
    return {
        "size": look.size,
        "pitch": look.pitch,
        "fonts": list(FONTS),
        "ornament": ORNAMENT,
        "hyphenate": look.justify and language not in NOT_HYPHENATED,
        "justify": look.justify,
        "links": look.links,
        "mirrored": look.rectos,
        "rectos": look.rectos,
        "chapters-recto": look.chapters_recto,
        "roman-front": look.rectos,
        "half-title": look.half_title,
        "contents": look.contents,
        "portrait": look.page.text_width * PORTRAIT_WIDTH,
        "sink": 5 if look.page.height > 400 else 1,  # lines, on a page of paper; a reader's is small
    }


def _series_of(publication: Publication) -> str:
    if not publication.series:
        return ""
    return f"{publication.series} {publication.series_index}".strip()


def _cover_of(publication: Publication, look: Look, boxes: Boxes, words: str) -> dict[str, Any] | None:
    """Place the cover over the whole first page."""
    if not look.cover or publication.book.cover is None:
        return None
    image = measured(publication.book.cover)
    width, height = fitted(image, look.page.width, look.page.height)
    return boxes.place(Box(image, width, height, f"{words}: {publication.book.title}"))


def _cast_of(publication: Publication, look: Look, boxes: Boxes) -> list[dict[str, Any]]:
    members = publication.book.cast if look.cast else ()
    room = look.page.text_width * PORTRAIT_WIDTH
    told: list[dict[str, Any]] = []
    for member in members:
        picture = None
        if member.portrait is not None:
            image = measured(member.portrait.image)
            width, height = fitted(image, room, room * 1.4)
            picture = boxes.place(Box(image, width, height, member.portrait.alt))
        told.append({"name": member.name, "role": "", "picture": picture})
    return told

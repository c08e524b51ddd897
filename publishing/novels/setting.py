"""Setting a novel: from a publication and a look to a finished PDF."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from publishing.kinds.kind import Refused
from publishing.languages import language_and_region
from publishing.novels.look import FONTS, ORNAMENT
from publishing.novels.pictures import Box, Boxes, fitted, measured
from publishing.novels.text import ChapterTexts, is_number
from publishing.rights.statement import statement_of
from publishing.title_pages import titled
from publishing.typesetting.press import NotSet, SetPages, TooLarge, set_pages
from publishing.words import words_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from publishing.novels.look import Look
    from publishing.publication import Publication
    from publishing.rights.statement import RightsOptions

PORTRAIT_WIDTH = 0.28
"""Of the measure, on the page of the people."""
MOST_NUMBERS = 40
"""Of chapters that are called by them, in the contents."""
RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ks", "pa", "ps", "sd", "ug", "ur", "yi"})
"""Languages whose books are bound on the right, as the typesetter takes them."""
NOT_HYPHENATED = frozenset({"zh", "ja", "ko", "ar", "he", "fa", "ur", "hi", "th"})


@dataclass(frozen=True, slots=True)
class Novel:
    """A novel as it is told to the typesetter, and the pictures that are put on its pages."""

    data: dict[str, Any]
    boxes: Boxes


def novel_of(publication: Publication, look: Look, *, copyright_page: Sequence[str]) -> Novel:
    """Write down a book as the typesetter takes it. `copyright_page` has paragraphs."""
    (book, lines), boxes = titled(publication.book), Boxes()
    language, region = language_and_region(book.language)
    words = words_in(book.language)
    chapters = ChapterTexts(book, look, boxes).all()
    if not chapters:
        raise Refused("This book has no text yet. Upload it again, or write a chapter first.")
    has_list = look.illustrations and any(box.listed for box in boxes)
    data = {
        "title": book.title,
        "subtitle": publication.series_line,
        "lines": list(lines),
        "authors": list(book.authors),
        "keywords": list(publication.subjects),
        "description": publication.description or None,
        "imprint": "",
        "language": language,
        "region": region,
        "words": asdict(words),
        "page": _page_of(look),
        "look": _look_of(look, language),
        "cover": _cover_of(publication, look, boxes, words.cover),
        "copyright": list(copyright_page),
        "illustrations": has_list,
        "cast": _cast_of(publication, look, boxes),
        "depth": _depth_of(chapters),
        "chapters": chapters,
    }
    return Novel(data, boxes)


def copyright_page(publication: Publication, options: RightsOptions) -> tuple[str, ...]:
    """Return the paragraphs of the copyright page, if there is to be one."""
    return statement_of(publication, options).paragraphs if options.has_copyright_page else ()


def set_novel(novel: Novel, look: Look) -> SetPages:
    """Set the pages, without pictures. Raises Refused."""
    try:
        return set_pages("book.typ", novel.data, is_tagged=look.links)
    except TooLarge as problem:
        raise Refused(
            "This book is too long to be set as one file. Make an EPUB or a Word document of it."
        ) from problem
    except NotSet as problem:
        raise Refused(f"The typesetter could not set this book: {problem}") from problem


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
        "bound-right": language in RIGHT_TO_LEFT,
        "rectos": look.rectos,
        "chapters-recto": look.chapters_recto,
        "roman-front": look.rectos,
        "half-title": look.half_title,
        "contents": look.contents,
        "portrait": look.page.text_width * PORTRAIT_WIDTH,
        "sink": 5 if look.page.height > 400 else 1,  # lines, on a page of paper; a reader's is small
    }


def _depth_of(chapters: list[dict[str, Any]]) -> int:
    """Return how deep the contents go: numbers of chapters below their parts would fill pages and tell nothing."""
    below = [chapter for chapter in chapters if chapter["level"] > 1]
    numbers = sum(is_number(chapter["title"]) for chapter in below)
    return 1 if numbers > MOST_NUMBERS and numbers > len(below) / 2 else 2


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

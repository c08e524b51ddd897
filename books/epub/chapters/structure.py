"""Chapters from pages and the table of contents: where each begins, what it is called, and which part it is in."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from books.epub.chapters.content import Arrangement, ContentReader, arrange
from books.epub.chapters.matter import CHAPTER_TITLE, kind_of
from books.epub.chapters.parts import join_sections, with_parts
from books.epub.chapters.segments import Segment, cut_by_headings, segments_of
from books.manuscript import ChapterKind, ManuscriptChapter, OwnPicture

if TYPE_CHECKING:
    from collections.abc import Sequence

    from books.epub.package.navigation import Contents
    from books.epub.pages.blocks import Attachment, PageBlocks

WORDS_OF_MATTER = 150
"""A chapter before the first that is said to be one, of which nothing is said, is front matter if it has fewer."""

MOST_USES = 3
"""A picture without alternative text or caption that is shown more often is an ornament."""


def chapters_of(
    pages: Sequence[PageBlocks], contents: Contents, reader: ContentReader, *, book_title: str
) -> list[ManuscriptChapter]:
    """Cut a book into chapters in reading order, front and back matter among them."""
    segments = with_parts(join_sections(cut_by_headings(segments_of(pages, contents))), book_title)
    arrangements = _with_words(segments)
    chapters = _with_a_body(arrangements)
    matter = (segment for (segment, _), chapter in zip(arrangements, chapters, strict=True) if chapter.kind != "body")
    reader.add_matter(pages, [block for segment in matter for block in segment.blocks])
    filled = [
        reader.fill(chapter, arrangement) for chapter, (_, arrangement) in zip(chapters, arrangements, strict=True)
    ]
    return _without_decorations(filled)


def _without_decorations(chapters: list[ManuscriptChapter]) -> list[ManuscriptChapter]:
    """Leave out pictures that only adorn the chapters: shown again and again, without a word to them."""
    silent = Counter(
        id(picture.data) for chapter in chapters for picture in chapter.pictures if not picture.alt + picture.caption
    )
    if max(silent.values(), default=0) <= MOST_USES:
        return chapters

    def is_kept(picture: OwnPicture) -> bool:
        return bool(picture.alt or picture.caption) or silent[id(picture.data)] <= MOST_USES

    return [replace(chapter, pictures=tuple(filter(is_kept, chapter.pictures))) for chapter in chapters]


def _with_words(segments: Sequence[Segment]) -> list[tuple[Segment, Arrangement]]:
    """Choose the segments that have words, and see how these stand.

    The others leave their pictures to the next, or last.
    """
    arrangements: list[tuple[Segment, Arrangement]] = []
    carried: tuple[Attachment, ...] = ()
    for segment in segments:
        segment.carried, carried = carried + segment.carried, ()
        arrangement = arrange(segment)
        if arrangement.has_words:
            arrangements.append((segment, arrangement))
        else:
            carried = segment.passed_on()
    if arrangements:
        arrangements[-1][1].attach(carried)
    return arrangements


def _with_a_body(arrangements: Sequence[tuple[Segment, Arrangement]]) -> list[ManuscriptChapter]:
    """Say of each chapter what it is. A book in which nothing is said to be the story is all story."""
    kinds: list[ChapterKind | None] = []
    chapters: list[ManuscriptChapter] = []
    seen_body = False
    for segment, arrangement in arrangements:
        types = segment.types | (segment.blocks[0].types if segment.blocks else frozenset())
        kind = kind_of(segment.title, types, seen_body=seen_body)
        seen_body = seen_body or kind == "body" or (kind is None and bool(CHAPTER_TITLE.match(segment.title)))
        kinds.append(kind)
        part = ", ".join(segment.parts)
        chapters.append(ManuscriptChapter(segment.title, tuple(arrangement.paragraphs), kind or "body", part))
    if "body" in kinds:
        first = kinds.index("body")
        return [
            replace(chapter, kind="front")
            if kinds[index] is None and index < first and chapter.word_count < WORDS_OF_MATTER
            else chapter
            for index, chapter in enumerate(chapters)
        ]
    if any(chapter.kind == "body" for chapter in chapters):
        return chapters
    return [replace(chapter, kind="body") for chapter in chapters]

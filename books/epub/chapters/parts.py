"""Sections go back to their chapters, and divisions that only hold others become the parts of those."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain, pairwise, takewhile
from typing import TYPE_CHECKING

from books.epub.chapters.matter import CHAPTER_TITLE, kind_of
from books.epub.chapters.segments import PART_TITLE, WORDS_OF_A_PART, WORDS_OF_ONE_CHAPTER, Segment, words_up_to

if TYPE_CHECKING:
    from collections.abc import Sequence

    from books.epub.pages.blocks import Attachment, PageBlock

WORDS_OF_A_CHAPTER = 40
"""A division with fewer words of its own, and others within it, is a part and not a chapter."""
WORDS_OF_A_LABEL = 4
LONGEST_LABEL = 3
"""Blocks."""
WORDS_OF_AN_EPIGRAPH = 6
NO_EPIGRAPH = {"title", "subtitle", "fulltitle", "titlepage", "halftitlepage", "halftitle", "frontmatter"}
AFTER_THE_PARTS = re.compile(r"^(epilogue|epilog|[ée]pilogue|ep[ií]logo|эпилог)\b", re.IGNORECASE)


def join_sections(segments: list[Segment]) -> list[Segment]:
    """Give sections back to the chapter in whose file they lie, unless together they are too long for one."""
    joined: list[Segment] = []
    index = 0
    while index < len(segments):
        head = segments[index]
        end = index + 1
        while end < len(segments) and _is_within(segments[end], head):
            end += 1
        within = segments[index + 1 : end]
        if (
            within
            and head.depth >= 0
            and not head.is_group
            and not _is_title_of_a_part(head)
            and _is_short([head, *within])
        ):
            for section in within:
                head.continue_with((), section.carried)
                head.blocks.extend(section.blocks)
            joined.append(head)
            index = end
        else:
            joined.append(head)
            index += 1
    return joined


def _is_short(segments: Sequence[Segment]) -> bool:
    """Return whether these together are not too long for one chapter."""
    blocks = chain.from_iterable(segment.blocks for segment in segments)
    return words_up_to(WORDS_OF_ONE_CHAPTER + 1, blocks) <= WORDS_OF_ONE_CHAPTER


def _is_within(segment: Segment, head: Segment) -> bool:
    return segment.depth > head.depth and segment.page == head.page and segment.in_page


def with_parts(segments: list[Segment], book_title: str) -> list[Segment]:
    """Turn divisions that only hold others into the parts of those that follow.

    These take over their epigraphs and pictures.
    """
    _place_parts(segments)
    chapters: list[Segment] = []
    epigraph: list[PageBlock] = []
    carried: tuple[Attachment, ...] = ()
    stack: list[Segment] = []
    for index, segment in enumerate(segments):
        following = segments[index + 1] if index + 1 < len(segments) else None
        holds_others = following is not None and 0 <= segment.depth < following.depth
        stack = [part for part in stack if _holds(part, segment)]
        if (holds_others and not segment.has_words(WORDS_OF_A_CHAPTER)) or _is_beside_its_own(segment, following):
            stack.append(segment)
            carried += segment.passed_on()
            epigraph.extend(_epigraph(segment))
            continue
        segment.carried, carried = carried + segment.carried, ()
        if epigraph:
            at = label_length(segment.blocks)
            at += sum(1 for _ in takewhile(lambda block: block.kind == "heading", segment.blocks[at:]))
            segment.blocks[at:at] = epigraph
            epigraph = []
        segment.parts = tuple(part.title for part in stack if part.title and plain(part.title) != plain(book_title))
        chapters.append(segment)
    return chapters


def _place_parts(segments: Sequence[Segment]) -> None:
    """Put title pages of parts that the contents leave out beside the chapters that follow, if there are several."""
    if sum(map(_is_bare_part, segments)) < 2:  # a page alone that reads like one may name a series
        return
    for segment, following in pairwise(segments):
        if segment.depth < 0 <= following.depth and _is_bare_part(segment):
            segment.depth = following.depth


def _is_bare_part(segment: Segment) -> bool:
    return bool(PART_TITLE.match(segment.title)) and not segment.has_words(WORDS_OF_A_PART)


def _epigraph(part: Segment) -> list[PageBlock]:
    """Return what is said below the title of a part and is no title itself."""
    return [
        replace(block, before=(), after=())
        for block in part.blocks
        if block.kind not in ("heading", "break")
        and len(block.text.split()) >= WORDS_OF_AN_EPIGRAPH
        and not block.types & NO_EPIGRAPH
    ]


def _is_title_of_a_part(segment: Segment) -> bool:
    return bool(PART_TITLE.match(segment.title)) and not segment.has_words(WORDS_OF_A_CHAPTER)


def _holds(part: Segment, segment: Segment) -> bool:
    """Return whether a segment that comes after the start of a part is still within it."""
    if part.depth >= 0 and (segment.depth < 0 or part.depth < segment.depth):
        return True
    if part.depth != segment.depth or not part.is_flat:
        return False
    is_over = AFTER_THE_PARTS.match(segment.title) or kind_of(segment.title, segment.types, seen_body=True) == "back"
    return not (is_over or PART_TITLE.match(segment.title))


def _is_beside_its_own(segment: Segment, following: Segment | None) -> bool:
    """Say whether a segment is the title page of a part whose chapters follow beside it: “Part One”, “Chapter 1”…"""
    segment.is_flat = (
        following is not None
        and following.depth == segment.depth
        and bool(PART_TITLE.match(segment.title))
        and not segment.has_words(WORDS_OF_A_PART)
        and not PART_TITLE.match(following.title)
        and not AFTER_THE_PARTS.match(following.title)
        and following.has_words(1)
    )
    return segment.is_flat


def label_length(blocks: Sequence[PageBlock]) -> int:
    """Count the blocks at the start that only number the heading that follows them: “Chapter Two” as a paragraph."""
    for index, block in enumerate(blocks[: LONGEST_LABEL + 1]):
        if block.kind == "heading":
            return index
        if block.text and not (len(block.text.split()) <= WORDS_OF_A_LABEL and CHAPTER_TITLE.match(block.text)):
            return 0
    return 0


def plain(text: str) -> str:
    """Reduce a title to its letters and digits, to compare it with another."""
    return re.sub(r"\W+", "", text).casefold()

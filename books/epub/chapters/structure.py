"""Chapters from pages and the table of contents: where each begins, what it is called, and which part it is in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain, dropwhile, pairwise, takewhile

from books.epub.chapters.matter import CHAPTER_TITLE, kind_of
from books.epub.package.navigation import Contents, Entry
from books.epub.pages.page import Block
from books.manuscript import ManuscriptChapter, Paragraph

WORDS_OF_A_CHAPTER = 40
"""A division with fewer words of its own, and others within it, is a part and not a chapter."""
WORDS_OF_ONE_CHAPTER = 12_000
"""Divisions within one file are sections of a chapter up to this many words together, chapters of their own beyond."""
WORDS_OF_A_LABEL = 4
LONGEST_LABEL = 3
"""Blocks."""
PART_TITLE = re.compile(
    r"^(part|book|volume|teil|buch|band|partie|livre|tome|parte|libro|deel|boek|часть|книга)\b", re.IGNORECASE
)
WORDS_OF_A_PART = 15
"""A part that stands beside its chapters, and not above them, has fewer words of its own."""
WORDS_OF_AN_EPIGRAPH = 6
NO_EPIGRAPH = {"title", "subtitle", "fulltitle", "titlepage", "halftitlepage", "halftitle", "frontmatter"}
AFTER_THE_PARTS = re.compile(r"^(epilogue|epilog|[ée]pilogue|ep[ií]logo|эпилог)\b", re.IGNORECASE)


@dataclass(slots=True)
class PageBlocks:
    """A page that has been read: its name in the archive, its blocks, and what the book calls it."""

    name: str
    blocks: list[Block]
    types: frozenset[str]


@dataclass(slots=True)
class Segment:
    """A stretch of the book under one heading. `depth` is its depth in the contents; -1: not in the contents."""

    title: str
    depth: int
    page: str
    types: frozenset[str]
    blocks: list[Block] = field(default_factory=list)
    in_page: bool = False
    is_group: bool = False
    is_flat: bool = False
    """Whether this is a part beside whose entry, and not under it, the contents list its chapters."""
    parts: tuple[str, ...] = ()

    def has_words(self, many: int) -> bool:
        """Whether there are at least so many words of running text."""
        return _words_up_to(many, self.blocks) >= many


def _words_up_to(many: int, blocks: Iterable[Block]) -> int:
    """The words of running text, counted no further than `many`; white space is folded, so that it is counted."""
    words = 0
    for block in blocks:
        if block.text and block.kind not in ("heading", "break"):
            words += block.text.count(" ") + block.text.count("\n") + 1
            if words >= many:
                break
    return words


def chapters_of(pages: Sequence[PageBlocks], contents: Contents, *, book_title: str) -> list[ManuscriptChapter]:
    """The chapters of a book in reading order, front and back matter among them."""
    segments = _cut_by_headings(_segments(pages, contents))
    segments = _with_parts(_join_sections(segments), book_title)
    chapters: list[ManuscriptChapter] = []
    kinds: list[str | None] = []
    seen_body = False
    for segment in segments:
        paragraphs = _paragraphs(segment)
        if not any(paragraph.kind != "break" for paragraph in paragraphs):
            continue
        types = segment.types | (segment.blocks[0].types if segment.blocks else frozenset())
        kind = kind_of(segment.title, types, seen_body=seen_body)
        seen_body = seen_body or kind == "body" or (kind is None and bool(CHAPTER_TITLE.match(segment.title)))
        kinds.append(kind)
        chapters.append(ManuscriptChapter(segment.title, paragraphs, kind or "body", ", ".join(segment.parts)))
    return _with_a_body(chapters, kinds)


def _segments(pages: Sequence[PageBlocks], contents: Contents) -> list[Segment]:
    """Cut the pages where the contents say that something begins."""
    by_page: dict[str, list[Entry]] = {}
    groups: dict[int, list[Entry]] = {}
    pending: list[Entry] = []
    for entry in contents.entries:
        if entry.name is None:
            pending.append(entry)
            continue
        by_page.setdefault(entry.name, []).append(entry)
        if pending:
            groups[id(entry)] = pending
            pending = []
    segments: list[Segment] = []
    for page in pages:
        types = page.types | frozenset(contents.landmarks.get(page.name, "").lower().split())
        _cut_page(page, types, by_page.get(page.name, []), groups, segments, has_contents=bool(by_page))
    return segments


def _cut_page(
    page: PageBlocks, types: frozenset[str], entries: list[Entry], groups: dict[int, list[Entry]],
    segments: list[Segment], *, has_contents: bool,
) -> None:  # fmt: skip
    anchors = _anchors(page.blocks) if any(entry.fragment for entry in entries) else {}
    starts = sorted(
        (
            (anchors.get(entry.fragment, 0) if entry.fragment else 0, order, entry)
            for order, entry in enumerate(entries)
        ),
        key=lambda start: start[:2],
    )
    head = page.blocks[: starts[0][0]] if starts else page.blocks
    if not starts or any(block.kind != "break" for block in head):
        _add_unlisted(page, types, head, segments, has_contents=has_contents)
    for position, (index, _, entry) in enumerate(starts):
        end = starts[position + 1][0] if position + 1 < len(starts) else len(page.blocks)
        for group in groups.get(id(entry), ()):
            segments.append(Segment(group.title, group.depth, page.name, frozenset(), in_page=True, is_group=True))
        in_page = position > 0 or index > 0
        title = entry.title or _first_heading(page.blocks[index:end])
        own = types if not in_page else types - {"titlepage", "halftitlepage"}
        segments.append(Segment(title, entry.depth, page.name, own, page.blocks[index:end], in_page=in_page))


def _anchors(blocks: Sequence[Block]) -> dict[str, int]:
    """The place of the block at which each anchor lies."""
    anchors: dict[str, int] = {}
    for index, block in enumerate(blocks):
        for identifier in block.ids:
            anchors.setdefault(identifier, index)
    return anchors


def _add_unlisted(
    page: PageBlocks, types: frozenset[str], blocks: list[Block], segments: list[Segment], *, has_contents: bool
) -> None:
    """A page that the contents do not name goes on with what came before, unless it has a heading of its own."""
    heading = _first_heading(blocks[:3]) or _title_of_a_part(blocks)
    special = kind_of("", types, seen_body=False)
    continues = has_contents and segments and segments[-1].depth >= 0 and not heading
    if continues and special in (None, "body") and not segments[-1].types & {"titlepage", "cover"}:
        segments[-1].blocks.extend(blocks)
    else:
        segments.append(Segment(heading, -1, page.name, types, list(blocks)))


def _title_of_a_part(blocks: Sequence[Block]) -> str:
    """The title on a page that has nothing but the title of a part, set as a paragraph; empty if it is none."""
    texts = [block.text for block in blocks if block.kind == "prose" and block.text]
    if not texts or not PART_TITLE.match(texts[0]) or sum(len(text.split()) for text in texts) >= WORDS_OF_A_PART:
        return ""
    return texts[0]


def _first_heading(blocks: Sequence[Block]) -> str:
    """The headings with which a page begins, as one title: “Chapter 1” and “The River Bank”."""
    titles: list[str] = []
    for block in blocks:
        if block.kind != "heading":
            break
        titles.append(block.text)
    if titles:
        return ". ".join(title.rstrip(".:") for title in titles[:2])
    return next((block.text for block in blocks if block.kind == "heading"), "")


def _cut_by_headings(segments: list[Segment]) -> list[Segment]:
    """Cut what the contents leave whole: a stretch in which several headings are those of chapters."""
    cut: list[Segment] = []
    for segment in segments:
        levels = [b.level for b in segment.blocks if b.kind == "heading" and CHAPTER_TITLE.match(b.text)]
        if len(levels) < 2 or (segment.depth >= 0 and not segment.has_words(WORDS_OF_ONE_CHAPTER + 1)):
            cut.append(segment)
            continue
        level = min(levels)
        piece = Segment(segment.title, segment.depth, segment.page, segment.types, in_page=segment.in_page)
        cut.append(piece)
        for index, block in enumerate(segment.blocks):
            if block.kind == "heading" and block.level == level and CHAPTER_TITLE.match(block.text):
                title = _first_heading(segment.blocks[index : index + 2])
                piece = Segment(title, segment.depth + 1, segment.page, segment.types, in_page=True)
                cut.append(piece)
            piece.blocks.append(block)
    return [segment for segment in cut if segment.blocks or segment.depth >= 0]


def _join_sections(segments: list[Segment]) -> list[Segment]:
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
                head.blocks.extend(section.blocks)
            joined.append(head)
            index = end
        else:
            joined.append(head)
            index += 1
    return joined


def _is_short(segments: Sequence[Segment]) -> bool:
    """Whether these together are not too long for one chapter."""
    blocks = chain.from_iterable(segment.blocks for segment in segments)
    return _words_up_to(WORDS_OF_ONE_CHAPTER + 1, blocks) <= WORDS_OF_ONE_CHAPTER


def _is_within(segment: Segment, head: Segment) -> bool:
    return segment.depth > head.depth and segment.page == head.page and segment.in_page


def _with_parts(segments: list[Segment], book_title: str) -> list[Segment]:
    """Turn divisions that only hold others into the parts of those that follow, which take over their epigraphs."""
    _place_parts(segments)
    chapters: list[Segment] = []
    epigraph: list[Block] = []
    stack: list[Segment] = []
    for index, segment in enumerate(segments):
        following = segments[index + 1] if index + 1 < len(segments) else None
        holds_others = following is not None and 0 <= segment.depth < following.depth
        stack = [part for part in stack if _holds(part, segment)]
        if (holds_others and not segment.has_words(WORDS_OF_A_CHAPTER)) or _is_beside_its_own(segment, following):
            stack.append(segment)
            epigraph.extend(_epigraph(segment))
            continue
        if epigraph:
            at = _label_length(segment.blocks)
            at += sum(1 for _ in takewhile(lambda block: block.kind == "heading", segment.blocks[at:]))
            segment.blocks[at:at] = epigraph
            epigraph = []
        segment.parts = tuple(part.title for part in stack if part.title and _plain(part.title) != _plain(book_title))
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


def _epigraph(part: Segment) -> list[Block]:
    """What is said below the title of a part and is no title itself."""
    return [
        block
        for block in part.blocks
        if block.kind not in ("heading", "break")
        and len(block.text.split()) >= WORDS_OF_AN_EPIGRAPH
        and not block.types & NO_EPIGRAPH
    ]


def _is_title_of_a_part(segment: Segment) -> bool:
    return bool(PART_TITLE.match(segment.title)) and not segment.has_words(WORDS_OF_A_CHAPTER)


def _holds(part: Segment, segment: Segment) -> bool:
    """Whether a segment that comes after the start of a part is still within it."""
    if part.depth >= 0 and (segment.depth < 0 or part.depth < segment.depth):
        return True
    if part.depth != segment.depth or not part.is_flat:
        return False
    is_over = AFTER_THE_PARTS.match(segment.title) or kind_of(segment.title, segment.types, seen_body=True) == "back"
    return not (is_over or PART_TITLE.match(segment.title))


def _is_beside_its_own(segment: Segment, following: Segment | None) -> bool:
    """Whether a segment is the title page of a part whose chapters follow beside it: “Part One”, “Chapter 1”…"""
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


def _plain(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


def _paragraphs(segment: Segment) -> tuple[Paragraph, ...]:
    """The blocks without the chapter's own heading, and without breaks at either end or next to one another."""
    paragraphs: list[Paragraph] = []
    story = segment.blocks[_label_length(segment.blocks) :]
    for block in dropwhile(lambda block: _is_title_or_break(block, segment.title), story):
        if block.kind == "prose":  # as nearly all are
            if block.text:
                paragraphs.append(Paragraph(block.text, "prose", block.marks))
            continue
        if not block.text and block.kind != "break":
            continue
        if block.kind == "break" and (not paragraphs or paragraphs[-1].kind in ("break", "heading")):
            continue
        if block.kind == "heading" and paragraphs and paragraphs[-1].kind == "break":
            paragraphs.pop()
        paragraphs.append(Paragraph(block.text, block.kind, block.marks))
    while paragraphs and paragraphs[-1].kind in ("break", "heading"):
        paragraphs.pop()
    return tuple(paragraphs)


def _label_length(blocks: Sequence[Block]) -> int:
    """How many blocks at the start only number the heading that follows them: “Chapter Two” set as a paragraph."""
    for index, block in enumerate(blocks[: LONGEST_LABEL + 1]):
        if block.kind == "heading":
            return index
        if block.text and not (len(block.text.split()) <= WORDS_OF_A_LABEL and CHAPTER_TITLE.match(block.text)):
            return 0
    return 0


def _is_title_or_break(block: Block, title: str) -> bool:
    """Whether a block is no more than the chapter's heading, a break, or a subtitle set as a paragraph."""
    if block.kind in ("heading", "break") or not block.text:
        return True
    if block.kind != "prose" or len(block.text) > 150:
        return False
    return bool(_plain(block.text)) and _plain(title).endswith(_plain(block.text)) and "title" in block.types


def _with_a_body(chapters: list[ManuscriptChapter], kinds: list[str | None]) -> list[ManuscriptChapter]:
    """A book in which nothing is said to be the story is all story."""
    if any(kind == "body" for kind in kinds):
        named = [index for index, kind in enumerate(kinds) if kind == "body"]
        return [
            _as(chapter, "front") if kinds[i] is None and i < named[0] and chapter.word_count < 150 else chapter
            for i, chapter in enumerate(chapters)
        ]
    if any(chapter.kind == "body" for chapter in chapters):
        return chapters
    return [_as(chapter, "body") for chapter in chapters]


def _as(chapter: ManuscriptChapter, kind: str) -> ManuscriptChapter:
    return ManuscriptChapter(chapter.title, chapter.paragraphs, kind, chapter.part)  # type: ignore[arg-type]

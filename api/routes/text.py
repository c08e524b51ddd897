"""The text of a book with its pictures: contents, a chapter as it is read, and the whole illustrated book."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Sum
from django.db.models.functions import Coalesce
from django.http import Http404
from ninja import Field, Schema

from api.core.paging import Asked, Page, part_of
from api.core.rows import vividpage_of
from api.core.rules import READ, CalledBy
from api.core.site import router
from api.core.visible import AskedAhead, visibility_of
from api.routes.shapes import Image, image
from books.models import Chapter, VividPage
from storyboards.illustrated import tree
from storyboards.illustrated.building import illustrated_book, illustrated_chapter, title_of

text = router("text")


class ContentsEntry(Schema):
    """A chapter in the contents of a book, front and back matter included."""

    number: int
    title: str
    kind: str = Field(examples=["body"])
    part: str
    opens_part: bool
    words: int


class TextMark(Schema):
    """Characters of a paragraph that are set off."""

    start: int
    end: int
    kind: str = Field(examples=["emphasis"])


class NoteSign(Schema):
    """The sign of a note, before the character `at` of its paragraph."""

    at: int
    number: int
    label: str


class Paragraph(Schema):
    """A paragraph; `number` counts those of its scene from 0, -1 where it is in none."""

    number: int
    text: str
    marks: list[TextMark]
    notes: list[NoteSign]


class Block(Schema):
    """Paragraphs of one kind, or a picture: of the scene (`plate`) or of the book's own (`figure`) with its caption."""

    kind: str = Field(examples=["prose"])
    paragraphs: list[Paragraph]
    image: Image | None = None
    alt: str = ""
    caption: str = ""


class ReadScene(Schema):
    """A scene as it is read."""

    id: UUID
    number: int
    blocks: list[Block]


class Note(Schema):
    """A note at the end of its chapter."""

    number: int
    label: str
    blocks: list[Block]


class ReadChapter(Schema):
    """A chapter as it is read."""

    number: int
    title: str
    kind: str
    part: str
    opens_part: bool
    matter: list[Block] = Field(description="Of front and back matter.")
    scenes: list[ReadScene]
    notes: list[Note]


class CastEntry(Schema):
    """Somebody of a book with their portrait."""

    id: UUID
    name: str
    role: str
    portrait: Image | None


class WholeText(Schema):
    """A whole book with its pictures."""

    id: UUID
    title: str
    authors: list[str]
    language: str
    cover: Image | None
    chapters: list[ReadChapter]
    cast: list[CastEntry] = Field(description="Empty unless all of the book may be told.")


@text.get("/{uuid:vividpage_id}/chapters", auth=READ, response=Page[ContentsEntry])
def list_chapters(request: CalledBy, vividpage_id: UUID, wanted: Asked) -> Any:
    """List the chapters of a book in their order."""
    return part_of(_contents(vividpage_of(request.auth, vividpage_id)), wanted, lambda entry: entry)


@text.get("/{uuid:vividpage_id}/chapters/{int:number}", auth=READ, response=ReadChapter)
def read_chapter(request: CalledBy, vividpage_id: UUID, number: int) -> ReadChapter:
    """Read a chapter with its pictures. Whoever opens a chapter reads it, so all of its pictures are shown."""
    vividpage = vividpage_of(request.auth, vividpage_id)
    entry = next((one for one in _contents(vividpage) if one.number == number), None)
    chapter = illustrated_chapter(vividpage, number, heading=(entry.title, entry.opens_part)) if entry else None
    if chapter is None:
        raise Http404
    return _chapter(chapter)


@text.get("/{uuid:vividpage_id}/illustrated", auth=READ, response=WholeText)
def read_illustrated(request: CalledBy, vividpage_id: UUID, ahead: AskedAhead) -> WholeText:
    """Read the whole book with those of its pictures that its reader has come to."""
    vividpage = vividpage_of(request.auth, vividpage_id)
    visible = visibility_of(request.auth, vividpage, ahead)
    book = illustrated_book(vividpage, visible=visible)
    return WholeText(
        id=book.id,
        title=book.title,
        authors=list(book.authors),
        language=book.language,
        cover=image(book.cover) if book.cover else None,
        chapters=[_chapter(chapter) for chapter in book.chapters],
        cast=[] if visible.is_limited else [_cast_entry(one) for one in book.cast],
    )


def _contents(vividpage: VividPage) -> list[ContentsEntry]:
    """List the chapters of a book. One query."""
    chapters = vividpage.chapters.order_by("number").annotate(words=Coalesce(Sum("scenes__word_count"), 0))
    entries: list[ContentsEntry] = []
    before, story_chapters = "", 0
    for number, kind, title, part, words in chapters.values_list("number", "kind", "title", "part", "words"):
        story_chapters += kind == Chapter.Kind.BODY
        opens_part = bool(part) and part != before
        shown = title_of(kind, title, story_chapters)
        entries.append(
            ContentsEntry(number=number, title=shown, kind=kind, part=part, opens_part=opens_part, words=words)
        )
        before = part
    return entries


def _chapter(chapter: tree.IllustratedChapter) -> ReadChapter:
    return ReadChapter(
        **{name: getattr(chapter, name) for name in ("number", "title", "kind", "part", "opens_part")},
        matter=[_block(block) for block in chapter.matter],
        scenes=[
            ReadScene(id=scene.id, number=scene.number, blocks=[_block(block) for block in scene.blocks])
            for scene in chapter.scenes
        ],
        notes=[
            Note(number=note.number, label=note.label, blocks=[_block(block) for block in note.blocks])
            for note in chapter.notes
        ],
    )


def _block(block: tree.BookBlock) -> Block:
    if isinstance(block, tree.Illustration):
        return Block(kind=block.kind, paragraphs=[], image=image(block.image), alt=block.alt, caption=block.caption)
    if isinstance(block, tree.Figure):
        caption = "\n\n".join(paragraph.text for paragraph in block.caption)
        paragraphs = [_paragraph(one) for one in block.caption]
        return Block(kind=block.kind, paragraphs=paragraphs, image=image(block.image), alt=block.alt, caption=caption)
    return Block(kind=block.kind, paragraphs=[_paragraph(one) for one in block.paragraphs])


def _paragraph(paragraph: tree.BookParagraph) -> Paragraph:
    return Paragraph(
        number=paragraph.number,
        text=paragraph.text,
        marks=[TextMark(start=mark.start, end=mark.end, kind=mark.kind) for mark in paragraph.marks],
        notes=[NoteSign(at=sign.at, number=sign.number, label=sign.label) for sign in paragraph.signs],
    )


def _cast_entry(one: tree.CastMember) -> CastEntry:
    portrait = image(one.portrait.image) if one.portrait else None
    return CastEntry(id=one.id, name=one.name, role=one.role, portrait=portrait)

"""Reads for the reading view: a number of queries that does not grow with the book."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from django.db.models import Sum
from django.db.models.functions import Coalesce
from django.urls import reverse

from books.markup import Link, Sign, html_of
from books.models import Chapter, VividPage
from characters.bible.book_texts import texts_of
from characters.bible.story_so_far import UNNAMED, StorySoFar
from storyboards.illustrated.building import illustrated_chapter, title_of
from storyboards.illustrated.tree import (
    BookBlock,
    BookParagraph,
    Figure,
    IllustratedChapter,
    IllustratedScene,
    Illustration,
)
from storyboards.talk.faces import have_faces
from storyboards.talk.turns import Turn, turns_in
from web.reading.name_links import first_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from uuid import UUID

    from django.utils.safestring import SafeString


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of a book's table of contents. `words_before` counts the words of the story up to it."""

    number: int
    title: str
    kind: str
    part: str
    words: int
    words_before: int
    url: str


@dataclass(frozen=True, slots=True)
class ContentsGroup:
    """Lines under one heading: a part of the book, or its front or back matter."""

    heading: str
    entries: tuple[ContentsEntry, ...]


def contents_of(vividpage: VividPage) -> list[ContentsEntry]:
    """List every chapter in order, front and back matter included."""
    chapters = vividpage.chapters.order_by("number").annotate(words=Coalesce(Sum("scenes__word_count"), 0))
    before, _, after = reverse("read", args=[vividpage.pk, 0]).rpartition("0")
    entries: list[ContentsEntry] = []
    words_before = story_chapters = 0
    for number, kind, title, part, words in chapters.values_list("number", "kind", "title", "part", "words"):
        story_chapters += kind == Chapter.Kind.BODY
        entries.append(
            ContentsEntry(
                number=number,
                title=title_of(kind, title, story_chapters),
                kind=kind,
                part=part,
                words=words,
                words_before=words_before,
                url=f"{before}{number}{after}",
            )
        )
        words_before += words
    return entries


def grouped(entries: Iterable[ContentsEntry]) -> list[ContentsGroup]:
    """Group contents under their headings."""
    headings = {"front": "Front matter", "back": "Back matter"}

    def heading_of(entry: ContentsEntry) -> str:
        return headings.get(entry.kind, entry.part)

    return [ContentsGroup(heading=heading, entries=tuple(run)) for heading, run in groupby(entries, key=heading_of)]


@dataclass(frozen=True, slots=True)
class ReadTurn:
    """A turn of talk that begins in a paragraph: the face of who speaks, what they are called by then, who they are."""

    face: str
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class ReadParagraph:
    """A paragraph in the reading view. `id` is its address on the page, empty where nothing leads to it."""

    paragraph: BookParagraph
    links: tuple[Link, ...] = ()
    id: str = ""
    turn: ReadTurn | None = None

    @property
    def html(self) -> SafeString:
        """The text with what is emphasised in it, the signs of notes, and names that lead to who that is."""
        signs = [
            Sign(sign.at, sign.label, f"#note-{sign.number}", f"note-{sign.number}-sign" if sign.is_first else "")
            for sign in self.paragraph.signs
        ]
        return html_of(self.paragraph.text, self.paragraph.marks, self.links, signs=signs)


@dataclass(frozen=True, slots=True)
class ReadBlock:
    """Paragraphs of one kind, a picture of the book's own with its caption, or (`plate`) the one of a scene."""

    kind: str
    paragraphs: tuple[ReadParagraph, ...]
    figure: Figure | Illustration | None = None


@dataclass(frozen=True, slots=True)
class ReadNote:
    """A note at the end of its chapter."""

    number: int
    label: str
    blocks: list[ReadBlock]


@dataclass(frozen=True, slots=True)
class ReadScene:
    """A scene in the reading view."""

    number: int
    blocks: list[ReadBlock]


@dataclass(frozen=True, slots=True)
class ReadChapter:
    """A chapter in the reading view, with what lies around it."""

    entry: ContentsEntry
    opens_part: bool
    scenes: list[ReadScene]
    matter: list[ReadBlock]
    notes: list[ReadNote]
    previous: ContentsEntry | None
    following: ContentsEntry | None
    contents: list[ContentsGroup]
    words_total: int

    @property
    def last_scene(self) -> int:
        """The number of its last scene; 0 if it has none."""
        return self.scenes[-1].number if self.scenes else 0


def read_chapter(vividpage: VividPage, number: int) -> ReadChapter | None:
    """Read the chapter of that number as it is read, or None if the book has no such chapter.

    Whoever opens a chapter reads it, so all of its pictures are shown, however far the reader has come.
    """
    entries = contents_of(vividpage)
    index = next((i for i, entry in enumerate(entries) if entry.number == number), None)
    if index is None:
        return None
    entry = entries[index]
    opens_part = bool(entry.part) and (index == 0 or entries[index - 1].part != entry.part)
    chapter = illustrated_chapter(vividpage, number, heading=(entry.title, opens_part))
    if chapter is None:
        return None
    return ReadChapter(
        entry=entry,
        opens_part=opens_part,
        scenes=_read_scenes(vividpage, chapter),
        matter=_read_blocks(chapter.matter),
        notes=[ReadNote(note.number, note.label, _read_blocks(note.blocks)) for note in chapter.notes],
        previous=entries[index - 1] if index else None,
        following=entries[index + 1] if index + 1 < len(entries) else None,
        contents=grouped(entries),
        words_total=entries[-1].words_before + entries[-1].words,
    )


def _read_scenes(vividpage: VividPage, chapter: IllustratedChapter) -> list[ReadScene]:
    here = vividpage.characters.filter(scene_numbers__overlap=[scene.number for scene in chapter.scenes])
    people = list(here.order_by("-mentions", "name").values_list("pk", "name", "aliases", "scene_numbers"))
    turns = _turns_of(vividpage, chapter)
    return [
        ReadScene(
            number=scene.number,
            blocks=_read_blocks(
                scene.blocks,
                scene=scene.number,
                links=_names_in(vividpage.pk, scene, people),
                turns=turns.get(scene.number),
            ),
        )
        for scene in chapter.scenes
    ]


def _turns_of(vividpage: VividPage, chapter: IllustratedChapter) -> dict[int, dict[int, ReadTurn]]:
    """Give each turn of talk the face of who speaks, by the scene's number and the paragraph's."""
    turns = turns_in(chapter.scenes)
    if not turns:
        return {}
    text = texts_of([vividpage.pk])[vividpage.pk]
    faces = have_faces(vividpage, {turn.speaker.pk for of_scene in turns.values() for turn in of_scene.values()})
    return {
        scene.number: {
            paragraph: _read_turn(vividpage, StorySoFar(scene.number, text), turn)
            for paragraph, turn in turns.get(scene.id, {}).items()
            if turn.speaker.pk in faces
        }
        for scene in chapter.scenes
    }


def _read_turn(vividpage: VividPage, story: StorySoFar, turn: Turn) -> ReadTurn:
    called = story.person(turn.speaker, is_seen=True)
    return ReadTurn(
        face=reverse("face", args=[vividpage.pk, story.limit, turn.speaker.pk, turn.manner]),
        name=called.name if called else UNNAMED,
        url=f"{reverse('companion', args=[vividpage.pk, story.limit])}#who-{turn.speaker.pk}",
    )


def _names_in(
    vividpage_id: UUID, scene: IllustratedScene, people: Iterable[tuple[UUID, str, list[str], list[int]]]
) -> dict[int, list[Link]]:
    """Link names to who that is by this scene, for those who are in it, by the number of their paragraph."""
    page = reverse("companion", args=[vividpage_id, scene.number])
    here = [(f"{page}#who-{pk}", [name, *aliases]) for pk, name, aliases, scenes in people if scene.number in scenes]
    return first_names([(paragraph.number, paragraph.text) for paragraph in scene.paragraphs], here)


def _read_blocks(
    blocks: Iterable[BookBlock],
    *,
    scene: int | None = None,
    links: Mapping[int, Sequence[Link]] | None = None,
    turns: Mapping[int, ReadTurn] | None = None,
) -> list[ReadBlock]:
    return [_read_block(block, scene, links or {}, turns or {}) for block in blocks]


def _read_block(
    block: BookBlock, scene: int | None, links: Mapping[int, Sequence[Link]], turns: Mapping[int, ReadTurn]
) -> ReadBlock:
    def read(paragraph: BookParagraph) -> ReadParagraph:
        if scene is None or paragraph.number < 0:
            return ReadParagraph(paragraph)
        own = tuple(links.get(paragraph.number, ()))
        address = f"scene-{scene}-p-{paragraph.number}"
        return ReadParagraph(paragraph, own, address, turns.get(paragraph.number))

    if isinstance(block, Figure | Illustration):
        caption = tuple(map(read, block.caption)) if isinstance(block, Figure) else ()
        return ReadBlock(block.kind, caption, block)
    return ReadBlock(block.kind, tuple(map(read, block.paragraphs)))


def first_chapter(vividpage: VividPage) -> int | None:
    """Return the number of the chapter with which the story begins, or None while the book has not been read in."""
    numbers = vividpage.chapters.order_by("number").values_list("number", flat=True)
    return numbers.filter(kind=Chapter.Kind.BODY).first() or numbers.first()

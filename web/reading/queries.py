"""Reads for the reading view: a number of queries that does not grow with the book."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from django.db.models import Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.safestring import SafeString

from books.manuscript import BETWEEN_PARAGRAPHS, Mark
from books.markup import Link, StoredMark, html_of, marks_of, paragraphs_of
from books.models import Chapter, Scene, VividPage
from storyboards.pictures.queries import ShownPicture, picture_of
from web.reading.names import first_names

LONGEST_VERSE_LINE = 90
"""Characters."""


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of a book's table of contents. `words_before` counts the words of the story up to it."""

    number: int
    title: str
    kind: str
    part: str
    words: int
    words_before: int


@dataclass(frozen=True, slots=True)
class ContentsGroup:
    """Lines under one heading: a part of the book, or its front or back matter."""

    heading: str
    entries: tuple[ContentsEntry, ...]


def contents_of(vividpage: VividPage) -> list[ContentsEntry]:
    """Every chapter in order, front and back matter included."""
    chapters = vividpage.chapters.defer("matter").annotate(words=Coalesce(Sum("scenes__word_count"), 0))
    entries: list[ContentsEntry] = []
    words_before = story_chapters = 0
    for chapter in chapters.order_by("number"):
        story_chapters += chapter.kind == Chapter.Kind.BODY
        words: int = getattr(chapter, "words", 0)
        entries.append(
            ContentsEntry(
                number=chapter.number, title=chapter.title or _untitled(chapter, story_chapters), kind=chapter.kind,
                part=chapter.part, words=words, words_before=words_before,
            )
        )  # fmt: skip
        words_before += words
    return entries


def _untitled(chapter: Chapter, story_chapters: int) -> str:
    return f"Chapter {story_chapters}" if chapter.kind == Chapter.Kind.BODY else chapter.get_kind_display().capitalize()


def grouped(entries: Iterable[ContentsEntry]) -> list[ContentsGroup]:
    """Contents under their headings."""
    headings = {"front": "Front matter", "back": "Back matter"}

    def heading_of(entry: ContentsEntry) -> str:
        return headings.get(entry.kind, entry.part)

    return [ContentsGroup(heading=heading, entries=tuple(run)) for heading, run in groupby(entries, key=heading_of)]


@dataclass(frozen=True, slots=True)
class ReadParagraph:
    """A paragraph in the reading view, with its line ends where it has any."""

    text: str
    marks: tuple[Mark, ...] = ()
    links: tuple[Link, ...] = ()

    @property
    def html(self) -> SafeString:
        """The text with what is emphasised in it, and with names that lead to who that is."""
        return html_of(self.text, self.marks, self.links)

    @property
    def look(self) -> str:
        """`verse` for short lines, `lines` for prose that is broken into lines, else nothing."""
        lines = self.text.split("\n")
        if len(lines) == 1:
            return ""
        return "verse" if max(map(len, lines)) <= LONGEST_VERSE_LINE else "lines"


@dataclass(frozen=True, slots=True)
class ReadScene:
    """A scene in the reading view."""

    id: UUID
    number: int
    paragraphs: list[ReadParagraph]
    picture: ShownPicture | None


@dataclass(frozen=True, slots=True)
class ReadChapter:
    """A chapter in the reading view, with what lies around it."""

    entry: ContentsEntry
    opens_part: bool
    scenes: list[ReadScene]
    matter: list[ReadParagraph]
    previous: ContentsEntry | None
    following: ContentsEntry | None
    contents: list[ContentsGroup]
    words_total: int

    @property
    def last_scene(self) -> int:
        """The number of its last scene; 0 if it has none."""
        return self.scenes[-1].number if self.scenes else 0


def read_chapter(vividpage: VividPage, number: int) -> ReadChapter | None:
    """The chapter of that number as it is read, or None if the book has no such chapter."""
    entries = contents_of(vividpage)
    index = next((i for i, entry in enumerate(entries) if entry.number == number), None)
    if index is None:
        return None
    entry = entries[index]
    previous = entries[index - 1] if index else None
    following = entries[index + 1] if index + 1 < len(entries) else None
    return ReadChapter(
        entry=entry,
        opens_part=bool(entry.part) and (previous is None or previous.part != entry.part),
        scenes=_read_scenes(vividpage, number) if entry.kind == Chapter.Kind.BODY else [],
        matter=_matter(vividpage, number) if entry.kind != Chapter.Kind.BODY else [],
        previous=previous,
        following=following,
        contents=grouped(entries),
        words_total=entries[-1].words_before + entries[-1].words,
    )


def _read_scenes(vividpage: VividPage, number: int) -> list[ReadScene]:
    scenes = vividpage.scenes.filter(chapter__number=number).select_related("analysis", "picture__active_version")
    people = list(
        vividpage.characters.order_by("-mentions", "name").values_list("pk", "name", "aliases", "scene_numbers")
    )
    return [
        ReadScene(
            id=scene.pk,
            number=scene.number,
            paragraphs=_paragraphs(scene.text, scene.marks, _names_in(scene, people)),
            picture=picture_of(scene, number),
        )
        for scene in scenes.order_by("number")
    ]


def _names_in(scene: Scene, people: Iterable[tuple[UUID, str, list[str], list[int]]]) -> list[Link]:
    """Links from names to who that is by this scene, for those who are in it."""
    page = reverse("companion", args=[scene.vividpage_id, scene.number])
    here = [(f"{page}#who-{pk}", [name, *aliases]) for pk, name, aliases, scenes in people if scene.number in scenes]
    return first_names(scene.text, here)


def _matter(vividpage: VividPage, number: int) -> list[ReadParagraph]:
    return _paragraphs(vividpage.chapters.values_list("matter", flat=True).get(number=number))


def _paragraphs(text: str, marks: Iterable[StoredMark] = (), links: Sequence[Link] = ()) -> list[ReadParagraph]:
    paragraphs: list[ReadParagraph] = []
    at = 0
    for paragraph, own in paragraphs_of(text, marks_of(marks)):
        end = at + len(paragraph)
        names = tuple(Link(k.start - at, k.end - at, k.address) for k in links if at <= k.start and k.end <= end)
        if paragraph.strip():
            paragraphs.append(ReadParagraph(paragraph, own, names))
        at = end + len(BETWEEN_PARAGRAPHS)
    return paragraphs


def first_chapter(vividpage: VividPage) -> int | None:
    """The number of the chapter with which the story begins, or None while the book has not been read in."""
    numbers = vividpage.chapters.order_by("number").values_list("number", flat=True)
    return numbers.filter(kind=Chapter.Kind.BODY).first() or numbers.first()

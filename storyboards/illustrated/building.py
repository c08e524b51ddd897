"""Reading the illustrated book from the database: in a few queries, however long it is."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from django.db.models import Prefetch, QuerySet

from books import rows
from books.models import BookNote, BookPicture, Chapter, Scene, VividPage
from books.visibility import EVERYTHING, Visibility
from characters.bible.book_texts import BookText, texts_of
from characters.bible.story_so_far import bare
from storyboards.illustrated.blocks import NoteSigns, blocks_of
from storyboards.illustrated.tree import (
    BookParagraph,
    CastMember,
    ChapterNote,
    Figure,
    IllustratedBook,
    IllustratedChapter,
    IllustratedScene,
    Illustration,
)
from storyboards.pictures.alt_text import NamedThing, alt_text
from storyboards.pictures.alt_texts import summary_of, things_of
from storyboards.pictures.moments import moment_of
from storyboards.pictures.portraits import portraits_in
from storyboards.pictures.showing import shown_version
from storyboards.pictures.stored_image import StoredImage, image_of, own_image_of
from storyboards.safety.veiling import Eyes, Veil, eyes_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from characters.models import Character
    from storyboards.models import PictureVersion


def illustrated_book(vividpage: VividPage, *, visible: Visibility = EVERYTHING) -> IllustratedBook:
    """Read the whole book, with those of its pictures that are `visible`. Nine queries.

    It is for what is taken away, where nothing can stand behind a blur: what its reader's setting blurs is left out.
    """
    chapters = _with_content(vividpage.chapters.all())
    text = BookText((scene.number, scene.text) for chapter in chapters for scene in chapter.scenes.all())
    eyes = eyes_of(vividpage.owner)
    reader = _ChapterReader(vividpage, visible, lambda: text, eyes=eyes)
    headings = _headings((chapter.kind, chapter.title, chapter.part) for chapter in chapters)
    return IllustratedBook(
        id=vividpage.pk,
        title=vividpage.title,
        authors=tuple(vividpage.authors),
        language=vividpage.language,
        cover=StoredImage(str(vividpage.cover.name), 0, 0) if vividpage.cover else None,
        chapters=tuple(reader.read(*found) for found in zip(chapters, headings, strict=True)),
        cast=_cast(vividpage, eyes) if visible.scene is None else (),
    )


def illustrated_chapter(
    vividpage: VividPage, number: int, *, heading: tuple[str, bool], visible: Visibility = EVERYTHING
) -> IllustratedChapter | None:
    """Read one chapter under its heading: its title, and whether it opens a part. None if there is none of that number.

    Four queries, and two more at most for the names in what its pictures show.
    """
    chapter = next(iter(_with_content(vividpage.chapters.filter(number=number))), None)
    if chapter is None:
        return None
    reader = _ChapterReader(vividpage, visible, lambda: texts_of([vividpage.pk])[vividpage.pk])
    return reader.read(chapter, heading)


def title_of(kind: str, title: str, story_chapters: int) -> str:
    """Name a chapter: by its title, or one without by its place among the `story_chapters` up to it."""
    if title:
        return title
    return f"Chapter {story_chapters}" if kind == Chapter.Kind.BODY else Chapter.Kind(kind).label.capitalize()


def _headings(chapters: Iterable[tuple[str, str, str]]) -> list[tuple[str, bool]]:
    """Find the title of each chapter (kind, title and part), and whether it opens a part of the book."""
    found: list[tuple[str, bool]] = []
    before, story_chapters = "", 0
    for kind, title, part in chapters:
        story_chapters += kind == Chapter.Kind.BODY
        found.append((title_of(kind, title, story_chapters), bool(part) and part != before))
        before = part
    return found


_NOT_SHOWN = (
    *(f"picture__active_version__{column}" for column in ("prompt", "negative_prompt", "parameters", "request")),
    *(f"analysis__{column}" for column in ("prompt", "note", "props")),
)
"""The long columns beside a scene that a reader sees nothing of."""


def _with_content(chapters: QuerySet[Chapter]) -> list[Chapter]:
    scenes = Scene.objects.select_related("picture__active_version", "analysis").defer("searched_words", *_NOT_SHOWN)
    scenes = scenes.order_by("number")
    return list(chapters.order_by("number").prefetch_related(Prefetch("scenes", scenes), "notes", "own_pictures"))


class _ChapterReader:
    """Makes chapters of the tree from rows. `read_text` gives the book's text, if naming somebody takes it.

    With `eyes` those pictures are left out that are not shown to them at once.
    """

    def __init__(
        self,
        vividpage: VividPage,
        visible: Visibility,
        read_text: Callable[[], BookText],
        *,
        eyes: Eyes | None = None,
    ) -> None:
        self._eyes = eyes
        self._vividpage = vividpage
        self._visible = visible
        self._read_text = read_text

    @cached_property
    def _things(self) -> list[NamedThing]:
        return things_of([self._vividpage.pk])[self._vividpage.pk]

    @cached_property
    def _text(self) -> BookText:
        return self._read_text()

    def read(self, chapter: Chapter, heading: tuple[str, bool]) -> IllustratedChapter:
        """Read a chapter under its heading: its title, and whether it opens a part."""
        title, opens_part = heading
        notes = list(chapter.notes.all())
        signs = NoteSigns({note.number: note.label or str(note.number) for note in notes})
        pictures = list(chapter.own_pictures.all())
        is_story = chapter.kind == Chapter.Kind.BODY
        return IllustratedChapter(
            number=chapter.number,
            kind=chapter.kind,  # type: ignore[arg-type]  # the column has the same choices
            title=title,
            part=chapter.part,
            opens_part=opens_part,
            scenes=tuple(self._scene(scene, signs, pictures) for scene in chapter.scenes.all()) if is_story else (),
            matter=blocks_of(rows.passage_in(chapter), figures=_figures(pictures, None), signs=signs),
            notes=tuple(_note(note) for note in notes),
        )

    def _scene(self, scene: Scene, signs: NoteSigns, pictures: Sequence[BookPicture]) -> IllustratedScene:
        version = shown_version(scene, self._visible)
        if version is not None and self._eyes is not None and self._eyes.veil(version.rating) != Veil.SHOW:
            version = None
        moment = moment_of(scene)
        plate = Illustration(image_of(version), self._alt_text(scene), moment.quotation) if version else None
        return IllustratedScene(
            id=scene.pk,
            number=scene.number,
            blocks=blocks_of(
                rows.passage_in(scene),
                figures=_figures(pictures, scene),
                signs=signs,
                plate=(moment.start, plate) if plate else None,
            ),
        )

    def _alt_text(self, scene: Scene) -> str:
        def is_known(name: str) -> bool:
            return self._text.first_use(bare(name)) <= scene.number

        summary = summary_of(scene)
        return alt_text(summary, scene.number, self._things if summary else (), is_known)


def _figures(pictures: Iterable[BookPicture], scene: Scene | None) -> list[tuple[int, Figure]]:
    scene_id = scene.pk if scene else None
    return [(picture.after, _figure(picture)) for picture in pictures if picture.scene_id == scene_id]


def _figure(picture: BookPicture) -> Figure:
    caption = tuple(BookParagraph(text, "caption") for text in picture.caption.split("\n\n") if text)
    return Figure(own_image_of(picture), picture.alt, caption)


def _note(note: BookNote) -> ChapterNote:
    return ChapterNote(note.number, note.label or str(note.number), blocks_of(rows.passage_in(note)))


def _cast(vividpage: VividPage, eyes: Eyes) -> tuple[CastMember, ...]:
    """Read the main people, and their portraits where they may be shown."""
    portraits = {
        person: version for person, version in portraits_in(vividpage).items() if eyes.veil(version.rating) == Veil.SHOW
    }
    main = vividpage.characters.filter(role__in=("protagonist", "major"))
    return tuple(_member(person, portraits.get(person.pk)) for person in main)


def _member(person: Character, version: PictureVersion | None) -> CastMember:
    portrait = Illustration(image_of(version), f"Portrait of {person.name}") if version else None
    return CastMember(person.pk, person.name, person.role, portrait)

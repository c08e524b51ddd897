"""Write the chapters of a book, and keep what did not change in them.

A scene whose text did not change keeps its row, wherever it stands now, and so all that others keep of it. One that was
rewritten keeps its row too and gets another `revision`. What only the new text has is new, and what only the old one
had is deleted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import QuerySet, Sum

from books import listeners, rows
from books.illustrations import illustrated_scenes
from books.making import EPUB_PARSE, MAKING
from books.manuscript import BETWEEN_PARAGRAPHS, ManuscriptChapter
from books.models import Chapter, Scene, VividPage
from books.services import new_files
from books.services.decoding import DecodedPicture, decode_pictures, digest_of
from books.services.placing import PlacedPicture, delete_pictures, write_notes, write_pictures
from books.services.position import keep_positions
from books.text.counting import words_in
from books.text.languages import search_configuration
from books.text.matching import match_texts
from books.text.names import shortened
from books.text.passages import passage_of
from books.text.scenes import NOT_RATED, OFFERED_DENSITIES, choose_moments, cut_scenes, parse_density, picture_count
from jobs import services as jobs

if TYPE_CHECKING:
    from uuid import UUID

    from books.text.content import ChapterText, SceneText

SCENE_FIELDS = (
    "chapter",
    "number",
    "text",
    "kinds",
    "marks",
    "anchors",
    "breaks",
    "revision",
    "word_count",
    "is_chosen",
    "search_configuration",
)
CHAPTER_FIELDS = ("number", "kind", "title", "part", "in_spreads", "matter", "kinds", "marks", "anchors", "breaks")


class NoSuchChapter(ValueError):
    """The book has no chapter in that place."""

    def __init__(self, number: int) -> None:
        super().__init__(f"The book has no chapter {number}.")


@dataclass(slots=True)
class Slot:
    """One chapter of the book to be: a row that is there or a new one, and what it is to say.

    `content` is None if the chapter stays as it is. `digests` are those of the files of its pictures.
    """

    row: Chapter
    content: ManuscriptChapter | None = None
    digests: Sequence[str] = ()
    scenes: list[Scene] = field(default_factory=list)


def write_chapters(
    *,
    vividpage: VividPage,
    chapters: Sequence[ManuscriptChapter],
    decoded: Mapping[str, DecodedPicture] | None = None,
    counts: Mapping[str, int] | None = None,
) -> None:
    """Write the whole text of a book. Chapters and scenes that it had are found in it again.

    `decoded` are the pictures of the chapters, and `counts` how many pictures each density gives, if that is known.
    """
    pictures = decode_pictures(chapters) if decoded is None else decoded
    with new_files.dropped_on_error(), transaction.atomic():
        known = list(_chapters(vividpage))
        matched = _match_chapters(known, chapters)
        slots = [
            _slot(known[index] if index is not None else Chapter(vividpage=vividpage), content)
            for content, index in zip(chapters, matched, strict=True)
        ]
        _arrange(vividpage, slots, pictures)
        vividpage.picture_counts = dict(picture_counts(chapters) if counts is None else counts)
        vividpage.save(update_fields=["picture_counts"])


def write_chapter(*, vividpage: VividPage, number: int, chapter: ManuscriptChapter) -> None:
    """Write the chapter of that number again. Raises NoSuchChapter."""
    _replace(vividpage, number, [chapter], count=1)


def insert_chapter(*, vividpage: VividPage, number: int, chapter: ManuscriptChapter) -> None:
    """Put a chapter in, so that it has that number; one more than there are appends it. Raises NoSuchChapter."""
    _replace(vividpage, number, [chapter], count=0)


def remove_chapter(*, vividpage: VividPage, number: int) -> None:
    """Take the chapter of that number out. Raises NoSuchChapter."""
    _replace(vividpage, number, [], count=1)


@transaction.atomic
def apply_density(*, vividpage: VividPage, before: str) -> None:
    """Cut the chapters and choose the scenes anew by the book's density, where the density `before` did otherwise."""
    if parse_density(vividpage.density).by_paragraph != parse_density(before).by_paragraph:
        known = list(_chapters(vividpage))
        slots = [
            _slot(row, rows.manuscript_chapter(row)) if row.kind == Chapter.Kind.BODY else Slot(row) for row in known
        ]
        _arrange(vividpage, slots, {})
        return
    choose_scenes(vividpage=vividpage)


@transaction.atomic
def choose_scenes(
    *, vividpage: VividPage, rates: Mapping[int, float] = NOT_RATED, chapters: Collection[UUID] | None = None
) -> None:
    """Choose by the book's density which scenes get a picture; `rates` say how telling scenes are, by their numbers.

    Of a book that keeps its own pictures, the scenes that have one are left out. `chapters` are the only ones in which
    scenes are chosen anew; None: all.
    """
    changed: list[Scene] = []
    story = _chapters(vividpage).filter(kind=Chapter.Kind.BODY)
    for row in story if chapters is None else story.filter(pk__in=chapters):
        text = rows.chapter_text(row, 0)
        if vividpage.keeps_own:
            illustrated = illustrated_scenes(row)
            text = replace(text, scenes=tuple(scene for scene in text.scenes if scene.number not in illustrated))
        chosen = set(choose_moments(text, vividpage.density, rates))
        for scene in row.scenes.all():
            if scene.is_chosen != (scene.number in chosen):
                scene.is_chosen = not scene.is_chosen
                changed.append(scene)
    Scene.objects.bulk_update(changed, ["is_chosen"], batch_size=500)


def picture_counts(chapters: Sequence[ManuscriptChapter]) -> dict[str, int]:
    """Count the pictures that each density gives of those that pages offer."""
    return {density: picture_count(chapters, density) for density in OFFERED_DENSITIES}


def _replace(vividpage: VividPage, number: int, contents: Sequence[ManuscriptChapter], *, count: int) -> None:
    """Put `contents` in the place of `count` chapters from `number` on."""
    decoded = decode_pictures(contents)
    with new_files.dropped_on_error(), transaction.atomic():
        known = list(_chapters(vividpage))
        if not 1 <= number <= len(known) + 1 - count:
            raise NoSuchChapter(number)
        there = known[number - 1 : number - 1 + count]
        written = [
            _slot(there[index] if index < len(there) else Chapter(vividpage=vividpage), content)
            for index, content in enumerate(contents)
        ]
        others = [Slot(row) for row in known]
        _arrange(vividpage, [*others[: number - 1], *written, *others[number - 1 + count :]], decoded)
        if not vividpage.is_started:
            vividpage.picture_counts = picture_counts([rows.manuscript_chapter(row) for row in _chapters(vividpage)])
            vividpage.save(update_fields=["picture_counts"])


def _chapters(vividpage: VividPage) -> QuerySet[Chapter]:
    return vividpage.chapters.order_by("number").prefetch_related("scenes", "notes", "own_pictures")


def _slot(row: Chapter, content: ManuscriptChapter) -> Slot:
    return Slot(row, content, [picture.digest or digest_of(picture.data) for picture in content.pictures])


def _match_chapters(known: Sequence[Chapter], chapters: Sequence[ManuscriptChapter]) -> list[int | None]:
    """Match `chapters` with those that are known: by their texts, or by their titles in their places."""
    old = [BETWEEN_PARAGRAPHS.join([*(s.text for s in row.scenes.all()), *filter(None, [row.matter])]) for row in known]
    matched = match_texts(old, [passage_of(chapter.paragraphs).text for chapter in chapters])
    taken = set(matched)
    for number, chapter in enumerate(chapters[: len(known)]):
        row = known[number]
        if matched[number] is None and number not in taken and chapter.title and chapter.title == row.title:
            matched[number] = number
    return matched


def _arrange(vividpage: VividPage, slots: Sequence[Slot], decoded: Mapping[str, DecodedPicture]) -> None:
    """Make these the chapters of the book, in this order."""
    jobs.reopen(pipeline=MAKING, subject=vividpage.pk, after=EPUB_PARSE)  # jobs are locked before what is the domain's
    held = VividPage.objects.select_for_update(no_key=True).get(pk=vividpage.pk)
    before = dict(vividpage.scenes.order_by("number").values_list("pk", "number"))
    gone = list(_chapters(vividpage).exclude(pk__in=[slot.row.pk for slot in slots]))
    texts = _cut(slots, held.density)
    _match_scenes(held, slots, texts, gone)
    removed = set(before) - {scene.pk for slot in slots for scene in slot.scenes}
    keep_positions(vividpage=vividpage, order=[scene.pk for slot in slots for scene in slot.scenes])
    new = _write_chapter_rows(slots)
    numbers = _write_scene_rows(slots, before)
    for slot in slots:
        if slot.content is not None and (slot.row.pk not in new or slot.content.notes or slot.content.pictures):
            write_notes(chapter=slot.row, notes=slot.content.notes)
            write_pictures(chapter=slot.row, placed=_placed(slot, texts.get(slot.row.pk)), decoded=decoded)
    _forget(held, gone, removed)
    _count(vividpage, slots)
    if vividpage.keeps_own:  # what of the other chapters was chosen, perhaps by how telling it is, stays
        choose_scenes(vividpage=vividpage, chapters=[slot.row.pk for slot in slots if slot.content is not None])
    if any(old != new for old, new in numbers.items()) or removed:
        listeners.notify_renumbered(vividpage_id=vividpage.pk, numbers=numbers)


def _cut(slots: Iterable[Slot], density: str) -> dict[UUID, ChapterText]:
    """Cut the written chapters of the story into scenes."""
    story = [slot for slot in slots if slot.content is not None and slot.content.kind == "body"]
    cut = cut_scenes([slot.content for slot in story if slot.content is not None], density=density)
    return {slot.row.pk: text for slot, text in zip(story, cut, strict=True)}


def _match_scenes(
    vividpage: VividPage, slots: Sequence[Slot], texts: Mapping[UUID, ChapterText], gone: Sequence[Chapter]
) -> None:
    """Give each slot its scenes: rows that stay as they are, rows to be written again, and new ones."""
    old: list[Scene] = [scene for row in gone for scene in row.scenes.all()]
    for slot in slots:
        if slot.content is None:
            slot.scenes = list(slot.row.scenes.all())
        elif not _is_new(slot.row):
            old.extend(slot.row.scenes.all())
    old.sort(key=lambda scene: scene.number)
    new = [(slot, text) for slot in slots if slot.row.pk in texts for text in texts[slot.row.pk].scenes]
    matched = match_texts([scene.text for scene in old], [text.text for _, text in new])
    chosen = {number for text in texts.values() for number in choose_moments(text, vividpage.density)}
    for (slot, text), index in zip(new, matched, strict=True):
        scene = Scene(vividpage=vividpage) if index is None else old[index]
        _fill(scene, slot.row, text, language=vividpage.language)
        scene.is_chosen = text.number in chosen
        slot.scenes.append(scene)


def _fill(scene: Scene, chapter: Chapter, text: SceneText, *, language: str) -> None:
    if not _is_new(scene) and scene.text != text.text:
        scene.revision += 1
    scene.chapter = chapter
    scene.text = text.text
    scene.word_count = words_in(text.text)
    scene.search_configuration = search_configuration(language)
    for name, value in rows.columns_of(text).items():
        setattr(scene, name, value)


def _write_chapter_rows(slots: Sequence[Slot]) -> set[UUID]:
    """Give the chapters their numbers and write those that changed; return the ids of those that are new."""
    moved = [slot.row for number, slot in enumerate(slots, 1) if slot.content is None and slot.row.number != number]
    for number, slot in enumerate(slots, 1):
        slot.row.number = number
        if slot.content is not None:
            _fill_chapter(slot.row, slot.content)
    written = [slot.row for slot in slots if slot.content is not None]
    new = [row for row in written if _is_new(row)]
    Chapter.objects.bulk_update(moved, ["number"], batch_size=500)
    Chapter.objects.bulk_update([row for row in written if not _is_new(row)], CHAPTER_FIELDS, batch_size=200)
    Chapter.objects.bulk_create(new)
    return {row.pk for row in new}


def _fill_chapter(row: Chapter, content: ManuscriptChapter) -> None:
    row.kind, row.in_spreads = content.kind, content.in_spreads
    row.title, row.part = shortened(content.title, 500), shortened(content.part, 500)
    matter = passage_of(() if content.kind == "body" else content.paragraphs)
    row.matter = matter.text
    for name, value in rows.columns_of(matter).items():
        setattr(row, name, value)


def _write_scene_rows(slots: Sequence[Slot], before: Mapping[UUID, int]) -> dict[int, int]:
    """Give the scenes their numbers and write those that changed; return the new numbers by the old ones."""
    scenes = [scene for slot in slots for scene in slot.scenes]
    for number, scene in enumerate(scenes, 1):
        scene.number = number
    written = [scene for slot in slots if slot.content is not None for scene in slot.scenes]
    moved = [
        scene for slot in slots if slot.content is None for scene in slot.scenes if scene.number != before[scene.pk]
    ]
    Scene.objects.bulk_update(moved, ["number"], batch_size=500)
    Scene.objects.bulk_update([s for s in written if not _is_new(s)], SCENE_FIELDS, batch_size=200)
    Scene.objects.bulk_create([s for s in written if _is_new(s)], batch_size=500)
    return {before[scene.pk]: scene.number for scene in scenes if scene.pk in before}


def _is_new(row: Chapter | Scene) -> bool:
    return row._state.adding


def _placed(slot: Slot, text: ChapterText | None) -> list[PlacedPicture]:
    """Place the own pictures of a chapter in its scenes, or in the chapter if it has none."""
    assert slot.content is not None
    pictures = slot.content.pictures
    places: dict[int, tuple[Scene | None, int]] = {}
    if text is not None and text.scenes:
        for scene, scene_text in zip(slot.scenes, text.scenes, strict=True):
            places |= {place.picture: (scene, place.after) for place in scene_text.pictures}
    else:
        for index, picture in enumerate(pictures):
            places[index] = None, len(passage_of(slot.content.paragraphs[: picture.after]).paragraphs)
    return [PlacedPicture(pictures[index], slot.digests[index], *places[index]) for index in sorted(places)]


def _forget(vividpage: VividPage, gone: Sequence[Chapter], removed: Collection[UUID]) -> None:
    """Delete chapters and scenes that the text no longer has."""
    if removed:
        listeners.notify_removing(vividpage_id=vividpage.pk, scenes=removed)
        Scene.objects.filter(pk__in=removed).delete()
    delete_pictures(picture for row in gone for picture in row.own_pictures.all())
    Chapter.objects.filter(pk__in=[row.pk for row in gone]).delete()


def _count(vividpage: VividPage, slots: Sequence[Slot]) -> None:
    """Count the book anew."""
    totals = vividpage.scenes.aggregate(words=Sum("word_count"))
    vividpage.scene_count = sum(len(slot.scenes) for slot in slots)
    vividpage.chapter_count = sum(slot.row.kind == Chapter.Kind.BODY for slot in slots)
    vividpage.word_count = totals["words"] or 0
    vividpage.save(update_fields=["scene_count", "chapter_count", "word_count"])

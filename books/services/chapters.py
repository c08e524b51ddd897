"""Write the chapters and scenes of a book."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from books.content import ChapterText
from books.languages import search_configuration
from books.manuscript import Manuscript, ManuscriptChapter
from books.markup import stored
from books.models import Chapter, Scene, VividPage
from books.scenes import choose_moments


@transaction.atomic
def save_chapters(*, vividpage: VividPage, book: Manuscript, cut: Sequence[ChapterText]) -> None:
    """Write a book's chapters and scenes, in place of any that it had. `cut` are its body chapters in order."""
    vividpage.chapters.all().delete()
    texts = iter(cut)
    chapters: list[Chapter] = []
    scenes: list[Scene] = []
    for number, parsed in enumerate(book.chapters, 1):
        chapter = _chapter(vividpage, number, parsed)
        chapters.append(chapter)
        if parsed.kind == "body":
            scenes.extend(_scenes(vividpage, chapter, next(texts)))
    Chapter.objects.bulk_create(chapters)
    Scene.objects.bulk_create(scenes, batch_size=500)
    vividpage.scene_count = len(scenes)
    vividpage.chapter_count = len(cut)
    vividpage.word_count = sum(scene.word_count for scene in scenes)
    vividpage.save(update_fields=["scene_count", "chapter_count", "word_count"])


def _chapter(vividpage: VividPage, number: int, parsed: ManuscriptChapter) -> Chapter:
    matter = "" if parsed.kind == "body" else "\n\n".join(p.text for p in parsed.paragraphs if p.text)
    return Chapter(
        vividpage=vividpage, number=number, kind=parsed.kind, title=parsed.title[:500], part=parsed.part[:500],
        matter=matter,
    )  # fmt: skip


def _scenes(vividpage: VividPage, chapter: Chapter, text: ChapterText) -> list[Scene]:
    chosen = set(choose_moments(text, vividpage.density))
    return [
        Scene(
            vividpage=vividpage, chapter=chapter, number=scene.number, text=scene.text, marks=stored(scene.marks),
            word_count=len(scene.text.split()), is_chosen=scene.number in chosen,
            search_configuration=search_configuration(vividpage.language),
        )
        for scene in text.scenes
    ]  # fmt: skip

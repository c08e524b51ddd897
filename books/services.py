"""What can be done with a book: take it in, start its making, stop it, go on, give it away."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from decimal import Decimal
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from PIL import Image, UnidentifiedImageError

from accounts.models import User
from books.content import ChapterText
from books.horizon import reached
from books.languages import search_configuration
from books.manuscript import Manuscript, ManuscriptChapter
from books.markup import stored
from books.models import Chapter, Scene, VividPage
from books.sandbox import read_in_sandbox
from books.scenes import OFFERED_DENSITIES, choose_moments, picture_count
from jobs import broadcast
from jobs import services as jobs
from jobs.models import Job
from providers import ledger
from providers.models import PaidCall

COVER_HEIGHT = 900
"""Pixels: sharp on a bookcase, small enough to load by the dozen."""
MOST_COVER_PIXELS = 40_000_000
"""Of the file's own; what is larger would take hundreds of megabytes to open."""
COVER_FORMATS = ("JPEG", "PNG", "GIF", "WEBP")
"""Those of an EPUB. Pillow would open many more, some of them by running other programs."""


def create_vividpage(*, owner: User, epub: IO[bytes], **options: Any) -> VividPage:
    """Take a book in: read it, and keep its file, cover and counts. Nothing is started.

    Raises `books.epub.EpubError` with a sentence for the reader if it cannot be read; then nothing is kept.
    `options` are fields of VividPage (style, density, resolution, models, budget).
    """
    data = epub.read()
    book = read_in_sandbox(data)
    return _keep(owner, data, book, options)


def take_up_or_create(
    *, owner: User, epub: IO[bytes], budget: Decimal | None = None, economy: bool = False, **options: Any
) -> VividPage:
    """The owner's book of the same file and the same `options` if there is one, else a new one.

    So a command that is run again goes on where it stopped, and nothing is made or paid for twice; a known book takes
    on the budget and economy that are asked for now. Raises what `create_vividpage` raises, and ValidationError for
    a budget below what is spent.
    """
    data = epub.read()
    known = VividPage.objects.owned_by(owner).filter(epub_sha256=_digest(data), **options).first()
    if known is None:
        return create_vividpage(owner=owner, epub=io.BytesIO(data), budget=budget, economy=economy, **options)
    set_terms(vividpage=known, budget=budget, economy=economy)
    return known


@transaction.atomic
def set_terms(*, vividpage: VividPage, budget: Decimal | None, economy: bool) -> None:
    """Change what a book may cost, also while it is in the making; None: no limit.

    Raises ValidationError if more than that is spent or being spent already.
    """
    locked = VividPage.objects.select_for_update().get(pk=vividpage.pk)
    if budget is not None and budget < locked.spent + locked.reserved:
        raise ValidationError(f"${locked.spent + locked.reserved:.2f} are spent already; the budget cannot be less.")
    vividpage.budget, vividpage.economy = budget, economy
    vividpage.save(update_fields=["budget", "economy"])


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _keep(owner: User, data: bytes, book: Manuscript, options: dict[str, Any]) -> VividPage:
    vividpage = VividPage(
        owner=owner,
        title=book.title.strip()[:500] or "Untitled",
        authors=[author[:300] for author in book.authors if author.strip()],
        language=book.language[:35],
        description=book.description,
        series=book.series[:500],
        series_index=book.series_index[:40],
        subjects=[subject[:200] for subject in book.subjects],
        epub_sha256=_digest(data),
        notes=list(book.warnings),
        chapter_count=len(book.body),
        word_count=sum(chapter.word_count for chapter in book.body),
        picture_counts={density: picture_count(book.chapters, density) for density in OFFERED_DENSITIES},
        **options,
    )
    vividpage.full_clean(exclude=["epub", "cover"])
    try:
        vividpage.epub.save("original.epub", ContentFile(data), save=False)
        _keep_cover(vividpage, book)
        vividpage.save()
    except BaseException:
        _delete_files(vividpage)
        raise
    return vividpage


def _keep_cover(vividpage: VividPage, book: Manuscript) -> None:
    """Keep the book's cover, drawn anew so that nothing but a picture comes from the file."""
    if book.cover is None:
        return
    try:
        with Image.open(io.BytesIO(book.cover.data), formats=COVER_FORMATS) as image:
            if image.width * image.height > MOST_COVER_PIXELS:
                raise Image.DecompressionBombError
            image.thumbnail((COVER_HEIGHT, COVER_HEIGHT))
            drawn = io.BytesIO()
            image.convert("RGB").save(drawn, "WEBP", quality=85)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):  # all Pillow's
        vividpage.notes.append("The cover picture could not be opened, so the book is shown without it.")
        return
    vividpage.cover.save("cover.webp", ContentFile(drawn.getvalue()), save=False)


@transaction.atomic
def set_up(*, vividpage: VividPage, choices: Sequence[str]) -> None:
    """Keep those fields of a book that its reader has chosen, unless its making has begun meanwhile."""
    if not VividPage.objects.select_for_update().get(pk=vividpage.pk).is_started:
        vividpage.save(update_fields=choices)


@transaction.atomic
def start(*, vividpage: VividPage, until: str = "") -> VividPage:
    """Start the making of a book, or take it up where it stood; it ends after the stage `until` if one is named."""
    jobs.go_on(vividpage_id=vividpage.pk, until=until)
    vividpage.refresh_from_db()
    transaction.on_commit(lambda: broadcast.changed(vividpage.pk, at_once=True))
    return vividpage


@transaction.atomic
def stop(*, vividpage: VividPage) -> VividPage:
    """Stop the making of a book: nothing new begins, and what is done stays."""
    under_way = vividpage.jobs.filter(state__in=(Job.State.RUNNING, Job.State.PAUSED))
    while job := under_way.first():  # asked again: a stage that settled while we waited for it has started the next
        jobs.cancel_job(job=job)
    vividpage.refresh_from_db()
    return vividpage


def come_to(*, vividpage: VividPage, scene: Scene) -> None:
    """Keep the scene that the reader has open; the farthest one counts as read up to, also if it was jumped to."""
    vividpage.read_to = max(reached(vividpage), scene.number)
    vividpage.place = scene
    vividpage.save(update_fields=["place", "read_to"])


def set_back(*, vividpage: VividPage, chapter: Chapter | None) -> None:
    """Say that the book has been read up to the end of `chapter` and no farther; None: not begun yet."""
    scenes = vividpage.scenes.order_by("-number")
    last = scenes.filter(chapter__number__lte=chapter.number).first() if chapter else None
    vividpage.read_to = last.number if last else 0
    if last is None or vividpage.place is None or vividpage.place.number > last.number:
        vividpage.place = last
    vividpage.save(update_fields=["place", "read_to"])


def reveal(*, vividpage: VividPage, what: VividPage.Reveal) -> None:
    """Choose what the book's pages show of what has not been read."""
    vividpage.reveal = what
    vividpage.save(update_fields=["reveal"])


def delete(*, vividpage: VividPage) -> None:
    """Delete a book with all that was made of it, the answers of services too; what they have cost stays known."""
    with transaction.atomic():
        jobs.hold_still(vividpage_id=vividpage.pk)
        ledger.forget(PaidCall.objects.filter(vividpage=vividpage))
        locked = VividPage.objects.select_for_update().get(pk=vividpage.pk)
        locked.place = None
        locked.save(update_fields=["place"])
        locked.delete()
    _delete_files(vividpage)


def _delete_files(vividpage: VividPage) -> None:
    for folder in (
        f"epubs/{vividpage.owner_id}/{vividpage.pk}",
        f"storyboards/{vividpage.pk}",
        f"characters/{vividpage.pk}",
    ):
        _delete_folder(folder)


def _delete_folder(folder: str) -> None:
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in files:
        default_storage.delete(f"{folder}/{name}")
    for name in folders:
        _delete_folder(f"{folder}/{name}")
    default_storage.delete(folder)


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

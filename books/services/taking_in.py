"""Take books in."""

from __future__ import annotations

import hashlib
import io
from decimal import Decimal
from typing import IO, Any

from django.core.files.base import ContentFile

from accounts.models import User
from books.manuscript import Manuscript
from books.models import VividPage
from books.sandbox import read_in_sandbox
from books.scenes import OFFERED_DENSITIES, picture_count
from books.services.covers import keep_cover
from books.services.deleting import delete_files
from books.services.terms import set_terms


def create_vividpage(
    *, owner: User, epub: IO[bytes], origin: VividPage.Origin = VividPage.Origin.UPLOAD, **options: Any
) -> VividPage:
    """Take a book in: read it, and keep its file, cover and counts. Nothing is started.

    Raises `books.epub.EpubError` with a sentence for the reader if it cannot be read; then nothing is kept.
    `options` are fields of VividPage (style, density, resolution, models, budget).
    """
    data = epub.read()
    book = read_in_sandbox(data)
    return _keep(owner, data, book, {"origin": origin, **options})


def take_up_or_create(
    *,
    owner: User,
    epub: IO[bytes],
    origin: VividPage.Origin = VividPage.Origin.UPLOAD,
    budget: Decimal | None = None,
    economy: bool = False,
    **options: Any,
) -> VividPage:
    """The owner's book of the same file and the same `options` if there is one, else a new one.

    So a command that is run again goes on where it stopped, and nothing is made or paid for twice; a known book takes
    on the budget and economy that are asked for now. Raises what `create_vividpage` raises, and ValidationError for
    a budget below what is spent.
    """
    data = epub.read()
    known = VividPage.objects.owned_by(owner).filter(identity=_digest(data), **options).first()
    if known is None:
        return create_vividpage(
            owner=owner, epub=io.BytesIO(data), origin=origin, budget=budget, economy=economy, **options
        )
    set_terms(vividpage=known, budget=budget, economy=economy)
    return known


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
        identity=_digest(data),
        notes=list(book.warnings),
        chapter_count=len(book.body),
        word_count=sum(chapter.word_count for chapter in book.body),
        picture_counts={density: picture_count(book.chapters, density) for density in OFFERED_DENSITIES},
        **options,
    )
    vividpage.full_clean(exclude=["epub", "cover"])
    try:
        vividpage.epub.save("original.epub", ContentFile(data), save=False)
        keep_cover(vividpage, book)
        vividpage.save()
    except BaseException:
        delete_files(vividpage)
        raise
    return vividpage

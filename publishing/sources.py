"""What an edition is made from, as digests: so that it is known when its book has changed since, and in what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from publishing import catalogue
from publishing.digests import rows_of_bible
from publishing.models import Page, PageSet
from storyboards.illustrated.digesting import digest_of, picture_rows, text_rows, words
from storyboards.models import PictureVersion

if TYPE_CHECKING:
    from uuid import UUID

    from books.models import VividPage
    from publishing.models import Edition


@dataclass(frozen=True, slots=True)
class Sources:
    """SHA-256 of a book's text with its title page, of the pictures that are shown of it with their words, of the pages
    that its reader has laid out, and of its story bible.
    """

    text: str
    pictures: str
    pages: str
    bible: str


def sources_of(vividpage: VividPage) -> Sources:
    """Digest a book as it is now. Seventeen queries; the database digests the texts, so that none is sent."""
    return Sources(
        text=digest_of(text_rows(vividpage)),
        pictures=digest_of(picture_rows(vividpage)),
        pages=digest_of(_pages_of(vividpage)),
        bible=digest_of(rows_of_bible(vividpage)),
    )


def changed_since(edition: Edition, now: Sources) -> list[str]:
    """Say what of its book is no longer as it was when the file of an edition was made; nothing: it is up to date."""
    kind = next((kind for kind in catalogue.KINDS if kind.name == edition.kind), None)
    compared = (
        ("text", edition.text_digest, now.text, True),
        ("pictures", edition.picture_digest, now.pictures, kind is None or kind.shows_pictures),
        ("pages", edition.page_digest, now.pages, kind is not None and kind.reads_pages),
        ("bible", edition.bible_digest, now.bible, kind is not None and kind.reads_bible),
    )
    return [what for what, before, after, is_in_it in compared if is_in_it and before != after]


def is_withheld(edition: Edition) -> bool:
    """Return whether a picture was hidden that the file shows: then nobody may have it."""
    hidden = PictureVersion.objects.exclude(moderation=PictureVersion.Moderation.SHOWN)
    return bool(edition.versions) and hidden.filter(pk__in=edition.versions).exists()


def withheld_among(editions: list[Edition]) -> set[UUID]:
    """Return the ids of those editions that nobody may have. One query."""
    versions = {version for edition in editions for version in edition.versions}
    hidden = PictureVersion.objects.exclude(moderation=PictureVersion.Moderation.SHOWN).filter(pk__in=versions)
    gone = set(hidden.values_list("pk", flat=True)) if versions else set()
    return {edition.pk for edition in editions if gone.intersection(edition.versions)}


def _pages_of(vividpage: VividPage) -> list[Any]:
    sizes = PageSet.objects.filter(vividpage=vividpage).values_list("trim_width", "trim_height", "audience", "passages")
    placed = ("text_box", "size", "align", "ink", "picture", "focus_x", "focus_y", "zoom")
    pages = Page.objects.filter(vividpage=vividpage).order_by("number")
    return [list(sizes), list(pages.values_list("number", "role", "layout", words("text"), *placed))]

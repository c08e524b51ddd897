"""What templates ask of a book that is written here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

from web.writing.understanding import NEEDS_SOURCES

if TYPE_CHECKING:
    from writing.models import WrittenBook

register = template.Library()


@register.filter
def has_sources(book: WrittenBook) -> bool:
    """Return whether a book rests on sources."""
    return book.kind in NEEDS_SOURCES


@register.filter
def is_picture_book(book: WrittenBook) -> bool:
    """Return whether the pages of a book are laid out with words and pictures."""
    return book.kind == "childrens"


@register.filter
def percent(share: float) -> str:
    """Say a share from 0 to 1 in percent."""
    return f"{share * 100:.0f} %"

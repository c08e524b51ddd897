"""Leading from one edition of a book to the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django import template

from storyboards.editions.queries import editions_of
from storyboards.looks.look import AS_THE_BOOK
from web.pictures.telling import look_words

if TYPE_CHECKING:
    from books.models import VividPage

register = template.Library()


@register.inclusion_tag("editions/_links.html")
def edition_links(vividpage: VividPage) -> dict[str, Any]:
    """Link the pages of a book's other editions; nothing where there are none."""
    return {"others": _others(vividpage)}


@register.inclusion_tag("editions/_reader_menu.html")
def edition_menu(vividpage: VividPage, chapter: int) -> dict[str, Any]:
    """Link the place that a reader has come to in a chapter, in the book's other editions."""
    return {"others": _others(vividpage), "query": urlencode({"from": vividpage.pk, "chapter": chapter})}


@register.simple_tag
def other_editions(vividpage: VividPage) -> int:
    """Count the other editions of a book."""
    return len(editions_of(vividpage))


def _others(vividpage: VividPage) -> list[tuple[VividPage, str]]:
    return [(book, look_words(book, AS_THE_BOOK)) for book in editions_of(vividpage)]

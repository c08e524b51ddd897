"""Leading from one variant of a book to the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django import template

from storyboards.looks.look import AS_THE_BOOK
from storyboards.variants.queries import variants_of
from web.pictures.telling import look_words

if TYPE_CHECKING:
    from books.models import VividPage

register = template.Library()


@register.inclusion_tag("variants/_links.html")
def variant_links(vividpage: VividPage) -> dict[str, Any]:
    """Link the pages of a book's other variants; nothing where there are none."""
    return {"others": _others(vividpage)}


@register.inclusion_tag("variants/_reader_menu.html")
def variant_menu(vividpage: VividPage, chapter: int) -> dict[str, Any]:
    """Link the place that a reader has come to in a chapter, in the book's other variants."""
    return {"others": _others(vividpage), "query": urlencode({"from": vividpage.pk, "chapter": chapter})}


@register.simple_tag
def other_variants(vividpage: VividPage) -> int:
    """Count the other variants of a book."""
    return len(variants_of(vividpage))


def _others(vividpage: VividPage) -> list[tuple[VividPage, str]]:
    return [(book, look_words(book, AS_THE_BOOK)) for book in variants_of(vividpage)]

"""Links between pages of a book that show as much as the page that they are on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.html import escape
from django.utils.safestring import mark_safe

from web.requests import ALL_BY_ADDRESS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.utils.safestring import SafeString

    from books.visibility import Visibility

register = template.Library()

MOST_CHAPTERS = 400
"""Of a longer book, as many of those that have been read can be chosen from, at equal distances."""


@register.filter
def carried(visible: Visibility) -> str:
    """Return what a link to another page of the book carries along, so that it shows as much as this one."""
    return ALL_BY_ADDRESS if visible.is_by_address else ""


@register.simple_tag
def chapter_options(chapters: Sequence[tuple[int, str]]) -> SafeString:
    """Return an option for each chapter (number, name) that has been read; that before the last one is selected."""
    step = -(-len(chapters) // MOST_CHAPTERS) or 1
    offered = [*chapters][::-step][::-1]
    selected = max(0, len(offered) - 2)
    return mark_safe(  # noqa: S308 - a number, and a name that is escaped
        "".join(
            f'<option value="{number:d}"{" selected" if index == selected else ""}>{escape(name)}</option>'
            for index, (number, name) in enumerate(offered)
        )
    )

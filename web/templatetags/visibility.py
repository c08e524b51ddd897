"""Links between pages of a book that show as much as the page that they are on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

from web.requests import ALL_BY_ADDRESS

if TYPE_CHECKING:
    from books.visibility import Visibility

register = template.Library()


@register.filter
def carried(visible: Visibility) -> str:
    """Return what a link to another page of the book carries along, so that it shows as much as this one."""
    return ALL_BY_ADDRESS if visible.is_by_address else ""

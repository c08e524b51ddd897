"""The menu that every picture of a scene has, wherever it is shown."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from django import template
from django.urls import reverse
from django.utils.safestring import mark_safe

from web.templatetags.visibility import carried

if TYPE_CHECKING:
    from uuid import UUID

    from django.utils.safestring import SafeString

    from books.models import VividPage
    from books.visibility import Visibility

register = template.Library()

ENTRIES = {"What is wrong?": "mend", "Versions": "versions", "Save or share": "save_picture", "Report it": "report"}
"""What can be done with a picture, by the name of its page, which is asked for by book and number of the scene."""


@register.simple_tag
def picture_menu(vividpage: VividPage | UUID, number: int, visible: Visibility | None = None) -> SafeString:
    """Write the menu of a scene's picture. It lies over the picture; what holds both is the nearest positioned box."""
    return mark_safe(menu_of(vividpage, number, visible))  # noqa: S308 - addresses of ours and words of ours


def menu_of(vividpage: VividPage | UUID, number: int, visible: Visibility | None = None) -> str:
    """Return the menu as HTML, for tags that write hundreds."""
    book = getattr(vividpage, "pk", vividpage)
    query = carried(visible) if visible is not None else ""
    links = "".join(
        f'<a href="{escape(reverse(page, args=[book, number]) + query)}">{escape(words)}</a>'
        for words, page in ENTRIES.items()
    )
    return (
        f'<details class="menu picture-menu" data-menu><summary aria-label="Picture of scene {number:d}: what to do">'
        f'<span aria-hidden="true">⋯</span></summary><div class="menu-sheet">{links}</div></details>'
    )

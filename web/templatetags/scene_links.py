"""Links to many scenes at once: a page of people has hundreds, so their addresses are made from one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.urls import reverse
from django.utils.html import format_html_join

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.utils.safestring import SafeString

    from books.models import VividPage
    from characters.bible.cast import SceneLink

register = template.Library()


@register.simple_tag
def scene_links(vividpage: VividPage, links: Iterable[SceneLink]) -> SafeString:
    """Link to each scene by its number."""
    before, _, after = reverse("read", args=[vividpage.pk, 0]).rpartition("0")
    return format_html_join(
        "",
        '<a href="{}{}{}#scene-{}" aria-label="Scene {}">{}</a>',
        ((before, link.chapter, after, link.scene, link.scene, link.scene) for link in links),
    )

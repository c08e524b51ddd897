"""Links to many scenes at once: a page of people has hundreds, so their addresses are made from one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.urls import reverse
from django.utils.safestring import mark_safe

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
    return mark_safe(  # noqa: S308 - an address of ours and numbers
        "".join(
            f'<a href="{before}{chapter:d}{after}#scene-{scene:d}" aria-label="Scene {scene:d}">{scene:d}</a>'
            for scene, chapter in links
        )
    )

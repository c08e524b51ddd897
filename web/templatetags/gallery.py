"""Pictures of scenes in rows, written at once: a gallery has sixty."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from django import template
from django.utils.safestring import mark_safe

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.utils.safestring import SafeString

    from storyboards.pictures.queries import ShownPicture

register = template.Library()


@register.simple_tag
def thumbnails(pictures: Iterable[ShownPicture]) -> SafeString:
    """Write the thumbnail of each picture, which leads to the picture itself."""
    return mark_safe("".join(map(_thumbnail, pictures)))  # noqa: S308 - addresses and words are escaped


def _thumbnail(picture: ShownPicture) -> str:
    return (
        f'<li data-picture="{picture.scene_id}"><a href="{escape(picture.url)}" data-zoom>'
        f'<img src="{escape(picture.thumbnail_url)}" width="{picture.thumbnail_width:d}"'
        f' height="{picture.thumbnail_height:d}" alt="{escape(picture.alt)}" loading="lazy" decoding="async">'
        f'<span class="gallery-number">Scene {picture.scene:d}</span></a></li>'
    )

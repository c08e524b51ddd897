"""Pictures of scenes in rows, written at once: a gallery has sixty."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from django import template
from django.utils.safestring import mark_safe

from web.templatetags.images import address, image_html
from web.templatetags.pictures import menu_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.utils.safestring import SafeString

    from books.models import VividPage
    from books.visibility import Visibility
    from storyboards.pictures.queries import ShownPicture

register = template.Library()


@register.simple_tag
def thumbnails(vividpage: VividPage, pictures: Iterable[ShownPicture], visible: Visibility) -> SafeString:
    """Write the thumbnail of each picture, which leads to the picture itself, with its menu."""
    shown = (_thumbnail(picture, menu_of(vividpage, picture.scene, visible)) for picture in pictures)
    return mark_safe("".join(shown))  # noqa: S308 - addresses and words are escaped


def _thumbnail(picture: ShownPicture, menu: str) -> str:
    return (
        f'<li data-picture="{picture.scene_id}"><a href="{escape(address(picture.image))}" data-zoom>'
        f"{image_html(picture.image, 'card', picture.alt)}"
        f'<span class="gallery-number">Scene {picture.scene:d}</span></a>{menu}</li>'
    )

"""Every picture that a page shows: one tag writes it, with its renditions, its size and what stands in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.core.files.storage import default_storage
from django.utils.html import escape
from django.utils.safestring import mark_safe

from sandbox.renditions import BLUR_PREFIX
from storyboards.pictures.stored_image import StoredImage, image_of, own_image_of

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from books.models import BookPicture
    from storyboards.models import PictureVersion

register = template.Library()

SIZES = {
    "plate": "(max-width: 40rem) 100vw, 38rem",
    "wide plate": "(max-width: 40rem) 100vw, (max-width: 70rem) 38rem, 46rem",
    "page": "(max-width: 40rem) 92vw, 44rem",
    "half page": "(max-width: 40rem) 92vw, 26rem",
    "broad": "(max-width: 72rem) 94vw, 68rem",
    "card": "(max-width: 40rem) 44vw, 14rem",
    "face": "8rem",
    "small": "5rem",
}
"""How wide pictures are shown, by the place on a page where they are: the browser takes the rendition that suffices."""
SRC_WIDTHS = {"card": 320, "face": 320, "small": 320}
"""Of what a browser takes that knows no `srcset`, in pixels; elsewhere 720."""
MOST_RATIO, LEAST_RATIO = 25, 3
"""Tenths of the height that a picture may be wide for its width to be known to the style sheet (images.css)."""
FIRST = ' fetchpriority="high"'
LATER = ' loading="lazy"'


@register.simple_tag
def image(
    picture: StoredImage | PictureVersion, place: str, alt: str = "", *, first: bool = False, css: str = ""
) -> SafeString:
    """Write a picture, at a `place` of SIZES; `first`: it is seen as soon as its page is; `css`: classes of its box."""
    return mark_safe(image_html(picture, place, alt, first=first, css=css))  # noqa: S308 - names and words are escaped


@register.filter
def address(picture: StoredImage | PictureVersion) -> str:
    """Return the address of a picture as it was drawn."""
    return default_storage.url(_described(picture).name)


@register.filter
def thumbnail(picture: StoredImage | PictureVersion) -> str:
    """Return the address of a picture's smallest rendition, for drawings that show it themselves."""
    return default_storage.url(_described(picture).by_width[0][0])


@register.filter
def own_image(picture: BookPicture) -> StoredImage:
    """Describe one of the book's own pictures."""
    return own_image_of(picture)


def image_html(
    picture: StoredImage | PictureVersion, place: str, alt: str = "", *, first: bool = False, css: str = ""
) -> str:
    """Return a picture as HTML, for tags that write hundreds: the box, what stands in its place, the picture.

    It takes its room before it comes, at any width. No script and no style of its own is needed.
    """
    stored = _described(picture)
    classes = " ".join(filter(None, ["shot", _ratio(stored), css]))
    return (
        f'<span class="{escape(classes)}">{_blur(stored)}<img {_sources(stored, place)}{_size(stored)}'
        f' alt="{escape(alt)}"{FIRST if first else LATER} decoding="async"></span>'
    )


def _described(picture: StoredImage | PictureVersion) -> StoredImage:
    return picture if isinstance(picture, StoredImage) else image_of(picture)


def _sources(stored: StoredImage, place: str) -> str:
    if not stored.width:
        return f'src="{_url(stored.name)}"'
    files = [(_url(name), width) for name, width in stored.by_width]
    wanted = min(SRC_WIDTHS.get(place, 720), stored.width)
    src = next(url for url, width in files if width >= wanted)
    if len(files) == 1:
        return f'src="{src}"'
    widths = ", ".join(f"{url} {width:d}w" for url, width in files)
    return f'src="{src}" srcset="{widths}" sizes="{SIZES[place]}"'


def _url(name: str) -> str:
    return escape(default_storage.url(name))


def _size(stored: StoredImage) -> str:
    return f' width="{stored.width:d}" height="{stored.height:d}"' if stored.width and stored.height else ""


def _ratio(stored: StoredImage) -> str:
    if not stored.width or not stored.height:
        return ""
    return f"ratio-{min(MOST_RATIO, max(LEAST_RATIO, 10 * stored.width // stored.height)):d}"


def _blur(stored: StoredImage) -> str:
    if not stored.blur:
        return ""
    return (
        '<svg class="shot-blur" viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">'
        f'<image href="{BLUR_PREFIX}{escape(stored.blur)}" width="1" height="1" preserveAspectRatio="none"/></svg>'
    )

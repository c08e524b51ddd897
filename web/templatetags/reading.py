"""What a page for reading has hundreds of, written at once: paragraphs, and the lines of the contents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.html import escape
from django.utils.safestring import mark_safe

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.utils.safestring import SafeString

    from web.reading.queries import ContentsEntry, ReadParagraph

register = template.Library()


@register.simple_tag
def paragraphs(read: Iterable[ReadParagraph], look: str | None = None) -> SafeString:
    """Write paragraphs, each with its own look as its class, or all with `look`."""
    return mark_safe("".join(_paragraph(one, one.paragraph.look if look is None else look) for one in read))  # noqa: S308 - each is HTML


@register.simple_tag
def contents_lines(entries: Iterable[ContentsEntry], current: int) -> SafeString:
    """Write the lines of a table of contents; `current` is the number of the chapter that is read."""
    return mark_safe(  # noqa: S308 - addresses of ours, and titles that are escaped
        "".join(
            f'<li><a href="{entry.url}"{CURRENT if entry.number == current else ""}>{escape(entry.title)}</a></li>'
            for entry in entries
        )
    )


CURRENT = ' aria-current="page"'


def _paragraph(read: ReadParagraph, look: str) -> str:
    of_class = f' class="{escape(look)}"' if look else ""
    address = f' id="{read.id}" data-paragraph="{read.paragraph.number:d}"' if read.id else ""
    return f"<p{of_class}{address}>{read.html}</p>"

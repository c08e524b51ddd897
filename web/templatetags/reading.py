"""What a page for reading has hundreds of, written at once: paragraphs, and the lines of the contents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.html import escape
from django.utils.safestring import mark_safe

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.utils.safestring import SafeString

    from web.reading.queries import ContentsEntry, ReadParagraph, ReadTurn

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
    classes = " ".join(filter(None, [look, "talk" if read.turn else ""]))
    of_class = f' class="{escape(classes)}"' if classes else ""
    address = f' id="{read.id}" data-paragraph="{read.paragraph.number:d}"' if read.id else ""
    return f"<p{of_class}{address}>{_face(read.turn) if read.turn else ''}{read.html}</p>"


def _face(turn: ReadTurn) -> str:
    """Show who begins to speak; keys pass by it, since names in the text lead to the same."""
    image = f'<img src="{escape(turn.face)}" width="56" height="56" alt="{escape(turn.name)}:" loading="lazy">'
    return f'<a class="name speaker" href="{escape(turn.url)}" tabindex="-1" title="{escape(turn.name)}">{image}</a>'

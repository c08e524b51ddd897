"""All kinds of editions that there are, in the order in which readers are shown them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from publishing.kinds.bible.kind import KIND as BIBLE
from publishing.kinds.canva.kind import KIND as CANVA
from publishing.kinds.coloring.kind import KIND as COLORING
from publishing.kinds.cover.kind import EBOOK_KIND as EBOOK_COVER
from publishing.kinds.cover.kind import KIND as COVER
from publishing.kinds.docx.kind import KIND as DOCX
from publishing.kinds.epub.kind import KIND as EPUB
from publishing.kinds.fixed_layout.kind import KIND as FIXED_LAYOUT
from publishing.kinds.interior.kind import KIND as INTERIOR
from publishing.kinds.markdown.kind import KIND as MARKDOWN
from publishing.kinds.pdf.kind import KIND as PDF
from publishing.kinds.picture_book.kind import KIND as PICTURE_BOOK
from publishing.kinds.pictures.kind import KIND as PICTURES

if TYPE_CHECKING:
    from publishing.kinds.kind import EditionKind

KINDS: tuple[EditionKind[Any], ...] = (
    EPUB,
    PDF,
    INTERIOR,
    PICTURE_BOOK,
    FIXED_LAYOUT,
    DOCX,
    COVER,
    EBOOK_COVER,
    COLORING,
    PICTURES,
    MARKDOWN,
    BIBLE,
    CANVA,
)


def kinds_offered() -> tuple[EditionKind[Any], ...]:
    """Return the kinds that this site has, as it is set up."""
    return tuple(kind for kind in KINDS if kind.is_offered())


def kind_named(name: str) -> EditionKind[Any]:
    """Return the kind of that name. Raises KeyError if there is none."""
    for kind in KINDS:
        if kind.name == name:
            return kind
    raise KeyError(name)


def title_of(name: str) -> str:
    """Return what readers call a kind; its name, if this version does not know it."""
    return next((kind.title for kind in KINDS if kind.name == name), name)

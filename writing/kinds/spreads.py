"""From accepted texts to chapters of spreads: what stands between two breaks is one part, words or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from books.manuscript import ManuscriptChapter, Paragraph, ParagraphKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from authors import contract

KINDS: Mapping[str, ParagraphKind] = {"verse": "verse", "heading": "heading", "list": "list"}
"""Kinds of paragraphs of a book, by those of a text; all others are prose."""


def spreads_of(
    title: str, parts: Sequence[contract.Part], texts: Mapping[str, contract.Text]
) -> tuple[ManuscriptChapter, ...]:
    """Return chapters of these parts: one of all spreads, and one for each part that is a chapter itself.

    Each part is a scene, in the order of the plan.
    """
    chapters: list[ManuscriptChapter] = []
    spreads: list[Paragraph] = []
    begun = False

    def close() -> None:
        nonlocal spreads, begun
        if begun:
            chapters.append(ManuscriptChapter(title, tuple(spreads), in_spreads=True))
        spreads, begun = [], False

    for part in parts:
        paragraphs = [paragraph_of(paragraph) for paragraph in texts[part.key].paragraphs]
        if part.kind in ("spread", "picture"):
            if begun:
                spreads.append(Paragraph("", "break"))
            spreads += paragraphs
            begun = True
        else:
            close()
            own = texts[part.key].title or part.title
            chapters.append(ManuscriptChapter(own, tuple(paragraphs), in_spreads=True))
    close()
    return tuple(chapters)


def paragraph_of(paragraph: contract.Paragraph) -> Paragraph:
    """Return a paragraph as books have it."""
    text = paragraph.text if paragraph.kind == "verse" else " ".join(paragraph.text.split())
    return Paragraph(text, KINDS.get(paragraph.kind, "prose"))

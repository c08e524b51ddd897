"""How a colouring book is asked for, planned and made into a book."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authors import checks
from authors.coloring.author import ColoringAuthor
from authors.coloring.brief import ColoringBrief
from authors.language import LanguageAuthor
from authors.language.crafts.coloring import Coloring
from books.manuscript import Manuscript, ManuscriptChapter, Paragraph
from writing.kinds.kind import BookKind
from writing.kinds.spreads import spreads_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from authors.contract import Author, Material, Outline, Text
    from providers.interfaces.text import TextModel

CRAFT: Coloring[ColoringBrief] = Coloring(pictures=lambda brief: brief.pictures, heroes=lambda brief: brief.heroes)


def by_model(model: TextModel) -> Author[ColoringBrief]:
    """Return the author that asks a language model."""
    return LanguageAuthor(model, CRAFT)


def manuscript(brief: ColoringBrief, outline: Outline, texts: Mapping[str, Text], material: Material) -> Manuscript:
    """Make the book: pictures, and no words but whom it is for."""
    del material  # it has none
    front = (ManuscriptChapter("", (Paragraph(f"For {brief.child_name}"),), kind="front"),) if brief.child_name else ()
    return Manuscript(
        title=outline.title,
        authors=(brief.author_name,) if brief.author_name else (),
        language=brief.language,
        chapters=(*front, *spreads_of(outline.title, outline.parts, texts)),
        subjects=("Juvenile nonfiction / Activity books / Colouring",),
    )


KIND = BookKind(
    name="coloring",
    title="Colouring book",
    about="Pictures to colour, each with a blank back: animals, people, things and places that you list.",
    brief=ColoringBrief,
    built_in=ColoringAuthor,
    by_model=by_model,
    check=checks.check,
    check_whole=checks.check_whole,
    manuscript=manuscript,
)

"""How an illustrated story for children is asked for, written, checked and made into a book."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authors import checks
from authors.language import LanguageAuthor, Stories
from authors.tales.author import TalesAuthor
from authors.tales.brief import ChildrensBrief
from books.manuscript import Manuscript, ManuscriptChapter, Paragraph
from writing.kinds.kind import BookKind
from writing.kinds.spreads import spreads_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from authors.contract import Material, Outline, Text

SUBJECTS = ("Juvenile fiction",)


def manuscript(brief: ChildrensBrief, outline: Outline, texts: Mapping[str, Text], material: Material) -> Manuscript:
    """Make the book: whom it is for, and the story in spreads. Its other front pages belong to its editions."""
    del material  # a story has none
    return Manuscript(
        title=outline.title,
        authors=(brief.author_name,) if brief.author_name else (),
        language=brief.language,
        chapters=(*_dedication(brief), *spreads_of(outline.title, outline.parts, texts)),
        subjects=SUBJECTS,
    )


def _dedication(brief: ChildrensBrief) -> tuple[ManuscriptChapter, ...]:
    if not brief.child_name:
        return ()
    return (ManuscriptChapter("", (Paragraph(f"For {brief.child_name}"),), kind="front"),)


KIND = BookKind(
    name="childrens",
    title="Illustrated story for children",
    about=(
        "A picture book for children up to twelve years: a story in spreads, with a picture on each, ready to print. "
        "The built-in author writes it in a second and needs no key."
    ),
    brief=ChildrensBrief,
    built_in=TalesAuthor,
    by_model=lambda model: LanguageAuthor(model, Stories()),
    check=checks.check,
    check_whole=checks.check_whole,
    manuscript=manuscript,
)

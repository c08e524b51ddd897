"""A kind of book of the tests' own that a language model writes by the real author, with the real checks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authors.checks import check, check_whole
from authors.language import LanguageAuthor, Stories
from authors.tales.brief import ChildrensBrief
from writing.kinds.kind import BookKind
from writing.tests import rhymes

if TYPE_CHECKING:
    from providers.interfaces.text import TextModel

NAME = "tales"


def by_model(model: TextModel) -> LanguageAuthor[ChildrensBrief]:
    """Return the author that asks a model."""
    return LanguageAuthor(model, Stories())


def _nobody() -> LanguageAuthor[ChildrensBrief]:
    raise AssertionError("only a model writes this kind")


KIND: BookKind[ChildrensBrief] = BookKind(
    name=NAME,
    title="Tales",
    about="Stories that a model writes.",
    brief=ChildrensBrief,
    built_in=_nobody,
    by_model=by_model,
    check=check,
    check_whole=check_whole,
    manuscript=rhymes.manuscript,  # type: ignore[arg-type]  # it asks for nothing that only its own brief has
)

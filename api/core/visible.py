"""How much of a book a caller is told: as far as its reader has come, or all of it where they ask for that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from ninja import Field, Query, Schema

from api.core.problems import Problem
from books.visibility import Visibility, reading_of, visible_to

if TYPE_CHECKING:
    from accounts.models import User
    from books.models import VividPage


class Ahead(Schema):
    """Whether what lies ahead of the reader is told, too."""

    all: bool = Field(False, description="True: all of the book, also what its reader has not come to yet.")


AskedAhead = Annotated[Ahead, Query()]


def visibility_of(user: User, vividpage: VividPage, ahead: Ahead) -> Visibility:
    """Return how much of a book is told."""
    return visible_to(reading_of(user, vividpage), ahead=ahead.all)


def must_see_all(user: User, vividpage: VividPage, ahead: Ahead) -> None:
    """Refuse what cannot but tell all of a book to whoever has not come to its end nor asks for it. Raises Problem."""
    if visibility_of(user, vividpage, ahead).is_limited:
        words = "This tells all of the book, also what its reader has not come to yet. Ask for it with “all=true”."
        raise Problem(409, "spoilers", "This lies ahead of the reader", words)

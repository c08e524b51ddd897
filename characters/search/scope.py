"""What is searched: which books, and how far into each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q

from books.models import VividPage
from books.text.languages import ANY_LANGUAGE, search_configuration
from characters.bible.story_so_far import StorySoFar, stories_so_far

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Scope:
    """Books of one reader, and of those with a limit the scenes up to it (or `beyond` it, and those books alone)."""

    books: tuple[VividPage, ...]
    limits: dict[UUID, int]
    beyond: bool = False

    @property
    def configurations(self) -> list[str]:
        """Those of full-text search that the books' scenes may have."""
        return sorted({ANY_LANGUAGE, *(search_configuration(book.language) for book in self.books)})

    @property
    def ahead(self) -> Scope:
        """What is left out by the limits."""
        return replace(self, beyond=True)

    def scenes(self, path: str = "") -> Q:
        """Return the filter of scenes, or of rows from which `path` ("scene__") leads to a scene."""
        side = "gt" if self.beyond else "lte"
        limited = [
            Q(**{f"{path}vividpage_id": book, f"{path}number__{side}": number}) for book, number in self.limits.items()
        ]
        return reduce(or_, limited, Q(**{f"{path}vividpage_id__in": self._unlimited}))

    def people_and_places(self) -> Q:
        """Return the filter of characters and settings: those that the story has brought in by then."""
        if self.beyond:
            return Q(vividpage_id__in=list(self.limits))
        if not self.limits:
            return Q(vividpage_id__in=self._unlimited)
        # All are of these books: said by itself, or the database reads those of everybody to join them.
        within = Q(vividpage_id__in=[book.pk for book in self.books])
        return within & (Q(vividpage_id__in=self._unlimited) | self.scenes("first_scene__"))

    def stories_so_far(self, books: Iterable[UUID]) -> dict[UUID, StorySoFar]:
        """Return what those of `books` that have a limit have told up to it; of the others all may be told."""
        return {} if self.beyond else stories_so_far({book: self.limits[book] for book in books if book in self.limits})

    @property
    def _unlimited(self) -> list[UUID]:
        return [] if self.beyond else [book.pk for book in self.books if book.pk not in self.limits]

"""The one face of all kinds of books that are written here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from authors.contract import Author, Brief, Context, Finding, Material, Outline, Part, Text
from books.manuscript import Manuscript
from providers.interfaces.text import TextModel

AskedBrief = TypeVar("AskedBrief", bound=Brief)


@dataclass(frozen=True, slots=True)
class BookKind(Generic[AskedBrief]):
    """A kind of book, told to writers by `title` and `about`.

    `brief` is a pydantic model: its fields have titles, descriptions and defaults, which forms, the command and the API
    ask in. `built_in` is the author that needs no key, `by_model` the one that asks a language model. `check` measures
    a part with what is known around it, `check_whole` the book. `manuscript` makes the book of the accepted texts, by
    the keys of their parts. None of these touches the database. `material` reads what else an author needs, by the id
    of the book (it is asked with the database).
    """

    name: str
    title: str
    about: str
    brief: type[AskedBrief]
    built_in: Callable[[], Author[AskedBrief]]
    by_model: Callable[[TextModel], Author[AskedBrief]]
    check: Callable[[AskedBrief, Part, Text, Context], tuple[Finding, ...]]
    check_whole: Callable[[AskedBrief, Outline, Mapping[str, Text], Material], Mapping[str, tuple[Finding, ...]]]
    manuscript: Callable[[AskedBrief, Outline, Mapping[str, Text], Material], Manuscript]
    rounds: int = 2
    material: Callable[[object], Material] = field(default=lambda _book: Material())

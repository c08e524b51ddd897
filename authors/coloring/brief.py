"""What a writer asks for when they want a colouring book."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pydantic import Field

from authors.contract import Brief
from authors.tales.brief import AgeGroup, Hero, PageCount

if TYPE_CHECKING:
    from authors.contract import Readers

AROUND = 4
"""Pages of a colouring book that are not its pictures: title, copyright, names and their backs."""
_BETWEEN = re.compile(r"\s*(?:[,;\n]|\band\b)\s*")


class ColoringBrief(Brief):
    """A colouring book: a list of what is to be coloured. Each picture has a blank back."""

    age: AgeGroup = Field(default="3-5", title="For children of", description="Years of age.")
    theme: str = Field(
        default="",
        title="What is to be coloured",
        max_length=600,
        description="Animals, people, things and places, with commas between. With nothing here, animals of all kinds.",
        examples=["foxes, a castle, a whale, a knight, a lantern"],
    )
    subjects: tuple[str, ...] = Field(
        default=(), title="More of it", max_length=60, description="One thing, animal or place to a line."
    )
    heroes: tuple[Hero, ...] = Field(
        default=(), title="Heroes", max_length=3, description="Somebody who is in the pictures, too."
    )
    pages: PageCount = Field(default=32, title="Pages")
    trim: str = Field(
        default="8.5x11",
        title="Size of a page",
        max_length=20,
        description="Width by height in inches.",
        examples=["8.5x11"],
    )
    child_name: str = Field(
        default="", title="A child's own name", max_length=40, description="For a gift: the book is for them."
    )

    @property
    def readers(self) -> Readers:
        """The children's age."""
        return self.age

    @property
    def pictures(self) -> int:
        """How many pictures it has."""
        return (self.pages - AROUND) // 2

    @property
    def asked(self) -> tuple[str, ...]:
        """All that is to be coloured, each by itself."""
        said = (*_BETWEEN.split(self.theme), *self.subjects)
        return tuple(dict.fromkeys(" ".join(one.split()) for one in said if one.strip()))

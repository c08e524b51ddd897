"""What the author of one kind of book knows how to do; `authors.language.author` is made of one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from authors.contract import Brief
from authors.language.fitting import Question

if TYPE_CHECKING:
    from authors.contract import Context, Finding, Material, Memory, Outline, Part, Text
    from authors.language.asking import Asker
    from authors.language.fitting import Limits


@dataclass(frozen=True, slots=True)
class Expected:
    """The questions of a book, with texts that are not known yet filled in: for its plan, for all of its texts when all
    goes well, and when every part is mended once. `words` are those of the finished book.
    """

    planning: tuple[Question, ...]
    writing: tuple[Question, ...]
    mending: tuple[Question, ...]
    words: int


Wanted_contra = TypeVar("Wanted_contra", bound=Brief, contravariant=True)


class Craft(Protocol[Wanted_contra]):
    """Asks for plans and texts of one kind of book. Raises Declined, and what the model raises.

    The same arguments ask the same questions, whenever and however often: an answer that is paid for is found again.
    """

    def plan(self, asker: Asker, brief: Wanted_contra, material: Material, feedback: str, memory: Memory, /) -> Outline:
        """Plan the book."""
        ...

    def write(self, asker: Asker, brief: Wanted_contra, part: Part, context: Context, /) -> Text:
        """Write a part, or write it anew."""
        ...

    def revise(
        self,
        asker: Asker,
        brief: Wanted_contra,
        part: Part,
        text: Text,
        findings: tuple[Finding, ...],
        context: Context,
        /,
    ) -> Text:
        """Mend what was found in a part."""
        ...

    def expected(
        self, brief: Wanted_contra, outline: Outline | None, material: Material, limits: Limits, memory: Memory, /
    ) -> Expected:
        """Return the questions that the book will take, for estimates; without a plan, by one as it is likely."""
        ...

"""What a rule is: a name, a title, and what it finds on a page or in a whole file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from publishing.checks import Severity
from publishing.preflight.choices import Plan
from publishing.preflight.pdf.geometry import Box
from publishing.preflight.pdf.marks import FileFacts, Mark, PageFacts

if TYPE_CHECKING:
    from publishing.printers.pages import Side

TOUCHING = 1.0
"""Points: who ends so near to a line is taken to end at it."""
SLACK = 1.0
"""Points by which something may be over a line: letters do not fill their boxes, and programs round."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found. `page` counts from 1; 0: it is about the whole file, or the page that was looked at."""

    severity: Severity
    words: str
    mend: str
    area: Box | None = None
    page: int = 0


@dataclass(slots=True)
class Sheet:
    """A page on what it is printed on, as rules see it. Boxes are in points from the upper left corner."""

    page: PageFacts
    plan: Plan
    trim: Box
    is_planned: bool
    """Whether it has the size that it should have: else no margin can be judged."""
    seen: list[Mark] = field(default_factory=list)
    """The marks that are to be seen on paper, in the order in which they are painted."""

    @property
    def side(self) -> Side:
        """Return on which side of a spread it is."""
        return self.plan.side_of(self.page.number)

    @property
    def bleed(self) -> Box:
        """Return how far art must reach that touches the trim."""
        reach, trim = self.plan.reach, self.trim
        left, right = (reach.inside, reach.outside) if self.side == "right" else (reach.outside, reach.inside)
        return Box(trim.left - left, trim.top - reach.top, trim.right + right, trim.foot + reach.foot)

    def of_kind(self, *kinds: str) -> list[Mark]:
        """Return the marks of those kinds that are to be seen."""
        return [mark for mark in self.seen if mark.kind in kinds]


@dataclass(frozen=True, slots=True)
class PageSummary:
    """What is kept of a page until all are read."""

    number: int
    is_blank: bool
    digest: bytes


@dataclass(slots=True)
class BookFacts:
    """A whole file."""

    file: FileFacts
    plan: Plan
    pages: list[PageSummary] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class PageRule:
    """A rule about one page. `kinds` are the parts of a book that it is about."""

    name: str
    title: str
    look: Callable[[Sheet], Iterator[Finding]]
    kinds: tuple[str, ...] = ("interior", "cover")


@dataclass(frozen=True, slots=True)
class BookRule:
    """A rule about a whole file."""

    name: str
    title: str
    look: Callable[[BookFacts], Iterator[Finding]]
    kinds: tuple[str, ...] = ("interior", "cover")


def inches(points: float) -> str:
    """Return a length as readers see it."""
    return f"{points / 72:.3f}".rstrip("0").rstrip(".") + " in"


def size_words(size: tuple[float, float]) -> str:
    """Return a size as readers see it."""
    width, height = (f"{side / 72:.3f}".rstrip("0").rstrip(".") for side in size)
    return f"{width} × {height} in"


def around(marks: list[Mark]) -> Box:
    """Return the box around marks, of which there is at least one."""
    box = marks[0].box
    for mark in marks[1:]:
        box = box.joined(mark.box)
    return box


def counted(number: int, noun: str) -> str:
    """Return a number with its noun, in the plural if there are several."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"

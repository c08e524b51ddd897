"""What a printer's file says, validated when it is read."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from publishing.printers.boxes import Unprintable, said

Inches = Annotated[Decimal, Field(ge=0, le=60)]
Pages = Annotated[int, Field(ge=1, le=5000)]
MILLIMETRES = Decimal("25.4")


class Rules(BaseModel):
    """A table of a printer's file."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Sourced(Rules):
    """A rule with the names of what it was found in."""

    source: tuple[str, ...] = Field(min_length=1)


class Trim(Rules):
    """The size of a page after it is cut."""

    width: Decimal = Field(gt=0, le=60)
    height: Decimal = Field(gt=0, le=60)

    @model_validator(mode="before")
    @classmethod
    def _from_pair(cls, value: object) -> object:
        """Take `[6, 9]` as well."""
        if isinstance(value, list | tuple) and len(value) == 2:
            return {"width": value[0], "height": value[1]}
        return value

    @property
    def key(self) -> str:
        """Return its name in options and addresses: "6x9"."""
        return f"{said(self.width)}x{said(self.height)}"

    @property
    def title(self) -> str:
        """Return it as readers see it, in inches and centimetres."""
        across, down = (f"{side * MILLIMETRES / 10:.1f}" for side in (self.width, self.height))
        return f"{said(self.width)} × {said(self.height)} in ({across} × {down} cm)"


class Span(Rules):
    """The least and the most of a length."""

    least: Inches
    most: Inches

    @model_validator(mode="before")
    @classmethod
    def _from_pair(cls, value: object) -> object:
        return {"least": value[0], "most": value[1]} if isinstance(value, list | tuple) and len(value) == 2 else value


class CustomTrims(Rules):
    """Between which bounds other sizes are printed."""

    width: Span
    height: Span


class Trims(Sourced):
    """Sizes that are printed."""

    sizes: tuple[Trim, ...] = Field(min_length=1)
    custom: CustomTrims | None = None


class Bleed(Sourced):
    """How far a page with bleed reaches beyond its trim."""

    outside: Inches
    top: Inches
    bottom: Inches
    inside: Inches


class Step(Rules):
    """A length that holds up to a number of pages."""

    to: Pages
    inches: Inches


class Gutter(Sourced):
    """The least inside margin, by the number of pages."""

    steps: tuple[Step, ...] = Field(min_length=1)


class Margins(Sourced):
    """The least margin outside, above and below."""

    without_bleed: Inches
    with_bleed: Inches


class Named(Rules):
    """A choice: its name in options, and its title."""

    name: str
    title: str


class WidthLimit(Rules):
    """The most pages of trims up to a width."""

    to: Inches
    pages: Pages


class TrimLimit(Rules):
    """The most pages of one trim."""

    trim: Trim
    pages: Pages


class Stock(Sourced):
    """A paper printed with an ink: how thick a page (a side of a leaf) is, and how many can be bound.

    Either `page` inches or `pages_per_inch`, and what the cover itself adds to the spine.
    """

    ink: str
    paper: str
    page: Decimal | None = Field(default=None, gt=0, lt=1)
    pages_per_inch: int | None = Field(default=None, gt=0)
    cover_thickness: Inches = Decimal()
    fewest: Pages
    most: tuple[WidthLimit, ...] = Field(min_length=1)
    exceptions: tuple[TrimLimit, ...] = ()

    @model_validator(mode="after")
    def _one_thickness(self) -> Self:
        if (self.page is None) == (self.pages_per_inch is None):
            raise ValueError("give either page or pages_per_inch")
        return self

    def most_pages(self, trim: Trim) -> int:
        """Return how many pages of a trim can be bound at most. Raises Unprintable if it is too wide."""
        for exception in self.exceptions:
            if exception.trim == trim:
                return exception.pages
        for limit in self.most:
            if trim.width <= limit.to:
                return limit.pages
        widest = self.most[-1].to
        raise Unprintable(
            f"A page {said(trim.width)} in wide is too wide for this paper. Choose at most {said(widest)} in."
        )

    def thickness(self, pages: int) -> Decimal:
        """Return how thick so many pages and the cover are; rounded to 0.0001 in where there is no exact figure."""
        if self.page is not None:
            return pages * self.page + self.cover_thickness
        assert self.pages_per_inch is not None  # _one_thickness
        return (Decimal(pages) / self.pages_per_inch + self.cover_thickness).quantize(Decimal("0.0001"))


class CoverRules(Rules):
    """How a cover is larger than its pages: `bleed` is cut off or turned in on all four sides; boards may be wider and
    higher than the trim. Nothing to be read comes nearer to an edge than `safe`."""

    bleed: Inches
    safe: Inches
    wider: Inches = Decimal()
    higher: Inches = Decimal()


class Binding(Sourced):
    """A way of binding. Without `cover` its cover cannot be made here; trims and inks are all, unless some are named.
    `spines` is a table that is used instead of the paper's thickness."""

    name: str
    title: str
    trims: tuple[Trim, ...] = ()
    inks: tuple[str, ...] = ()
    fewest: Pages | None = None
    most: Pages | None = None
    cover: CoverRules | None = None
    spines: tuple[Step, ...] = ()


class Spine(Sourced):
    """From how many pages, or which width, there is text on a spine, and how much is kept clear on each side of it."""

    text_from_pages: Pages | None = None
    text_from_inches: Inches | None = None
    clearance: Inches


class Barcode(Sourced):
    """The box on the back that is kept free, and how far it is from the edges of the back."""

    width: Inches
    height: Inches
    margin: Inches


class FileRules(Sourced):
    """What is asked of a file."""

    megabytes: int
    dpi: int
    line_points: Decimal
    type_points: Decimal
    blank_pages_in_a_row: int


class EbookCover(Sourced):
    """The cover of an e-book, in pixels."""

    width: int
    height: int
    megabytes: int


class Printer(Rules):
    """A printer with its rules, as found on a day. `not_found` and `last_word` are told to readers."""

    name: str
    title: str
    dated: dt.date
    last_word: str
    not_found: tuple[str, ...]
    sources: dict[str, str]
    trims: Trims
    bleed: Bleed
    gutter: Gutter
    margins: Margins
    inks: tuple[Named, ...] = Field(min_length=1)
    papers: tuple[Named, ...] = Field(min_length=1)
    stocks: tuple[Stock, ...] = Field(min_length=1)
    bindings: tuple[Binding, ...] = Field(min_length=1)
    spine: Spine
    barcode: Barcode
    file: FileRules
    ebook_cover: EbookCover | None = None

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        """Hold names, sources and the order of steps together."""
        sourced = [self.trims, self.bleed, self.gutter, self.margins, self.spine, self.barcode, self.file]
        sourced += [*self.stocks, *self.bindings, *([self.ebook_cover] if self.ebook_cover else [])]
        unknown = {name for rule in sourced for name in rule.source} - set(self.sources)
        if unknown:
            raise ValueError(f"sources are not listed: {', '.join(sorted(unknown))}")
        inks, papers = {ink.name for ink in self.inks}, {paper.name for paper in self.papers}
        if any(stock.ink not in inks or stock.paper not in papers for stock in self.stocks):
            raise ValueError("a stock names an ink or a paper that is not listed")
        if any(set(binding.inks) - inks for binding in self.bindings):
            raise ValueError("a binding names an ink that is not listed")
        ladders = [self.gutter.steps, *(binding.spines for binding in self.bindings)]
        if any(list(ladder) != sorted(ladder, key=lambda step: (step.to, step.inches)) for ladder in ladders):
            raise ValueError("steps must be in the order of their pages")
        return self

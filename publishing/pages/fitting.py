"""How much room text takes on a page: asked of the typesetter that prints it, so that it is known exactly."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typst

from publishing.languages import language_of
from publishing.pages.markup import paragraphs_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from publishing.pages.tree import PagedBook, PicturePage, PlacedText

FONT = "Libertinus Serif"
TEMPLATES = Path(__file__).parent.parent / "typesetting" / "templates"
PITCH = 1.36
"""From line to line, in ems; as in passage.typ."""
ROUNDING = 0.05
"""Points by which text may be higher than its box."""
MOST_KNOWN = 4000
"""Passages whose heights are remembered; those of some forty books."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Text of one width and size; lengths in points."""

    source: str
    width: float
    size: float
    language: str


_known: dict[Passage, float] = {}


@dataclass(frozen=True, slots=True)
class Fit:
    """Whether text fits its box: `lines` are those by which it is too long; lengths in points."""

    height: float
    room: float
    lines: int

    @property
    def fits(self) -> bool:
        """Whether all of it is in the box."""
        return self.lines == 0


def fit_of(text: PlacedText, book: PagedBook) -> Fit:
    """Measure the text of one page."""
    return fits_of([text], book)[0]


def fits_of(texts: Sequence[PlacedText], book: PagedBook) -> list[Fit]:
    """Measure texts in their boxes."""
    heights = heights_of([passage_of(text, book) for text in texts])
    return [_fit(height, text, book) for height, text in zip(heights, texts, strict=True)]


def _fit(height: float, text: PlacedText, book: PagedBook) -> Fit:
    room = book.points(text.box)[1]
    over = height - room
    return Fit(height, room, math.ceil(over / (text.size * PITCH)) if over > ROUNDING else 0)


def passage_of(text: PlacedText, book: PagedBook) -> Passage:
    """Describe the text of a page for measuring it."""
    return Passage(text.source, round(book.points(text.box)[0], 2), text.size, book.language)


def heights_of(passages: Sequence[Passage]) -> list[float]:
    """Return how high passages are, in points. What was measured lately is not measured again."""
    unknown = list(dict.fromkeys(one for one in passages if one not in _known))
    measured = dict(zip(unknown, _measured(unknown), strict=True)) if unknown else {}
    heights = [measured[one] if one in measured else _known[one] for one in passages]
    if len(_known) + len(measured) > MOST_KNOWN:
        _known.clear()
    _known.update(measured)
    return heights


def _measured(passages: Sequence[Passage]) -> list[float]:
    items = [{**item_of(one.source, size=one.size, language=one.language), "width": one.width} for one in passages]
    answer = typst.query(
        str(TEMPLATES / "passages_measured.typ"),
        "<heights>",
        field="value",
        one=True,
        root=str(TEMPLATES),
        font_paths=_fonts(),
        sys_inputs={"items": json.dumps(items)},
    )
    return [float(height) for height in json.loads(answer)]


@cache
def _fonts() -> typst.Fonts:
    """Return the fonts that pages are set with: those in the wheel, and after them this machine's."""
    return typst.Fonts()


def item_of(source: str, *, size: float, language: str, align: str = "left", ink: str = "dark") -> dict[str, Any]:
    """Describe text as `passage.typ` takes it."""
    paragraphs = [
        {"heading": one.is_heading, "lines": [[_run(run.text, run.italic) for run in line] for line in one.lines]}
        for one in paragraphs_in(source)
    ]
    return {
        "paragraphs": paragraphs,
        "size": size,
        "lang": language_of(language),
        "align": align,
        "ink": ink,
        "font": FONT,
    }


def _run(text: str, italic: bool) -> dict[str, Any]:
    return {"text": text, "italic": italic}


def text_svg(text: PlacedText, book: PagedBook) -> bytes:
    """Draw the text of a page as an SVG as wide as its box, and as high unless the text needs more."""
    width, room = book.points(text.box)
    item = item_of(text.source, size=text.size, language=book.language, align=text.align, ink=text.ink)
    item |= {"width": width, "height": max(room, fit_of(text, book).height), "vertical": text.vertical}
    return typst.compile(
        str(TEMPLATES / "passage_in_its_box.typ"),
        format="svg",
        root=str(TEMPLATES),
        font_paths=_fonts(),
        sys_inputs={"item": json.dumps(item)},
    )


def texts_of(pages: Sequence[PicturePage]) -> list[PlacedText]:
    """Return the texts of pages that have any."""
    return [page.text for page in pages if page.text is not None]

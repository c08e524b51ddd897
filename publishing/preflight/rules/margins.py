"""Rules about the edges of a page: bleed, margins and the gutter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from publishing.preflight.rules.rule import SLACK, TOUCHING, Finding, PageRule, around, inches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from publishing.preflight.pdf.geometry import Box
    from publishing.preflight.pdf.marks import Mark
    from publishing.preflight.rules.rule import Sheet

EdgeName = Literal["left", "right", "top", "foot"]
ART = ("picture", "fill", "stroke", "shading")
WORDS: dict[EdgeName, str] = {"left": "left", "right": "right", "top": "upper", "foot": "lower"}
HANGING = 0.25
"""Of the size of type: how far punctuation hangs into a margin."""


class Edge(NamedTuple):
    """An edge of a page. `gap` is from the trim to a mark, in points, negative if it is crossed."""

    name: EdgeName
    is_inside: bool
    reach: float

    def gap(self, box: Box, trim: Box) -> float:
        """Return how far a box is from the trim."""
        return {
            "left": box.left - trim.left,
            "right": trim.right - box.right,
            "top": box.top - trim.top,
            "foot": trim.foot - box.foot,
        }[self.name]

    def spans(self, box: Box, other: Box) -> bool:
        """Return whether a box goes along this edge as far as another does."""
        if self.name in {"left", "right"}:
            return box.top <= other.top + TOUCHING and box.foot >= other.foot - TOUCHING
        return box.left <= other.left + TOUCHING and box.right >= other.right - TOUCHING


def edges(sheet: Sheet) -> list[Edge]:
    """Return the four edges of a page; on a cover none is inside."""
    reach, is_cover = sheet.plan.reach, sheet.plan.choices.kind == "cover"
    inner: EdgeName = "left" if sheet.side == "right" else "right"
    outer: EdgeName = "right" if sheet.side == "right" else "left"
    return [
        Edge(inner, not is_cover, reach.inside),
        Edge(outer, False, reach.outside),
        Edge("top", False, reach.top),
        Edge("foot", False, reach.foot),
    ]


def _art(sheet: Sheet) -> list[Mark]:
    """Return what is painted on the page or across its edge."""
    return [mark for mark in sheet.of_kind(*ART) if mark.box.meets(sheet.trim.grown(TOUCHING))]


def _bleeding(edge: Edge, art: list[Mark], trim: Box) -> list[Mark]:
    """Return what reaches beyond an edge as far as it must."""
    return [mark for mark in art if edge.gap(mark.box, trim) <= -(edge.reach - TOUCHING)]


def _is_backed(edge: Edge, mark: Mark, bleeding: list[Mark]) -> bool:
    """Return whether something that bleeds lies along all of a mark: then no white shows beside it."""
    return any(edge.spans(other.box, mark.box) for other in bleeding if other is not mark)


def bleed(sheet: Sheet) -> Iterator[Finding]:
    """Find art that touches the edge and does not go beyond it far enough."""
    if not sheet.is_planned or not sheet.plan.has_bleed:
        return
    art = _art(sheet)
    for edge in edges(sheet):
        if edge.reach <= 0:
            continue
        bleeding = _bleeding(edge, art, sheet.trim)
        short = [
            mark
            for mark in art
            if -(edge.reach - TOUCHING) < edge.gap(mark.box, sheet.trim) <= TOUCHING
            and not _is_backed(edge, mark, bleeding)
        ]
        if short:
            yield Finding(
                "error",
                f"Art touches the {WORDS[edge.name]} edge but does not reach {inches(edge.reach)} beyond it.",
                "Let pictures and backgrounds that touch an edge reach to the end of the bleed.",
                around(short),
            )


def no_bleed(sheet: Sheet) -> Iterator[Finding]:
    """Find art that touches the edge of a page that has no bleed."""
    if not sheet.is_planned or sheet.plan.has_bleed:
        return
    touching = {
        edge.name: [mark for mark in _art(sheet) if edge.gap(mark.box, sheet.trim) <= TOUCHING] for edge in edges(sheet)
    }
    names: list[EdgeName] = [name for name, marks in touching.items() if marks]
    if names:
        yield Finding(
            "error",
            f"Art touches the {' and '.join(WORDS[name] for name in names)} edge, but the pages have no bleed.",
            "Make all pages larger by the bleed and let the art reach to its end, or keep it away from the edges.",
            around(touching[names[0]]),
        )


def art_near_edge(sheet: Sheet) -> Iterator[Finding]:
    """Find art that ends just inside the trim: the cut is not so exact."""
    art = _art(sheet)
    for edge in edges(sheet):
        bleeding = _bleeding(edge, art, sheet.trim)
        inner = [
            mark for mark in art if edge.gap(mark.box, sheet.trim) > TOUCHING and not _is_backed(edge, mark, bleeding)
        ]
        nearest = None if edge.is_inside else _nearest(sheet, edge, inner, sheet.plan.margin)
        if nearest:
            yield Finding(
                "warning",
                f"Art ends {_gap(sheet, edge, nearest)} from the {WORDS[edge.name]} edge; the cut may vary by an "
                "eighth of an inch.",
                f"Keep it {inches(sheet.plan.margin)} away from the edge, or let it reach beyond the edge.",
                nearest.box,
            )


def text_near_edge(sheet: Sheet) -> Iterator[Finding]:
    """Find text in the outside, upper or lower margin."""
    for edge in edges(sheet):
        nearest = None if edge.is_inside else _nearest(sheet, edge, sheet.of_kind("text"), sheet.plan.margin)
        if nearest:
            yield Finding(
                "error",
                f"Text is {_gap(sheet, edge, nearest)} from the {WORDS[edge.name]} edge; it needs "
                f"{inches(sheet.plan.margin)}.",
                "Make the margin wider.",
                nearest.box,
            )


def gutter(sheet: Sheet) -> Iterator[Finding]:
    """Find text that vanishes in the fold."""
    edge = edges(sheet)[0]
    if nearest := _nearest(sheet, edge, sheet.of_kind("text"), sheet.plan.gutter):
        yield Finding(
            "error",
            f"Text is {_gap(sheet, edge, nearest)} from the fold; with {sheet.plan.pages} pages it needs "
            f"{inches(sheet.plan.gutter)}.",
            f"Make the inside margin wider: the {WORDS[edge.name]} one of this page, the other one of the page "
            "beside it.",
            nearest.box,
        )


def art_in_gutter(sheet: Sheet) -> Iterator[Finding]:
    """Find art that ends in the fold without going through."""
    edge, art = edges(sheet)[0], _art(sheet)
    bleeding = _bleeding(edge, art, sheet.trim)
    inner = [mark for mark in art if edge.gap(mark.box, sheet.trim) > TOUCHING and not _is_backed(edge, mark, bleeding)]
    if nearest := _nearest(sheet, edge, inner, sheet.plan.gutter):
        yield Finding(
            "warning",
            f"Art ends {_gap(sheet, edge, nearest)} from the fold, where it can hardly be seen.",
            f"Keep it {inches(sheet.plan.gutter)} away from the fold, or let it reach into it.",
            nearest.box,
        )


def _nearest(sheet: Sheet, edge: Edge, marks: list[Mark], least: float) -> Mark | None:
    """Return the mark that is nearest to an edge if it is nearer than it may be."""
    if not sheet.is_planned:
        return None
    near = [
        mark
        for mark in marks
        if mark.box.meets(sheet.trim) and edge.gap(mark.box, sheet.trim) < least - _slack(edge, mark)
    ]
    return min(near, key=lambda mark: edge.gap(mark.box, sheet.trim)) if near else None


def _slack(edge: Edge, mark: Mark) -> float:
    """Return by how much a mark may be over a margin: a comma or a hyphen hangs into it where type is set well."""
    return max(SLACK, HANGING * mark.size) if edge.name in {"left", "right"} else SLACK


def _gap(sheet: Sheet, edge: Edge, mark: Mark) -> str:
    return inches(max(0.0, edge.gap(mark.box, sheet.trim)))


RULES = (
    PageRule("bleed", "Bleed", bleed),
    PageRule("no_bleed", "Art at the edge of pages without bleed", no_bleed),
    PageRule("art_near_edge", "Art near the edge", art_near_edge, ("interior",)),
    PageRule("text_near_edge", "Margins", text_near_edge),
    PageRule("gutter", "Inside margin", gutter, ("interior",)),
    PageRule("art_in_gutter", "Art in the fold", art_in_gutter, ("interior",)),
)

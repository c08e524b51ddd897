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
    if not sheet.is_planned:
        return
    art = _art(sheet)
    for edge in edges(sheet):
        if edge.is_inside:
            continue
        bleeding = _bleeding(edge, art, sheet.trim)
        near = [
            mark
            for mark in art
            if TOUCHING < edge.gap(mark.box, sheet.trim) < sheet.plan.margin - SLACK
            and not _is_backed(edge, mark, bleeding)
        ]
        if near:
            yield Finding(
                "warning",
                f"Art ends {inches(min(edge.gap(mark.box, sheet.trim) for mark in near))} from the {WORDS[edge.name]} "
                "edge; the cut may vary by an eighth of an inch.",
                f"Keep it {inches(sheet.plan.margin)} away from the edge, or let it reach beyond the edge.",
                around(near),
            )


def text_near_edge(sheet: Sheet) -> Iterator[Finding]:
    """Find text in the outside, upper or lower margin."""
    if not sheet.is_planned:
        return
    text = [mark for mark in sheet.of_kind("text") if mark.box.meets(sheet.trim)]
    for edge in edges(sheet):
        if edge.is_inside:
            continue
        near = [mark for mark in text if edge.gap(mark.box, sheet.trim) < sheet.plan.margin - SLACK]
        if near:
            closest = max(0.0, min(edge.gap(mark.box, sheet.trim) for mark in near))
            yield Finding(
                "error",
                f"Text is {inches(closest)} from the {WORDS[edge.name]} edge; it needs {inches(sheet.plan.margin)}.",
                "Make the margin wider.",
                around(near),
            )


def gutter(sheet: Sheet) -> Iterator[Finding]:
    """Find text that vanishes in the fold."""
    if not sheet.is_planned:
        return
    edge = edges(sheet)[0]
    text = [mark for mark in sheet.of_kind("text") if mark.box.meets(sheet.trim)]
    near = [mark for mark in text if edge.gap(mark.box, sheet.trim) < sheet.plan.gutter - SLACK]
    if near:
        closest = max(0.0, min(edge.gap(mark.box, sheet.trim) for mark in near))
        yield Finding(
            "error",
            f"Text is {inches(closest)} from the fold; with {sheet.plan.pages} pages it needs "
            f"{inches(sheet.plan.gutter)}.",
            f"Make the inside margin wider: the {WORDS[edge.name]} one of this page. Even pages have it on the right.",
            around(near),
        )


def art_in_gutter(sheet: Sheet) -> Iterator[Finding]:
    """Find art that ends in the fold without going through."""
    if not sheet.is_planned:
        return
    edge, art = edges(sheet)[0], _art(sheet)
    bleeding = _bleeding(edge, art, sheet.trim)
    near = [
        mark
        for mark in art
        if TOUCHING < edge.gap(mark.box, sheet.trim) < sheet.plan.gutter - SLACK
        and not _is_backed(edge, mark, bleeding)
    ]
    if near:
        closest = min(edge.gap(mark.box, sheet.trim) for mark in near)
        yield Finding(
            "warning",
            f"Art ends {inches(closest)} from the fold, where it can hardly be seen.",
            f"Keep it {inches(sheet.plan.gutter)} away from the fold, or let it reach into it.",
            around(near),
        )


RULES = (
    PageRule("bleed", "Bleed", bleed),
    PageRule("no_bleed", "Art at the edge of pages without bleed", no_bleed),
    PageRule("art_near_edge", "Art near the edge", art_near_edge, ("interior",)),
    PageRule("text_near_edge", "Margins", text_near_edge),
    PageRule("gutter", "Inside margin", gutter, ("interior",)),
    PageRule("art_in_gutter", "Art in the fold", art_in_gutter, ("interior",)),
)

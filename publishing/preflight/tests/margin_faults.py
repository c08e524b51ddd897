"""Faults at the edges of good pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publishing.preflight.tests.planting import Fault, flat_edge, without_ground, writes

if TYPE_CHECKING:
    from collections.abc import Iterator

NOVEL, PICTURES, BOXED, DRAWN = "novel-6x9", "picture-book-8.5x8.5", "boxed-8.5x8.5", "drawn-7x10"


def of_margins() -> Iterator[Fault]:
    """What is too near to an edge, or does not go beyond it."""
    for edge in ("top", "foot", "right"):
        yield Fault("bleed", f"{edge}-at-trim", PICTURES, 5, without_ground(flat_edge(edge, 9)))
        yield Fault("bleed", f"{edge}-half-way", BOXED, 7, without_ground(flat_edge(edge, 4)))
    yield Fault("bleed", "left-at-trim", PICTURES, 6, without_ground(flat_edge("left", 9)))
    for edge in ("left", "right", "top", "foot"):
        yield Fault("no_bleed", edge, NOVEL, 9, flat_edge(edge, 0))
        yield Fault("no_bleed", f"{edge}-beyond", DRAWN, 10, flat_edge(edge, -5))
    for edge in ("right", "top", "foot"):
        yield Fault("art_near_edge", edge, NOVEL, 11, flat_edge(edge, 8))
        yield Fault("art_near_edge", edge, PICTURES, 13, without_ground(flat_edge(edge, 16)))
    yield Fault("art_in_gutter", "odd", NOVEL, 11, flat_edge("left", 8))
    yield Fault("art_in_gutter", "even", NOVEL, 12, flat_edge("right", 8))
    yield Fault("art_in_gutter", "odd", PICTURES, 11, without_ground(flat_edge("left", 8)))
    for base in (NOVEL, DRAWN):
        yield Fault("gutter", "odd", base, 7, writes(12, left=0.2))
        yield Fault("text_near_edge", "even-left", base, 8, writes(12, left=0.1))
        yield Fault("text_near_edge", "top", base, 9, writes(12, top=0.3))
        yield Fault("text_near_edge", "foot", base, 10, writes(12, top=(8.9 if base == NOVEL else 9.9)))
    yield Fault("gutter", "even", NOVEL, 8, writes(12, left=5.3))
    yield Fault("gutter", "even", DRAWN, 8, writes(12, left=6.3))
    yield Fault("text_near_edge", "odd-right", NOVEL, 7, writes(12, left=5.45))
    yield Fault("gutter", "bleed", PICTURES, 7, writes(12, left=0.2))
    yield Fault("text_near_edge", "bleed", PICTURES, 7, writes(12, left=7.9))
    yield Fault("gutter", "thick", "thick", 51, writes(12, left=0.42))

"""Focal boxes: where a picture may be cropped, and where a moving camera may look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sketch.outputs.masks import Box, visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sketch.record.shapes import DisplayList

WHOLE: Box = (0.0, 0.0, 1.0, 1.0)
MIDDLE: Box = (0.25, 0.25, 0.75, 0.75)
AROUND_HEAD = 0.6
"""By so much of its own size a head's box grows on each side."""


@dataclass(frozen=True, slots=True)
class FocalBoxes:
    """Boxes as parts of the picture's width and height: the `focus` (a head, or the middle where nobody is), each
    figure and head by owner, and `everybody`."""

    focus: Box
    figures: dict[str, Box]
    heads: dict[str, Box]
    everybody: Box


def focal_boxes(drawn: DisplayList, *, focus: str = "") -> FocalBoxes:
    """Return the boxes of a picture. `focus` is the key of whom it is about; without it, whoever fills most of it."""
    seen = [one for one in visible(drawn) if one.box is not None]
    figures = {one.owner: one.box for one in seen if one.box is not None}
    heads = {one.owner: one.head_box for one in seen if one.head_box is not None}
    largest = max(seen, key=lambda one: one.picture).owner if seen else ""
    subject = focus if focus in figures else largest
    middle = grown(heads[subject], AROUND_HEAD) if subject in heads else figures.get(subject, MIDDLE)
    return FocalBoxes(middle, figures, heads, around(figures.values()) if figures else WHOLE)


def crop_box(boxes: FocalBoxes, *, aspect: float, picture_aspect: float = 1.0) -> Box:
    """Return the largest crop of an aspect (width by height) that keeps the focus as near its upper third as it can."""
    wide, tall = min(1.0, aspect / picture_aspect), min(1.0, picture_aspect / aspect)
    x0, y0, x1, y1 = boxes.focus
    left = min(max((x0 + x1) / 2 - wide / 2, 0.0), 1.0 - wide)
    top = min(max((y0 + y1) / 2 - tall * 0.38, 0.0), 1.0 - tall)
    return (left, top, left + wide, top + tall)


def around(boxes: Iterable[Box]) -> Box:
    """Return the box around boxes."""
    sides = list(zip(*boxes, strict=True))
    return (min(sides[0]), min(sides[1]), max(sides[2]), max(sides[3]))


def grown(box: Box, by: float) -> Box:
    """Return a box that is larger on each side by a part of its size, within the picture."""
    dx, dy = (box[2] - box[0]) * by, (box[3] - box[1]) * by
    return (max(0.0, box[0] - dx), max(0.0, box[1] - dy), min(1.0, box[2] + dx), min(1.0, box[3] + dy))

"""Regions of a page: what hangs together in white."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from PIL import ImageDraw

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PIL import Image

Run = tuple[int, int, int]
"""A row, and the first and the last pixel of a stretch of white in it."""
_WHITE = 128


@dataclass(slots=True, eq=False)
class Region:
    """Stretches of white that hang together; `area` in pixels."""

    area: int = 0
    runs: list[Run] = field(default_factory=list)

    @property
    def inside(self) -> tuple[int, int]:
        """Return a pixel in its middle."""
        y, first, last = self.runs[len(self.runs) // 2]
        return ((first + last) // 2, y)


def regions_of(page: Image.Image) -> list[Region]:
    """Return the white regions of a page, those farther up first. Corners do not join them."""
    above: list[tuple[Run, int]] = []
    parents: list[int] = []
    runs: list[tuple[Run, int]] = []
    for y, row in enumerate(_runs_by_row(page)):
        here: list[tuple[Run, int]] = []
        k = 0
        for first, last in row:
            while k < len(above) and above[k][0][2] < first:
                k += 1
            label, j = -1, k
            while j < len(above) and above[j][0][1] <= last:
                root = _root(parents, above[j][1])
                label = _joined(parents, label, root)
                j += 1
            if label < 0:
                label = len(parents)
                parents.append(label)
            here.append(((y, first, last), label))
        runs += here
        above = here
    return _gathered(runs, parents)


def fill_regions(page: Image.Image, regions: Iterable[Region], value: int) -> None:
    """Fill regions of a page."""
    draw = ImageDraw.Draw(page)
    for region in regions:
        for y, first, last in region.runs:
            draw.line([(first, y), (last, y)], fill=value)


def _runs_by_row(page: Image.Image) -> list[list[tuple[int, int]]]:
    white = np.asarray(page) > _WHITE
    edged = np.zeros((white.shape[0], white.shape[1] + 2), dtype=np.int8)
    edged[:, 1:-1] = white
    steps = np.diff(edged, axis=1)
    rows: list[list[tuple[int, int]]] = [[] for _ in range(white.shape[0])]
    starts, ends = np.argwhere(steps == 1), np.argwhere(steps == -1)
    for (y, first), (_, end) in zip(starts.tolist(), ends.tolist(), strict=True):
        rows[y].append((first, end - 1))
    return rows


def _root(parents: list[int], label: int) -> int:
    while parents[label] != label:
        parents[label] = parents[parents[label]]
        label = parents[label]
    return label


def _joined(parents: list[int], label: int, root: int) -> int:
    if label < 0 or label == root:
        return root
    low, high = min(label, root), max(label, root)
    parents[high] = low
    return low


def _gathered(runs: list[tuple[Run, int]], parents: list[int]) -> list[Region]:
    regions: dict[int, Region] = {}
    for run, label in runs:
        region = regions.setdefault(_root(parents, label), Region())
        region.runs.append(run)
        region.area += run[2] - run[1] + 1
    return list(regions.values())

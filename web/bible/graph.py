"""Who somebody speaks with, as a drawing: pure geometry, the same for the same people.

One person stands in the middle, the others around them on an oval. Lengths are units of the view box, which is as
wide as a phone: at 390 pixels a unit is about a pixel, and text has the size that it says.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH = 360.0
MOST_AROUND = 8
"""People around the middle; with more, labels would touch."""
LINE = 15.0
"""Height of a line of a label."""
LETTER = 7.2
"""Width of a letter, about, and rather more."""
LETTERS = 12
"""Of a line of a label; what is longer is cut."""
_CENTRE, _AROUND = 34.0, 22.0
"""Radius of a face."""
_ACROSS, _DOWN = 130.0, 136.0
"""Half axes of the oval."""
_GAP = 5.0
"""Between a face and its label."""
_MOST_LINES = 2
_THIN, _THICK = 1.2, 7.0


@dataclass(frozen=True, slots=True)
class LabelLine:
    """A line of a label, centred at `x`; `y` is its baseline."""

    text: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Node:
    """A face, and its name beneath it. `key` says whose it is."""

    key: str
    x: float
    y: float
    radius: float
    lines: tuple[LabelLine, ...]
    is_centre: bool = False

    @property
    def left(self) -> float:
        """Of the square around the face."""
        return round(self.x - self.radius, 1)

    @property
    def top(self) -> float:
        """Of the square around the face."""
        return round(self.y - self.radius, 1)

    @property
    def across(self) -> float:
        """How wide the face is."""
        return 2 * self.radius

    @property
    def box(self) -> tuple[float, float, float, float]:
        """The label's left, top, right and bottom."""
        half = max(len(line.text) for line in self.lines) * LETTER / 2
        top = self.y + self.radius + _GAP
        return self.x - half, top, self.x + half, top + LINE * len(self.lines)


@dataclass(frozen=True, slots=True)
class Edge:
    """A line between two faces: the thicker, the more they speak with each other."""

    x1: float
    y1: float
    x2: float
    y2: float
    thickness: float
    is_of_centre: bool


@dataclass(frozen=True, slots=True)
class Graph:
    """A drawing, edges first. `height` is that of its view box; its width is `WIDTH`."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    height: float
    width: float = WIDTH


@dataclass(frozen=True, slots=True)
class Bond:
    """How often two people (by their keys) take turns in speaking."""

    one: str
    other: str
    count: int


def graph_of(centre: tuple[str, str], around: Sequence[tuple[str, str]], bonds: Sequence[Bond]) -> Graph:
    """Draw somebody among others; people are (key, name), the first of `around` on top, then clockwise.

    Only MOST_AROUND of them are drawn, and only bonds between those who are.
    """
    drawn = list(around[:MOST_AROUND])
    across, down = WIDTH / 2, _DOWN + _AROUND + 4
    places = [_on_oval(i, len(drawn), across, down) for i in range(len(drawn))]
    nodes = [
        _node(*centre, across, down, _CENTRE, is_centre=True),
        *(_node(key, name, x, y, _AROUND) for (key, name), (x, y) in zip(drawn, places, strict=True)),
    ]
    lowest = max(node.box[3] for node in nodes)
    return Graph(nodes=tuple(nodes), edges=_edges(nodes, bonds), height=math.ceil(lowest + 4))


def _on_oval(index: int, count: int, across: float, down: float) -> tuple[float, float]:
    angle = math.tau * index / count - math.tau / 4
    return round(across + _ACROSS * math.cos(angle), 1), round(down + _DOWN * math.sin(angle), 1)


def _node(key: str, name: str, x: float, y: float, radius: float, *, is_centre: bool = False) -> Node:
    top = y + radius + _GAP
    lines = tuple(LabelLine(text, x, round(top + LINE * (i + 0.8), 1)) for i, text in enumerate(wrapped(name)))
    return Node(key=key, x=x, y=y, radius=radius, lines=lines, is_centre=is_centre)


def wrapped(name: str) -> list[str]:
    """Wrap a name in one line or two of at most LETTERS letters, cut where it is longer."""
    lines: list[str] = [""]
    for word in name.split():
        joined = f"{lines[-1]} {word}".strip()
        if len(joined) <= LETTERS or not lines[-1]:
            lines[-1] = joined
        else:
            lines.append(word)
    kept = lines[:_MOST_LINES]
    if len(lines) > _MOST_LINES:
        kept[-1] = f"{kept[-1][: LETTERS - 1]}…"
    return [line if len(line) <= LETTERS else f"{line[: LETTERS - 1]}…" for line in kept]


def _edges(nodes: Sequence[Node], bonds: Sequence[Bond]) -> tuple[Edge, ...]:
    by_key = {node.key: node for node in nodes}
    shown = [bond for bond in bonds if bond.count and bond.one in by_key and bond.other in by_key]
    most = max((bond.count for bond in shown), default=1)
    edges = [
        _edge(by_key[bond.one], by_key[bond.other], _THIN + (_THICK - _THIN) * math.sqrt(bond.count / most))
        for bond in shown
    ]
    return tuple(sorted(edges, key=lambda edge: (edge.is_of_centre, edge.thickness)))


def _edge(one: Node, other: Node, thickness: float) -> Edge:
    of_centre = one.is_centre or other.is_centre
    return Edge(one.x, one.y, other.x, other.y, round(thickness, 1), of_centre)

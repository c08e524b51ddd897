"""The drawing of who speaks with whom."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest

from web.bible.graph import LETTER, LETTERS, MOST_AROUND, WIDTH, Bond, Node, graph_of, wrapped

LONGEST = "Bartholomew Featherstonehaugh-Cholmondeley"


def draw(count: int, bonds: list[Bond] | None = None) -> Any:
    return graph_of(("me", LONGEST), [(f"p{n}", LONGEST) for n in range(count)], bonds or [])


def overlap(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def face(node: Node) -> tuple[float, float, float, float]:
    """Return the square within the face: what a label must not cover."""
    half = node.radius * 0.7
    return node.x - half, node.y - half, node.x + half, node.y + half


@pytest.mark.parametrize("count", range(1, MOST_AROUND + 1))
def test_no_label_touches_another_or_covers_a_face_however_long_the_names(count: int) -> None:
    nodes = draw(count).nodes

    assert not [(a.key, b.key) for a, b in combinations(nodes, 2) if overlap(a.box, b.box)]
    assert not [(a.key, b.key) for a in nodes for b in nodes if overlap(a.box, face(b))]


@pytest.mark.parametrize("count", [1, 2, 5, MOST_AROUND])
def test_all_of_it_lies_within_the_view_box(count: Any) -> None:
    graph = draw(count)

    assert all(node.box[0] >= 0 and node.box[2] <= WIDTH and node.box[3] <= graph.height for node in graph.nodes)
    assert all(node.top >= 0 for node in graph.nodes)


def test_more_people_than_there_is_room_for_are_left_out() -> None:
    assert len(draw(MOST_AROUND + 5).nodes) == MOST_AROUND + 1


def test_the_same_people_are_drawn_the_same() -> None:
    assert draw(6) == draw(6)


def test_who_speaks_more_has_the_thicker_line() -> None:
    graph = draw(2, [Bond("me", "p0", 20), Bond("me", "p1", 2)])

    thickness = {(edge.x2, edge.y2): edge.thickness for edge in graph.edges}
    often, seldom = (thickness[node.x, node.y] for node in graph.nodes[1:])
    assert often > seldom


def test_a_bond_with_somebody_who_is_not_drawn_is_no_line() -> None:
    assert draw(1, [Bond("p0", "elsewhere", 3)]).edges == ()


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Jim", ["Jim"]),
        ("Anne Shirley", ["Anne Shirley"]),
        ("Marilla Cuthbert", ["Marilla", "Cuthbert"]),
        ("Long John Silver the Cook", ["Long John", "Silver the…"]),
        ("Featherstonehaugh", ["Featherston…"]),
    ],
)
def test_a_name_is_set_in_two_lines_at_most(name: str, lines: list[str]) -> None:
    assert wrapped(name) == lines


def test_no_line_of_a_label_is_wider_than_its_place() -> None:
    assert all(len(line.text) * LETTER <= LETTERS * LETTER for node in draw(8).nodes for line in node.lines)

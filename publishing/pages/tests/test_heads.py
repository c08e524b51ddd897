"""A picture that is cropped cuts through no face where that can be."""

from __future__ import annotations

import pytest

from publishing.pages.heads import best_aim
from publishing.rectangle import Rectangle

LEFT, MIDDLE, RIGHT = Rectangle(0.2, 0.2, 0.1, 0.1), Rectangle(0.5, 0.3, 0.1, 0.1), Rectangle(0.84, 0.25, 0.1, 0.1)


def cut(heads: tuple[Rectangle, ...], *, width: float, height: float = 1.0) -> list[str]:
    """Say of each head whether it is whole, cut or out."""
    x, y = best_aim(heads, width, height)
    left, top = x - width / 2, y - height / 2
    assert left >= -1e-9
    assert left + width <= 1 + 1e-9

    def state(head: Rectangle) -> str:
        across = min(head.right, left + width) - max(head.left, left)
        down = min(head.bottom, top + height) - max(head.top, top)
        share = max(0.0, across) * max(0.0, down) / (head.width * head.height)
        return "whole" if share > 0.97 else "out" if share < 0.03 else "cut"

    return [state(head) for head in heads]


def test_the_third_face_is_not_cut_in_half() -> None:
    assert cut((LEFT, MIDDLE, RIGHT), width=0.62) == ["whole", "whole", "out"]


def test_a_window_that_holds_one_face_shows_the_most_important() -> None:
    assert cut((RIGHT, LEFT, MIDDLE), width=0.2) == ["whole", "out", "out"]


@pytest.mark.parametrize("height", [0.4, 0.5])
def test_faces_above_one_another_are_not_cut_either(height: float) -> None:
    high, low = Rectangle(0.4, 0.1, 0.2, 0.2), Rectangle(0.4, 0.55, 0.2, 0.2)

    assert cut((high, low), width=1.0, height=height) == ["whole", "out"]

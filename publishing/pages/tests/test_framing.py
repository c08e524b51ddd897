"""Which part of a picture is seen in its box."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from publishing.pages.framing import seen_part
from publishing.pages.quiet import quietness_of
from publishing.pages.tree import WHOLE, Part, PlacedPicture
from publishing.rectangle import Rectangle
from storyboards.pictures.stored_image import StoredImage

NUMBERS = st.floats(0.0, 1.0)


def placed(width: int, height: int, **more: object) -> PlacedPicture:
    return PlacedPicture(StoredImage("x.webp", width, height), "", WHOLE, **more)  # type: ignore[arg-type]


@given(st.integers(1, 4000), st.integers(1, 4000), st.floats(0.2, 5), NUMBERS, NUMBERS, st.floats(0.5, 9))
def test_the_part_lies_in_the_picture_and_nothing_is_stretched(
    width: int, height: int, aspect: float, across: float, down: float, zoom: float
) -> None:
    part = seen_part(placed(width, height, focus=(across, down), zoom=zoom), aspect=aspect)

    assert min(part.left, part.top) >= 0
    assert max(part.right, part.bottom) <= 1 + 1e-9
    assert part.width * width / (part.height * height) == pytest.approx(aspect)


@pytest.mark.parametrize(("part", "box"), [("left", Rectangle(0, 0, 0.5, 1)), ("right", Rectangle(0.5, 0, 0.5, 1))])
def test_the_halves_of_a_spread_meet(part: Part, box: Rectangle) -> None:
    assert seen_part(placed(2000, 1000, part=part), aspect=1.0) == box


def test_a_picture_is_quiet_where_it_has_no_edges() -> None:
    image = Image.effect_noise((200, 200), 200).convert("RGB")
    image.paste((250, 250, 240), (0, 0, 200, 100))
    out = io.BytesIO()
    image.save(out, "PNG")

    seen = quietness_of(out.getvalue())

    above, below = Rectangle(0.1, 0.05, 0.8, 0.3), Rectangle(0.1, 0.6, 0.8, 0.3)
    assert seen.is_calm(above)
    assert not seen.is_calm(below)
    assert seen.ink_on(above) == "dark"
    assert seen.centre[1] > 0.6

"""Clothes have the colours of the facts, and two people's are told apart in every style."""

from __future__ import annotations

from itertools import combinations

import pytest
from PIL import ImageStat

from sketch.artist import Recorded, record_scene
from sketch.outputs.masks import garment_mask
from sketch.paint.differences import delta_e, lab
from sketch.scene import DepictedPerson, DepictedScene, Garment
from sketch.styles import STYLES

TOLD_APART = 10.0
"""CIEDE2000."""
COLOURS = ("red", "green", "blue", "white")


def wearing(colour: str) -> DepictedPerson:
    return DepictedPerson(key=colour, name="N", gender="female", clothes=(Garment("dress", colour),))


@pytest.fixture(scope="module")
def pictures() -> dict[tuple[str, str], Recorded]:
    return {
        pair: record_scene(
            DepictedScene(place="field", time_of_day="day", people=(wearing(pair[0]), wearing(pair[1]))),
            size=(200, 200),
            seed=3,
        )
        for pair in combinations(COLOURS, 2)
    }


@pytest.mark.parametrize("style", STYLES)
def test_two_peoples_clothes_are_told_apart(pictures: dict[tuple[str, str], Recorded], style: str) -> None:
    for pair, recorded in pictures.items():
        painted = STYLES[style].medium.render(recorded.drawn, recorded.light)
        means = [ImageStat.Stat(painted, garment_mask(recorded.drawn, colour, ["dress"])).mean for colour in pair]
        one, other = (lab((round(red), round(green), round(blue))) for red, green, blue in means)
        assert delta_e(one, other) >= TOLD_APART, pair


@pytest.mark.parametrize(
    ("one", "other", "difference"),
    [  # from the test data of Sharma, Wu and Dalal
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_differences_are_those_of_the_formula(
    one: tuple[float, float, float], other: tuple[float, float, float], difference: float
) -> None:
    assert delta_e(one, other) == pytest.approx(difference, abs=1e-4)

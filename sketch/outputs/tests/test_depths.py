"""Planes of depth, the scene graph, and prints."""

from __future__ import annotations

import json

import pytest
from PIL import Image, ImageChops, ImageStat

from sketch.artist import Recorded, record_scene
from sketch.outputs.depths import DepthPicture, in_depths
from sketch.outputs.graph import scene_graph, scene_graph_json
from sketch.outputs.tests.conftest import FOREST
from sketch.record.shapes import DisplayList
from sketch.styles import STYLES

STORYBOOK = STYLES["storybook"]


def apart(one: Image.Image, other: Image.Image) -> float:
    """Return how far two pictures differ in tone, whatever dots and lines it is broken up in."""
    return max(ImageStat.Stat(ImageChops.difference(one.reduce(12), other.reduce(12))).mean)


def laid(picture: DepthPicture) -> Image.Image:
    """Return all planes over one another."""
    sheet = picture.ground.copy()
    for plane in picture.planes:
        sheet.paste(plane.image, plane.at, plane.image)
    return sheet


@pytest.mark.parametrize("style", ["storybook", "pencil", "cut-paper", "risograph", "silhouette"])
def test_planes_of_depth_together_are_the_picture_without_its_weather(forest: Recorded, style: str) -> None:
    dry = tuple(item for item in forest.drawn.items if item.tags.role != "weather")
    painted = STYLES[style].medium.render(DisplayList(dry, forest.drawn.size, forest.drawn.unit), forest.light)

    picture = in_depths(forest, STYLES[style])

    assert 1 <= len(picture.planes) <= 3
    assert [plane.depth for plane in picture.planes] == sorted((p.depth for p in picture.planes), reverse=True)
    assert apart(laid(picture), painted) < 5
    assert apart(picture.ground, painted) > 1  # nobody is in it


def test_a_lamp_lights_the_ground_and_can_be_put_out(parlour: Recorded, forest: Recorded) -> None:
    lit = in_depths(parlour, STORYBOOK)

    assert lit.dimmed is not None
    assert ImageStat.Stat(lit.ground).mean > ImageStat.Stat(lit.dimmed).mean
    assert in_depths(forest, STORYBOOK).dimmed is None


def test_the_graph_says_what_is_drawn_and_whose_it_is(forest: Recorded) -> None:
    graph = json.loads(scene_graph_json(forest.drawn))

    figures = [node for node in graph["children"] if node["kind"] == "layer"]
    assert {node["owner"] for node in figures} == {"ada", "bob"}
    assert {child["part"] for node in figures for child in node["children"] if "part" in child} >= {
        "dress",
        "face",
        "over",
    }
    assert {node["role"] for node in graph["children"]} >= {"sky", "ground", "weather", "figure"}
    assert scene_graph(forest.drawn) == graph


@pytest.mark.parametrize("style", ["storybook", "pencil"])
def test_a_print_is_the_picture_with_more_to_see(style: str) -> None:
    small, large = (record_scene(FOREST, size=(side, side), seed=4) for side in (540, 1620))

    pictures = [STYLES[style].medium.render(one.drawn, one.light) for one in (small, large)]

    assert pictures[1].size == (1620, 1620)
    assert apart(pictures[0], pictures[1].resize((540, 540), Image.Resampling.BOX)) < 10

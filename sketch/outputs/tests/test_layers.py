"""Layers of a picture: nobody in the backdrop, room to spare, light, weather and grain apart."""

from __future__ import annotations

import json

import pytest
from PIL import Image, ImageChops, ImageStat

from sketch.artist import Recorded, record_scene
from sketch.outputs.graph import scene_graph, scene_graph_json
from sketch.outputs.layers import layered
from sketch.outputs.tests.conftest import FOREST
from sketch.styles import STYLES

STORYBOOK = STYLES["storybook"]


def apart(one: Image.Image, other: Image.Image) -> float:
    """Return how far two pictures differ in tone, whatever dots and lines it is broken up in."""
    return max(ImageStat.Stat(ImageChops.difference(one.reduce(12), other.reduce(12))).mean)


def test_each_figure_is_a_card_with_room_around_the_picture(forest: Recorded) -> None:
    layers = layered(forest.drawn, forest.light, STORYBOOK)

    assert {card.owner for card in layers.cards if card.owner} == {"ada", "bob"}
    assert layers.size == (622, 622)
    assert layers.frame == (41, 41, 581, 581)
    assert layers.backdrop.size == layers.light.size == layers.weather.size == layers.grain.size == layers.size
    assert all(card.image.mode == "RGBA" for card in layers.cards)


@pytest.mark.parametrize("style", ["storybook", "pencil", "cut-paper", "risograph", "silhouette"])
def test_the_layers_together_are_nearly_the_picture(forest: Recorded, style: str) -> None:
    painted = STYLES[style].medium.render(forest.drawn, forest.light)

    shot = layered(forest.drawn, forest.light, STYLES[style]).shot()

    assert shot.size == painted.size
    assert apart(shot, painted) < 8


def test_nobody_is_in_the_backdrop(forest: Recorded) -> None:
    layers = layered(forest.drawn, forest.light, STORYBOOK)

    assert apart(layers.shot(people=False), layers.shot()) > 1


def test_rain_is_in_the_weather_alone(forest: Recorded, parlour: Recorded) -> None:
    assert layered(forest.drawn, forest.light, STORYBOOK).weather.getbbox() is not None
    assert layered(parlour.drawn, parlour.light, STORYBOOK).weather.getbbox() is None


def test_a_lamp_is_in_the_light(parlour: Recorded) -> None:
    assert layered(parlour.drawn, parlour.light, STORYBOOK).light.getbbox() is not None


def test_the_eye_may_move_to_both_sides(forest: Recorded) -> None:
    layers = layered(forest.drawn, forest.light, STORYBOOK)

    assert apart(layers.shot(pan=-20), layers.shot(pan=20)) > 1


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

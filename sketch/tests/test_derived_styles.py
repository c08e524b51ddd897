"""A style that is made from one of ours: its words, its palette, its colours and its strengths."""

from __future__ import annotations

import io
from typing import Any
from uuid import uuid4

import pytest
from PIL import Image, ImageChops
from pydantic import ValidationError

from sketch.artist import draw_scene, record_scene
from sketch.media.palette import in_palette
from sketch.outputs.depths import in_depths
from sketch.scene import DepictedPerson, DepictedScene
from sketch.styles import STYLES, own_key, own_number
from sketch.styles.derived import COLOUR_LABELS, SETTINGS, Drawing, colours_of, derived, hex_of, setting_of

SCENE = DepictedScene(place="village", people=(DepictedPerson(key="ada", name="Ada"),), time_of_day="day")
NAVY, SAND, RUST = (16, 42, 67), (242, 232, 207), (162, 59, 42)


def picture(base: str, **said: Any) -> Image.Image:
    style = derived(STYLES[base], key="own", name="Own", prompt="p", drawing=Drawing.model_validate(said))
    with Image.open(io.BytesIO(draw_scene(SCENE, size=(160, 160), seed=3, style=style))) as image:
        return image.convert("RGB")


@pytest.mark.parametrize("key", STYLES)
def test_every_colour_of_a_medium_has_a_name_and_a_setting_its_range(key: str) -> None:
    medium = STYLES[key].medium
    colours = {
        name
        for name, value in medium
        if isinstance(value, tuple) and value and all(isinstance(part, int | tuple) for part in value)
    }

    assert colours == {colour.place.partition(".")[0] for colour in colours_of(medium)} <= COLOUR_LABELS.keys()
    for name, setting in SETTINGS.items():
        assert setting.least <= setting_of(medium, name) <= setting.most, name


@pytest.mark.parametrize("key", STYLES)
def test_in_every_medium_colours_palette_and_strengths_are_seen(key: str) -> None:
    plain = picture(key).tobytes()
    inks = {colour.place: "#3050a0" for colour in colours_of(STYLES[key].medium)}
    palette = [hex_of(colour) for colour in (NAVY, SAND, RUST)]

    assert picture(key, palette=palette).tobytes() != plain
    assert picture(key, colours=inks).tobytes() != plain or set(inks) == {"paper"}, "paint may cover the paper"
    assert picture(key, settings={"vignette": 0.8, "contrast": 0.6}).tobytes() != plain


def test_in_a_strict_palette_there_are_no_other_colours() -> None:
    image = picture("gouache", palette=[hex_of(c) for c in (NAVY, SAND)], palette_strength=1.0)

    assert not greens(image)
    assert greens(picture("gouache"))


def greens(image: Image.Image) -> int:
    """Count the greens of a picture, pure enough to be called so."""
    hue, saturation, _ = image.resize((40, 40)).convert("HSV").split()
    is_green = hue.point([255 if 70 <= level <= 120 else 0 for level in range(256)])
    is_pure = saturation.point([255 if level > 60 else 0 for level in range(256)])
    return ImageChops.multiply(is_green, is_pure).histogram()[255]


def test_a_palette_leaves_what_is_light_light_and_grows_with_its_strength() -> None:
    ramp = Image.linear_gradient("L").convert("RGB")

    strict = in_palette(ramp, (NAVY, SAND, RUST), 1.0).convert("L")

    column = [strict.getpixel((0, y)) for y in range(0, 256, 16)]
    assert all(isinstance(level, int) for level in column)
    assert column == sorted(column)
    assert in_palette(ramp, (NAVY,), 0.0).tobytes() == ramp.tobytes()


def test_what_is_not_said_is_as_below() -> None:
    own = derived(STYLES["western"], key="own", name="Own", prompt="p")

    assert own.medium == STYLES["western"].medium
    assert own.genre == "western"
    assert own.description == STYLES["western"].description


def test_a_colour_that_this_medium_does_not_have_is_passed_over() -> None:
    drawing = Drawing.model_validate({"colours": {"coal": "#000000", "inks.9": "#000000"}})

    assert (
        derived(STYLES["risograph"], key="k", name="n", prompt="p", drawing=drawing).medium
        == STYLES["risograph"].medium
    )


@pytest.mark.parametrize(
    "said",
    [
        {"palette": ["#000000"] * 7},
        {"palette": ["black"]},
        {"palette_strength": 1.5},
        {"colours": {"paper.x": "#000000"}},
        {"colours": {"__class__": "#000000"}},
        {"settings": {"hardness": 3.0}},
        {"settings": {"line": -1.0}},
        {"settings": {"line": float("nan")}},
        {"settings": {"line": float("inf")}},
        {"sparkle": 1},
    ],
)
def test_what_cannot_be_drawn_is_refused(said: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Drawing.model_validate(said)


def test_a_drawing_is_written_as_it_is_read() -> None:
    said = {
        "palette": ["#102a43"],
        "palette_strength": 0.5,
        "colours": {"inks.1": "#ffffff"},
        "settings": {"line": 2.0},
    }

    assert Drawing.model_validate(said).as_json() == said
    assert Drawing().as_json() == {}


def test_planes_for_films_keep_to_the_palette_too() -> None:
    recorded = record_scene(SCENE, size=(160, 120), seed=3)
    drawing = Drawing.model_validate({"palette": [hex_of(NAVY)], "palette_strength": 1.0})
    style = derived(STYLES["storybook"], key="own", name="Own", prompt="p", drawing=drawing)

    whole = in_depths(recorded, style).ground

    red, _, blue = whole.convert("RGB").resize((1, 1)).getpixel((0, 0))  # type: ignore[misc]
    assert blue > red


def test_the_key_of_an_own_style_is_its_number() -> None:
    number = uuid4()

    assert own_number(own_key(number)) == number
    assert len(own_key(number)) <= 40
    assert [own_number(key) for key in ("ink", "own-1", "own-" + "g" * 32, f"x{own_key(number)}")] == [None] * 4

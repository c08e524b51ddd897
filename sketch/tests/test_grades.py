"""What a style's grade does to a finished picture."""

from __future__ import annotations

import pytest
from PIL import Image, ImageStat

from sketch.media.grade import Grade

GREY = Image.new("RGB", (120, 80), (100, 110, 120))


def at(picture: Image.Image, x: int, y: int) -> list[float]:
    return ImageStat.Stat(picture.crop((x, y, x + 1, y + 1))).mean


def test_without_anything_said_a_picture_stays_as_it_is() -> None:
    assert Grade()(GREY, (0.5, 0.5)).tobytes() == GREY.tobytes()


def test_contrast_takes_darks_and_lights_apart() -> None:
    two = Image.new("RGB", (2, 1), (60, 60, 60))
    two.putpixel((1, 0), (200, 200, 200))

    graded = Grade(contrast=1.5)(two, (0.5, 0.5))

    assert at(graded, 0, 0)[0] < 60
    assert at(graded, 1, 0)[0] > 200


def test_shadows_and_lights_take_their_tints() -> None:
    dark, light = Image.new("RGB", (1, 1), (20, 20, 20)), Image.new("RGB", (1, 1), (235, 235, 235))
    grade = Grade.model_validate({"tint": 0.5, "shadows": "#400000", "lights": "#ffff80"})

    red, green, blue = at(grade(dark, (0.5, 0.5)), 0, 0)
    assert red > green >= blue
    red, green, blue = at(grade(light, (0.5, 0.5)), 0, 0)
    assert red == pytest.approx(green, abs=8)
    assert blue < green - 20


def test_the_dark_gathers_away_from_the_focus() -> None:
    graded = Grade(vignette=0.5)(GREY, (0.2, 0.3)).convert("L")

    assert at(graded, 24, 24)[0] > at(graded, 119, 79)[0] + 20
    assert at(GREY, 119, 79) == [100, 110, 120], "the picture that was given stays as it is"


def test_without_saturation_there_is_no_colour() -> None:
    red, green, blue = ImageStat.Stat(Grade(saturation=0.0)(GREY, (0.5, 0.5))).mean

    assert red == green == blue
